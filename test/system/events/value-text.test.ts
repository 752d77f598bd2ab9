import { describe, expect, it } from 'vitest';
import { valueText } from '../../../src/system/events/value-text.ts';

describe('valueText', () => {
  it.each([
    [97.4, '%', '97 %'],
    [6.25, 'load', '6.3'],
    [61.5, '°C', '62 °C'],
    [0, 'B/s', '0 B/s'],
    [999.4, 'B/s', '999 B/s'],
    [999.6, 'B/s', '1.0 kB/s'],
    [12_345_678, 'B/s', '12 MB/s'],
    [9e18, 'B/s', '9000000 TB/s'],
    [1, 'processes', '1 process'],
    [2.25, 'processes', '2.3 processes'],
    [0, 'processes', '0 processes'],
  ])('%d in %s is %s', (value, unit, text) => {
    expect(valueText(value, unit)).toBe(text);
  });
});
