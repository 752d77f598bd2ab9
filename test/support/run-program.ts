import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const CLI = join(import.meta.dirname, '../../dist/cli.js');

/** Whether the program has been built, which `npm test` does first. */
export const isBuilt = existsSync(CLI);

export interface ProgramRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the program; what it prints is collected until it ends. */
export function startProgram(argv: readonly string[]): {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<ProgramRun>;
} {
  const child = spawn(process.execPath, [CLI, ...argv], { env: { PATH: process.env.PATH } });
  // It may end before it has read everything.
  child.stdin.on('error', () => undefined);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<ProgramRun>((resolve) => {
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
  return { child, ended };
}

/** Runs the program to its end. */
export function runProgram(argv: readonly string[], standardInput: Uint8Array = new Uint8Array(0)): Promise<ProgramRun> {
  const { child, ended } = startProgram(argv);
  child.stdin.end(standardInput);
  return ended;
}
