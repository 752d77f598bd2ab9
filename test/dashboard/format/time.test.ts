import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatDuration,
  formatMicros,
  formatMillis,
  formatMoment,
  formatSeconds,
  formatWhen,
  secondsBetween,
} from '../../../dashboard/src/format/time.ts';

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

describe('formatMillis', () => {
  it.each([
    [0.448, '0.45 ms'],
    [12.34, '12.3 ms'],
    [99.96, '100 ms'],
    [318.4, '318 ms'],
    [999.6, '1.00 s'],
    [12_345, '12.3 s'],
    [130_000, '2 min 10 s'],
    [Number.NaN, '–'],
    [null, '–'],
  ])('writes %s as %s', (millis, text) => expect(formatMillis(millis)).toBe(text));

  it('takes microseconds too', () => expect(formatMicros(1263.5)).toBe('1.3 ms'));
});

describe('formatWhen', () => {
  it('leaves the date out where it was today or last night', () => {
    const at = new Date(2026, 10, 21, 9, 4, 7).toISOString();
    expect(formatWhen(at, new Date(2026, 10, 21, 23, 0, 0).toISOString())).toBe('09:04:07');
    expect(formatWhen(at, new Date(2026, 10, 22, 0, 1, 0).toISOString())).toBe('2026-11-21 09:04:07');
    expect(formatWhen(new Date(2026, 10, 21, 23, 35, 0).toISOString(), new Date(2026, 10, 22, 0, 1, 0).toISOString())).toBe(
      '23:35:00',
    );
    expect(formatWhen(null, at)).toBe('–');
  });
});

describe('formatSeconds', () => {
  it('has tenths where they matter', () => {
    expect([0.171, 9.94, 16.4, 131].map(formatSeconds)).toEqual(['0.2 s', '9.9 s', '16 s', '2 min 11 s']);
  });
});
