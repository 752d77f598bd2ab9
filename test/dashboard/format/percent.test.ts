import { describe, expect, it } from 'vitest';
import { barPercent, formatPercent } from '../../../dashboard/src/format/percent.ts';

describe('formatPercent', () => {
  it.each([
    [0, '0 %'],
    [0.04, '<0.1 %'],
    [0.05, '0.1 %'],
    [1, '1 %'],
    [9.94, '9.9 %'],
    [9.96, '10 %'],
    [310.4, '310 %'],
    [null, '–'],
    [Number.NaN, '–'],
    [-1, '–'],
  ])('writes %s as %s', (percent, text) => {
    expect(formatPercent(percent)).toBe(text);
  });
});

describe('barPercent', () => {
  it.each([
    [50, 50],
    [310, 100],
    [-5, 0],
    [null, 0],
    [Number.NaN, 0],
  ])('of %s is %s', (percent, width) => {
    expect(barPercent(percent)).toBe(width);
  });
});
