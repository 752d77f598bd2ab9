/** How a cell looks. `ok` to `critical` are Glances' levels. */
export const Style = {
  Plain: 0,
  Bold: 1,
  Dim: 2,
  Title: 3,
  Heading: 4,
  Ok: 5,
  Careful: 6,
  Warning: 7,
  Critical: 8,
  Selected: 9,
  Bar: 10,
} as const;
export type Style = (typeof Style)[keyof typeof Style];

/** What a terminal can do: nothing but text, bold and reverse without colours, or the sixteen colours that its owner chose. */
export type Colors = 'none' | '16';

/** Parameters of SGR (ECMA-48, 8.3.117), by style. Only the sixteen colours: they fit whatever background the owner chose. */
const SGR: Readonly<Record<Colors, readonly string[]>> = {
  none: ['', '1', '2', '1', '4', '', '4', '1', '1;7', '7', '7'],
  '16': ['', '1', '2', '1', '1;4', '32', '36', '33', '1;31', '7', '7'],
};

/** The escape sequence that sets a style, whatever was set before. */
export function sequenceOf(style: Style, colors: Colors): string {
  const parameters = SGR[colors][style]!;
  return parameters === '' ? '\u001b[0m' : `\u001b[0;${parameters}m`;
}

/** No colours where people say so (no-color.org) or the terminal has none. */
export function colorsOf(environment: { readonly NO_COLOR?: string | undefined; readonly TERM?: string | undefined }): Colors {
  const hasNone = /^(dumb|vt\d+|.*-m(ono)?)$/.test(environment.TERM ?? '');
  return environment.NO_COLOR || hasNone ? 'none' : '16';
}

/** Whether the terminal is said to understand UTF-8 (the first that is set decides, as setlocale(3) has it). */
export function speaksUnicode(environment: Readonly<Record<string, string | undefined>>): boolean {
  const locale = [environment.LC_ALL, environment.LC_CTYPE, environment.LANG].find((value) => value);
  return /utf-?8/i.test(locale ?? '');
}
