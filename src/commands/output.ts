import pc from 'picocolors';

type Colors = ReturnType<typeof pc.createColors>;

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

const CLEAR_LINE = '\r\u001b[K';

export function createOutput({ stdout, stderr, environment }: OutputStreams): Output {
  const isTerminal = stdout.isTTY === true;
  const showsProgress = stderr.isTTY === true;
  const isPlain = Boolean(environment.NO_COLOR) || environment.TERM === 'dumb';
  let hasProgress = false;

  return {
    colors: pc.createColors(isTerminal && !isPlain),
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
