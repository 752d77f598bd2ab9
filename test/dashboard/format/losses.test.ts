import { describe, expect, it } from 'vitest';
import { accountingGap, knownLosses } from '../../../dashboard/src/format/losses.ts';

describe('knownLosses', () => {
  it('adds up the places that can tell; how often a buffer was full is no frame', () => {
    expect(knownLosses({ card: null, kernel: 5, freezes: 100, probe: 2 })).toBe(7);
  });

  it('is not known where no place can tell', () => {
    expect(knownLosses({ card: null, kernel: null, freezes: 3, probe: null })).toBeNull();
  });
});

describe('accountingGap', () => {
  const seen = { frames: 10, wireBytes: 600 };

  it('is nothing when every frame is in one of the three', () => {
    expect(accountingGap({ seen, capturedBytes: 600, attributed: 7, other: 2, malformed: 1 })).toBe(0);
  });

  it('is what is missing otherwise', () => {
    expect(accountingGap({ seen, capturedBytes: 600, attributed: 7, other: 0, malformed: 1 })).toBe(2);
  });
});
