import { styleText } from 'node:util';

/** Ways to set text off. */
export type Colors = Readonly<Record<(typeof STYLES)[number], (text: string) => string>>;

const STYLES = ['bold', 'dim', 'red', 'yellow'] as const;

/** A stream text goes to; the part of Node's streams that is needed. */
export interface TextStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** The one place commands print through. */
export interface Output {
  /** Writes a result to standard output, as it is. */
  print(text: string): void;
  /** Writes a line for people to standard error. */
  say(line: string): void;
  /** Shows how far things are, over the last such line, where standard error is a terminal; '' clears the line. */
  progress(line: string): void;
  /** For text on standard output: colourless unless it is a terminal and `NO_COLOR` is not set. */
  readonly colors: Colors;
  /** Whether people look at standard output as it is written. */
  readonly isTerminal: boolean;
}

/** What an output is made over. */
export interface OutputStreams {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly environment: NodeJS.ProcessEnv;
}

const PLAIN = createColors(() => (text) => text);
// Whether there are colours has been decided: `styleText` would decide again, by the process's own standard output.
const COLORED = createColors((style) => (text) => styleText(style, text, { validateStream: false }));

const CLEAR_LINE = '\r\u001b[K';

export function createOutput({ stdout, stderr, environment }: OutputStreams): Output {
  const isTerminal = stdout.isTTY === true;
  const showsProgress = stderr.isTTY === true;
  const isPlain = Boolean(environment.NO_COLOR) || environment.TERM === 'dumb';
  let hasProgress = false;

  return {
    colors: isTerminal && !isPlain ? COLORED : PLAIN,
    isTerminal,
    print(text) {
      if (hasProgress) this.progress('');
      stdout.write(text);
    },
    say(line) {
      if (hasProgress) this.progress('');
      stderr.write(`${line}\n`);
    },
    progress(line) {
      if (!showsProgress || (line === '' && !hasProgress)) return;
      stderr.write(`${CLEAR_LINE}${line}`);
      hasProgress = line !== '';
    },
  };
}

function createColors(paint: (style: keyof Colors) => (text: string) => string): Colors {
  return Object.fromEntries(STYLES.map((style) => [style, paint(style)])) as Record<keyof Colors, (text: string) => string>;
}
