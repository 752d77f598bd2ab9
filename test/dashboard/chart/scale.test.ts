import { describe, expect, it } from 'vitest';
import { axisLabels, roundTop } from '../../../dashboard/src/chart/scale.ts';

describe('roundTop', () => {
  it('is a round number with a little room above the peak', () => {
    expect([43.7e6, 96e6, 1e9].map(roundTop)).toEqual([50e6, 150e6, 1.5e9]);
  });

  it('does not blow up the noise of a silent line', () => {
    expect([0, 900, Number.NaN].map(roundTop)).toEqual([10_000, 10_000, 10_000]);
  });
});

describe('axisLabels', () => {
  it('writes all labels in one unit', () => {
    expect(axisLabels([0, 500_000, 1_000_000])).toEqual(['0', '0.5 Mbit/s', '1 Mbit/s']);
  });
});
