import type { SystemSnapshot } from './snapshot.ts';

/** Smaller differences are those of a clock that is kept right, and of rounding. */
const LEAST_JUMP_MILLIS = 1000;

/**
 * By how many milliseconds the machine's clock was set between two snapshots, forwards if positive; 0 where it was not. A Raspberry Pi has no
 * clock that runs while it is off: it starts with an old time, and learns the right one from the network later.
 */
export function clockJump(beforeAtMillis: number, { atMillis, seconds }: Pick<SystemSnapshot, 'atMillis' | 'seconds'>): number {
  const jumped = Math.round(atMillis - beforeAtMillis - seconds * 1000);
  return Math.abs(jumped) > LEAST_JUMP_MILLIS ? jumped : 0;
}
