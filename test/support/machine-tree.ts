import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Moment, SystemRoots } from '../../src/system/collect/collector.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');

/** When the stored machines are, and two seconds later. */
export const BEFORE: Moment = { atMillis: Date.UTC(2026, 10, 21, 20, 0, 0), monotonicMillis: 1_000_000, seconds: 2 };
export const AFTER: Moment = { atMillis: BEFORE.atMillis + 2000, monotonicMillis: BEFORE.monotonicMillis + 2000, seconds: 2 };
export const SECONDS = 2;

/** The roots below a folder. */
export function rootsOf(folder: string): SystemRoots {
  return { proc: `${folder}/proc`, sys: `${folder}/sys`, etc: `${folder}/etc`, run: `${folder}/run` };
}

/** The roots of a stored machine at one of its moments. */
export function machineRoots(name: string, moment: 'before' | 'after' = 'before'): SystemRoots {
  return rootsOf(join(FIXTURES, `machine-${name}`, moment));
}

/** Reads a stored machine at both its moments by what `create` makes, and returns the second reading. */
export async function collectTwice<Reading>(
  name: string,
  create: (roots: SystemRoots) => { collect(moment: Moment): Reading | Promise<Reading> },
): Promise<{ readonly first: Reading; readonly second: Reading }> {
  return await inFolder(async (folder) => {
    const point = (moment: string) => {
      rmSync(join(folder, 'now'), { force: true });
      symlinkSync(join(FIXTURES, `machine-${name}`, moment), join(folder, 'now'));
    };
    point('before');
    const collector = create(rootsOf(join(folder, 'now')));
    const first = await collector.collect(BEFORE);
    point('after');
    return { first, second: await collector.collect(AFTER) };
  });
}

/** A folder that is there while `work` runs. */
export async function inFolder<Result>(work: (folder: string) => Result | Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'wanprobe-machine-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes files by path below a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
