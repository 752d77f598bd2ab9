import { knownOfHome } from './known-of-line.ts';
import { DEFAULT_LISTEN, type ListenAddress, type Speed } from './options.ts';
import type { Output } from './output.ts';
import { UsageError } from './usage-error.ts';

/** The arguments of `wanprobe replay` as they were given. */
export interface ReplayArguments {
  readonly files: readonly string[];
  readonly json?: true;
  readonly each?: true;
  readonly top: number;
  readonly home?: readonly string[];
  readonly router?: string;
  /** `true`: at the default address. */
  readonly serve?: ListenAddress | true;
  readonly speed?: Speed;
  readonly insecure?: true;
  readonly logLevel?: string;
}

/** Analyses, or serves the dashboard over, capture files. Returns the exit status. */
export async function runReplayCommand(given: ReplayArguments, context: { command: string; output: Output }): Promise<number> {
  const mismatch = findMismatch(given);
  if (mismatch !== null) throw new UsageError(context.command, mismatch);

  const line = knownOfHome(given.home ?? [], given.router ?? null);
  if (given.serve === undefined) {
    const { runReplay } = await import('./replay.ts');
    return await runReplay(given.files, {
      json: given.json === true,
      each: given.each === true,
      top: given.top,
      line,
      output: context.output,
    });
  }

  const { runServeReplay } = await import('./serve-replay.ts');
  return await runServeReplay({
    paths: given.files,
    speed: given.speed ?? 'max',
    listen: given.serve === true ? DEFAULT_LISTEN : given.serve,
    insecure: given.insecure === true,
    limits: {},
    line,
    logLevel: given.logLevel ?? 'info',
  });
}

/** Options that say something only together, or contradict each other; `null` where all is well. */
function findMismatch(given: ReplayArguments): string | null {
  if (given.serve === undefined) {
    if (typeof given.speed === 'number')
      return "option '--speed' needs --serve: without it files are always read as fast as they can be";
    if (given.files.filter((file) => file === '-').length > 1) return 'standard input (-) can be read only once';
    return null;
  }
  if (given.json || given.each) return `option '--${given.json ? 'json' : 'each'}' cannot be used with --serve`;
  if (given.files.includes('-')) return 'standard input (-) cannot be used with --serve';
  return null;
}
