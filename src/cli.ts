#!/usr/bin/env node
import { runCommandLine } from './commands/command-line.ts';
import { reportFailure } from './commands/failure.ts';
import { createOutput } from './commands/output.ts';

const output = createOutput({ stdout: process.stdout, stderr: process.stderr, environment: process.env });

function fail(error: unknown): void {
  const { text, status } = reportFailure(error, process.env);
  output.say(text);
  process.exitCode = status;
}

// Nobody reads on, as when `| head` has seen enough: that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

process.on('uncaughtException', (error) => {
  fail(error);
  process.exit();
});

try {
  process.exitCode = await runCommandLine(process.argv.slice(2), { output, environment: process.env });
} catch (error) {
  fail(error);
}
