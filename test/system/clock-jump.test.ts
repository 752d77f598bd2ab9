import { describe, expect, it } from 'vitest';
import { clockJump } from '../../src/system/clock-jump.ts';

describe('clockJump', () => {
  it.each([
    ['no jump', 12_000, 2, 0],
    ['a clock that is kept right', 12_900, 2, 0],
    ['a clock that is kept right backwards', 11_100, 2, 0],
    ['a pause between snapshots', 70_000, 60, 0],
    ['a year forwards', 31_536_012_000, 2, 31_536_000_000],
    ['an hour backwards', -3_588_000, 2, -3_600_000],
  ])('tells %s', (_name, atMillis, seconds, expected) => {
    expect(clockJump(10_000, { atMillis, seconds })).toBe(expected);
  });
});
