import { describe, expect, it } from 'vitest';
import { durationText } from '../../../src/system/events/duration-text.ts';

describe('durationText', () => {
  it.each([
    [0, '0 s'],
    [59.9, '59 s'],
    [60, '1 min'],
    [200, '3 min'],
    [3600, '1 h'],
    [3660, '1 h 1 min'],
    [86_399, '23 h 59 min'],
    [86_400, '1 day'],
    [90_000, '1 day 1 h'],
    [172_800, '2 days'],
    [8_640_000, '100 days'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});
