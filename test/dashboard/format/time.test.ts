import { describe, expect, it } from 'vitest';
import { formatClock, formatDuration, formatMoment, secondsBetween } from '../../../dashboard/src/format/time.ts';

describe('formatDuration', () => {
  it.each([
    [-3, '0 s'],
    [59.9, '59 s'],
    [65, '1 min 05 s'],
    [720, '12 min'],
    [11_100, '3 h 05 min'],
    [187_300, '2 d 4 h'],
    [Number.NaN, '–'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('secondsBetween', () => {
  it('measures between two times of the probe', () => {
    expect(secondsBetween('2026-11-21T13:00:00.250000Z', '2026-11-21T13:01:00.750000Z')).toBe(60.5);
  });

  it('is null where a time is missing or damaged', () => {
    expect([secondsBetween(null, '2026-11-21T13:00:00Z'), secondsBetween('yesterday', '2026-11-21T13:00:00Z')]).toEqual([
      null,
      null,
    ]);
  });
});

describe('formatMoment', () => {
  it('writes the reader’s own date and time', () => {
    const local = new Date(2026, 10, 21, 9, 4, 7);
    expect(formatMoment(local.toISOString())).toBe('2026-11-21 09:04:07');
    expect(formatClock(local.getTime() / 1000)).toBe('09:04:07');
  });

  it('says nothing about what is no time', () => {
    expect([formatMoment(null), formatMoment('soon'), formatClock(Number.NaN)]).toEqual(['–', '–', '–']);
  });
});
