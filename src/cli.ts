#!/usr/bin/env node
import { createDescriptorStream, UnwritableError } from './commands/descriptor-stream.ts';
import { reportFailure } from './commands/failure.ts';
import { createOutput } from './commands/output.ts';
import { readPlainReplay } from './commands/plain-replay.ts';
import { runReplay } from './commands/replay.ts';

const output = createOutput({
  stdout: createDescriptorStream(1, { patient: () => watched(process.stdout), onClosed: endUnread }),
  stderr: createDescriptorStream(2, { patient: () => watched(process.stderr), onClosed: endUnread }),
  environment: process.env,
});

process.on('uncaughtException', (error) => {
  fail(error);
  process.exit();
});

run(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
}, fail);

async function run(argv: readonly string[]): Promise<number> {
  const plain = readPlainReplay(argv);
  if (plain !== null) return await runReplay(plain.files, { ...plain, output });
  // These commands also write to the standard streams themselves.
  watched(process.stdout);
  watched(process.stderr);
  const { runCommandLine } = await import('./commands/command-line.ts');
  return await runCommandLine(argv, { output, environment: process.env });
}

function fail(error: unknown): void {
  const { text, status } = reportFailure(error, process.env);
  process.exitCode = status;
  try {
    output.say(text);
  } catch {
    // Nobody can be told, but by the status.
  }
}

function watched(stream: NodeJS.WriteStream & { readonly fd: number }): NodeJS.WriteStream {
  return stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') endUnread();
    throw new UnwritableError(stream.fd, error);
  });
}

/** Nobody reads on, as when `| head` has seen enough: that is no failure. */
function endUnread(): never {
  process.exit();
}
