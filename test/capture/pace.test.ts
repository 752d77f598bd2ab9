import { describe, expect, it } from 'vitest';
import { Pace } from '../../src/capture/pace.ts';

const NOON = 1_700_000_000_000_000;
const SECOND = 1e6;

/** A pace whose first frame, stamped noon, was due at wall time 1,000. */
function startPace(options: { speed: number; longestGapSeconds?: number }): Pace {
  const pace = new Pace(options);
  pace.dueMicros(1000);
  pace.waitMillis(NOON, 1000);
  return pace;
}

describe('Pace', () => {
  it('makes nothing due before the first frame is known, and that frame at once', () => {
    const pace = new Pace({ speed: 1 });
    expect(pace.dueMicros(1000)).toBe(-Infinity);
    expect(pace.waitMillis(NOON, 1000)).toBe(0);
    expect(pace.dueMicros(1000)).toBe(NOON);
  });

  it('lets capture time pass like wall time', () => {
    const pace = startPace({ speed: 1 });
    expect(pace.dueMicros(3500)).toBe(NOON + 2.5 * SECOND);
    expect(pace.waitMillis(NOON + 4 * SECOND, 3500)).toBe(1500);
  });

  it('multiplies by the speed', () => {
    const pace = startPace({ speed: 10 });
    expect(pace.dueMicros(1500)).toBe(NOON + 5 * SECOND);
    expect(pace.waitMillis(NOON + 10 * SECOND, 1500)).toBe(500);
    expect(startPace({ speed: 0.5 }).waitMillis(NOON + SECOND, 1000)).toBe(2000);
  });

  it('never waits at full speed', () => {
    const pace = new Pace({ speed: 'max' });
    expect(pace.dueMicros(0)).toBe(Infinity);
    expect(pace.waitMillis(NOON, 0)).toBe(0);
  });

  it('goes on from where time jumped back to', () => {
    const pace = startPace({ speed: 1 });
    pace.dueMicros(11_000);
    expect(pace.waitMillis(NOON - 3600 * SECOND, 11_000)).toBe(0);
    expect(pace.dueMicros(12_000)).toBe(NOON - 3599 * SECOND);
  });

  it('does not take its own lateness for a jump', () => {
    const pace = startPace({ speed: 1 });
    pace.dueMicros(2000);
    // Held as not due at 2,000; asked about only at 9,000.
    expect(pace.waitMillis(NOON + 5 * SECOND, 9000)).toBe(0);
    expect(pace.dueMicros(9000)).toBe(NOON + 8 * SECOND);
  });

  it('shortens silences to the longest gap, however often it is asked', () => {
    const pace = startPace({ speed: 2 });
    const nextYear = NOON + 365 * 86_400 * SECOND;
    expect(pace.waitMillis(nextYear, 1000)).toBe(30_000);
    expect(pace.waitMillis(nextYear, 1000)).toBe(30_000);
    expect(pace.dueMicros(11_000)).toBe(nextYear - 40 * SECOND);
    expect(pace.waitMillis(nextYear, 11_000)).toBe(20_000);
    expect(pace.dueMicros(31_000)).toBe(nextYear);
  });

  it('keeps silences up to the longest gap', () => {
    expect(startPace({ speed: 1 }).waitMillis(NOON + 60 * SECOND, 1000)).toBe(60_000);
    expect(startPace({ speed: 1, longestGapSeconds: 5 }).waitMillis(NOON + 60 * SECOND, 1000)).toBe(5000);
  });

  it('refuses speeds that never get anywhere', () => {
    for (const speed of [0, -1, Number.NaN]) expect(() => new Pace({ speed })).toThrow(RangeError);
  });
});
