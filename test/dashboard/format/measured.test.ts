import { describe, expect, it } from 'vitest';
import {
  formatByteRate,
  formatDegrees,
  formatHertz,
  formatLoad,
  formatMeasured,
} from '../../../dashboard/src/format/measured.ts';

describe('formatMeasured', () => {
  it.each([
    [93.4, '%', '93 %'],
    [1_500_000, 'B/s', '1.50 MB/s'],
    [84, 'ms', '84.0 ms'],
    [61.24, '°C', '61.2 °C'],
    [8.31, 'load', '8.31'],
    [42_000, '1/s', '42\u2009000/s'],
    [3, '', '3'],
    [1.23456, 'x', '1.23 x'],
    [1, 'state', null],
  ])('writes %s %s as %s', (value, unit, text) => {
    expect(formatMeasured(value, unit)).toBe(text);
  });
});

describe('figures of a machine', () => {
  it('have their units', () => {
    expect([formatByteRate(4096), formatDegrees(48.72), formatLoad(0.4)]).toEqual(['4.10 kB/s', '48.7 °C', '0.40']);
    expect([formatHertz(1.5e9), formatHertz(600e6), formatHertz(999.9e6)]).toEqual(['1.50 GHz', '600 MHz', '1.00 GHz']);
  });

  it('are not zero where they are not known', () => {
    expect([formatByteRate(null), formatDegrees(null), formatLoad(null), formatHertz(null)]).toEqual(['–', '–', '–', '–']);
  });
});
