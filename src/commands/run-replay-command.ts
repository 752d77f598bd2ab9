import { knownOfHome } from './known-of-line.ts';
import type { ListenAddress, Speed } from './options.ts';
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
  readonly country?: string;
  readonly asn?: string;
  readonly config?: string;
  /** `true`: at the default address. */
  readonly serve?: ListenAddress | true;
  readonly speed?: Speed;
  readonly insecure?: true;
  readonly logLevel?: string;
}

interface ReplayContext {
  readonly command: string;
  readonly output: Output;
  readonly environment: NodeJS.ProcessEnv;
}

/** Analyses, or serves the dashboard over, capture files. Returns the exit status. */
export async function runReplayCommand(given: ReplayArguments, context: ReplayContext): Promise<number> {
  const mismatch = findMismatch(given);
  if (mismatch !== null) throw new UsageError(context.command, mismatch);

  return given.serve === undefined ? await report(given, context) : await serve(given, context);
}

async function report(given: ReplayArguments, { output, environment }: ReplayContext): Promise<number> {
  const { runReplay } = await import('./replay.ts');
  const options = { json: given.json === true, each: given.each === true, top: given.top, output };
  if (given.config === undefined && given.country === undefined && given.asn === undefined) {
    return await runReplay(given.files, { ...options, line: knownOfHome(given.home ?? [], given.router ?? null) });
  }
  const { settleReplay } = await import('./settle-replay.ts');
  const { line, limits, enrichment } = await settleReplay(given, environment);
  return await runReplay(given.files, { ...options, line, limits, enrichment, services: enrichment.ownServices.list() });
}

async function serve(given: ReplayArguments, { environment }: ReplayContext): Promise<number> {
  const [{ runServeReplay }, { settleReplay }] = await Promise.all([import('./serve-replay.ts'), import('./settle-replay.ts')]);
  return await runServeReplay({
    ...(await settleReplay(given, environment)),
    paths: given.files,
    speed: given.speed ?? 'max',
    insecure: given.insecure === true,
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
