import { DEFAULT_TOP, parseTop } from './options.ts';

/** What plain `wanprobe replay` arguments ask for. */
export interface PlainReplay {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly each: boolean;
  readonly top: number;
}

/**
 * Reads the arguments of an everyday `wanprobe replay`: file names, `--json`, `--each`, `--top N`. Returns `null` for all else, also for what
 * is wrong: `runCommandLine` understands everything, but loads commander and the other commands, which takes longer than a small capture.
 */
export function readPlainReplay(argv: readonly string[]): PlainReplay | null {
  if (argv[0] !== 'replay') return null;
  const files: string[] = [];
  let json = false;
  let each = false;
  let top = DEFAULT_TOP;
  for (let index = 1; index < argv.length; index += 1) {
    const argument = argv[index]!;
    if (argument === '--json') json = true;
    else if (argument === '--each') each = true;
    else if (argument === '--top') {
      index += 1;
      const rows = readTop(argv[index]);
      if (rows === null) return null;
      top = rows;
    } else if (argument === '' || argument.startsWith('-')) return null;
    else files.push(argument);
  }
  return files.length === 0 ? null : { files, json, each, top };
}

function readTop(text: string | undefined): number | null {
  try {
    return text === undefined ? null : parseTop(text);
  } catch {
    return null;
  }
}
