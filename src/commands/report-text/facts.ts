import type { Colors } from '../output.ts';

/** Where lines end at the latest, as long as their words allow it. */
const WIDTH = 100;
const INDENT = '  ';
const GAP = '  ';

/** Something that is known: what it is about, and what is known. All of it is visible text. */
export interface Fact {
  readonly label: string;
  readonly text: string;
  /** Not set: nothing to worry about. */
  readonly tone?: 'yellow' | 'red';
}

/** Draws facts under each other: labels in a column, texts beside it, wrapped. Facts with a label of '' go on about the one before. */
export function describeFacts(facts: readonly Fact[], colors: Colors): string {
  const labelWidth = Math.max(0, ...facts.map(({ label }) => label.length));
  const margin = INDENT.length + labelWidth + GAP.length;
  return facts
    .map(({ label, text, tone }) => {
      const paint = tone === undefined ? (line: string) => line : colors[tone];
      const [first = '', ...rest] = wrap(text, WIDTH - margin);
      const head = `${INDENT}${label === '' ? ' '.repeat(labelWidth) : colors.dim(label.padEnd(labelWidth))}${GAP}`;
      return [head + paint(first), ...rest.map((line) => ' '.repeat(margin) + paint(line))].map((line) => `${line}\n`).join('');
    })
    .join('');
}

/** Lines of at most `width` characters, broken between words only. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}
