import { describe, expect, it } from 'vitest';
import { rateFields, writeAge, writeDuration } from '../../../src/api/glances/figures.ts';

describe('a counter', () => {
  it('becomes what was added, the counter itself and a rate', () => {
    expect(rateFields('bytes_recv', { total: 5000, perSecond: 150 }, 2)).toEqual({
      bytes_recv: 300,
      bytes_recv_gauge: 5000,
      bytes_recv_rate_per_sec: 150,
    });
  });

  it('has whole numbers where the rate is none', () => {
    expect(rateFields('reads', { total: 7, perSecond: 0.4 }, 2)).toEqual({ reads: 1, reads_gauge: 7, reads_rate_per_sec: 0 });
  });
});

describe('a duration', () => {
  it.each([
    [0, '0:00:00'],
    [59.9, '0:00:59'],
    [4369, '1:12:49'],
    [86_399, '23:59:59'],
    [86_400, '1 day, 0:00:00'],
    [90_769, '1 day, 1:12:49'],
    [12 * 86_400 + 5, '12 days, 0:00:05'],
    [-3, '0:00:00'],
  ])('of %d seconds is %s', (seconds, text) => {
    expect(writeDuration(seconds)).toBe(text);
  });

  it.each([
    [0.4, '0 secs'],
    [1, '1 sec'],
    [119, '1 min'],
    [7200, '2 hours'],
    [200_000, '2 days'],
  ])('of %d seconds is %s in its largest unit', (seconds, text) => {
    expect(writeAge(seconds)).toBe(text);
  });
});
