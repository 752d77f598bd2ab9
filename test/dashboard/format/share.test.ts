import { describe, expect, it } from 'vitest';
import { shareBasis, shareOf } from '../../../dashboard/src/format/share.ts';

const NONE = { rows: 0, frames: 0, wireBytes: 0 };
const accounting = { seen: { frames: 9, wireBytes: 900 }, capturedBytes: 900, attributed: 9, other: 0, malformed: 0 };
const NOTHING = { wireBytes: 0, bytesPerSecond: 0 };
const HALVES = { down: NOTHING, up: NOTHING };

const protocols = {
  list: [
    { stack: 'ethernet/ipv4/tcp', frames: 6, wireBytes: 600, bytesPerSecond: 30, ...HALVES },
    { stack: 'ethernet/ipv6/tcp', frames: 3, wireBytes: 300, bytesPerSecond: 10, ...HALVES },
  ],
  total: 2,
  other: NONE,
};

describe('shareOf', () => {
  const row = { wireBytes: 450, bytesPerSecond: 10 };

  it('is a share of the line’s rate while frames come', () => {
    expect(shareOf(row, shareBasis('capturing', accounting, protocols))).toBe(0.25);
  });

  it('is a share of all bytes once a replay is over', () => {
    expect(shareOf(row, shareBasis('ended', accounting, protocols))).toBe(0.5);
  });

  it('is not known where there is nothing to have a share of', () => {
    expect(shareOf(row, shareBasis('capturing', accounting, null))).toBeNull();
  });
});
