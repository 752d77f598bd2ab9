import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitRate, cpuTime, millis, percent, short, sparkline, timeOfDay, uptime } from '../../../src/terminal/views/figures.ts';

describe('figures', () => {
  it.each([
    [0, '0'],
    [840, '840'],
    [999.4, '999'],
    [999.5, '1.00k'],
    [1_240_000, '1.24M'],
    [9_996, '10.0k'],
    [37_300, '37.3k'],
    [99_960, '100k'],
    [120e9, '120G'],
    [5e21, '5000E'],
    [-3, '0'],
  ])('%d is %s', (value, text) => {
    expect(short(value)).toBe(text);
  });

  it('take five characters at most', () => {
    const value = fc.double({ min: 0, max: 9e20, noNaN: true });
    fc.assert(
      fc.property(value, (each) => {
        expect(short(each).length).toBeLessThanOrEqual(5);
        expect(percent(each % 10_000).length).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('are percent, rates and times as people know them', () => {
    expect([percent(0), percent(12.34), percent(99.94), percent(99.95), percent(200)]).toEqual([
      '0.0',
      '12.3',
      '99.9',
      '100',
      '200',
    ]);
    expect([bitRate(0), bitRate(12), bitRate(4_660_000)]).toEqual(['0 bit/s', '96 bit/s', '37.3 Mbit/s']);
    expect([uptime(59), uptime(4_369), uptime(90_769), uptime(200_000)]).toEqual([
      '0:00:59',
      '1:12:49',
      '1 day, 1:12',
      '2 days, 7:33',
    ]);
    expect([cpuTime(83.45), cpuTime(5_999), cpuTime(45_240)]).toEqual(['1:23.45', '99:59.00', '12h34']);
    expect([millis(null), millis(0.3512), millis(12.34), millis(1_250)]).toEqual(['-', '0.351 ms', '12.3 ms', '1.25 s']);
    expect(timeOfDay('2026-03-01T19:00:02.000000Z')).toBe('19:00:02');
  });

  it('are bars, the highest full, the latest to the right', () => {
    expect(sparkline([0, 50, 100], 10)).toBe('▁▄█');
    expect(sparkline([100, 0, 50], 2)).toBe('▁█');
    expect(sparkline([0, 0], 5)).toBe('▁▁');
    expect(sparkline([], 5)).toBe('');
  });
});
