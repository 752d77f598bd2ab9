import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { machine, networkInterfaces } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from 'vitest';
import { createCollectors } from '../../src/system/collect/all-collectors.ts';
import { measureOwnUsage } from '../../src/system/collect/probe-cost-usage.ts';
import { SystemMonitor } from '../../src/system/monitor.ts';
import type { SystemSnapshot } from '../../src/system/snapshot.ts';

export const isLinux = process.platform === 'linux' && existsSync('/proc/stat');

export const hasTool = (name: string) =>
  isLinux && (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));

/** What another program prints, in the language of none. */
export const run = (program: string, ...words: readonly string[]) =>
  execFileSync(program, words, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'ignore'] });

/** What another program says of this machine, between two looks of ours at it. */
export async function between<Answer>(
  ask: () => Answer,
): Promise<{ before: SystemSnapshot; answer: Answer; after: SystemSnapshot }> {
  const schedule = (callback: () => void, millis: number) => {
    const timer = setTimeout(callback, millis);
    return () => clearTimeout(timer);
  };
  const collectors = createCollectors({
    roots: { proc: '/proc', sys: '/sys', etc: '/etc', run: '/run' },
    addresses: networkInterfaces,
    machine,
    statfs,
    schedule,
    looksForContainers: false,
    usage: measureOwnUsage(),
    collectingMillis: () => 0,
  });
  const clock = { wallMillis: Date.now, monotonicMillis: () => performance.now() };
  const monitor = new SystemMonitor({ collectors, clock, schedule, intervalSeconds: 2 });
  const before = await monitor.collectOnce();
  const answer = ask();
  return { before, answer, after: await monitor.collectOnce() };
}

export function expectBetween(value: number, low: number | undefined, high: number | undefined): void {
  expect(value).toBeGreaterThanOrEqual(low ?? Number.NaN);
  expect(value).toBeLessThanOrEqual(high ?? Number.NaN);
}

export function expectNear(value: number | undefined, other: number | undefined, tolerance: number): void {
  expect(Math.abs((value ?? Number.NaN) - (other ?? Number.NaN))).toBeLessThanOrEqual(tolerance);
}
