import type { Output } from './output.ts';
import { UsageError } from './usage-error.ts';

/** The arguments of `wanprobe export` as they were given. */
export interface ExportArguments {
  readonly files: readonly string[];
  readonly output: string;
  readonly force?: true;
  readonly stripPayload?: true;
}

/** Copies capture files without their secrets. Returns the exit status. */
export async function runExportCommand(given: ExportArguments, context: { command: string; output: Output }): Promise<number> {
  if (given.files.filter((file) => file === '-').length > 1)
    throw new UsageError(context.command, 'standard input (-) can be read only once');
  if (given.output === '-' || given.output === '')
    throw new UsageError(context.command, "option '--output' needs a file, not standard output");

  const { runExport } = await import('./export.ts');
  return await runExport(given.files, {
    path: given.output,
    force: given.force === true,
    stripPayload: given.stripPayload === true,
    output: context.output,
  });
}
