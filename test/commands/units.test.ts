import { describe, expect, it } from 'vitest';
import {
  bitRateText,
  bytesText,
  countedText,
  countText,
  durationText,
  millisText,
  momentText,
  percentText,
} from '../../src/commands/units.ts';

describe('figures for people', () => {
  it.each([
    [0.0905, '0.0905 ms'],
    [3.2146, '3.21 ms'],
    [12, '12 ms'],
    [999.4, '999 ms'],
    [1000, '1 s'],
    [3040, '3.04 s'],
    [74_000, '1 min 14 s'],
  ])('writes %d milliseconds as %s', (millis, text) => {
    expect(millisText(millis)).toBe(text);
  });

  it('counts in words', () => {
    expect([0, 1, 2, 1234].map((count) => countedText(count, 'frame'))).toEqual([
      '0 frames',
      '1 frame',
      '2 frames',
      '1,234 frames',
    ]);
  });

  it.each([
    [0, '0 B'],
    [1, '1 B'],
    [999, '999 B'],
    [1000, '1.00 kB'],
    [12_345, '12.3 kB'],
    [999_499, '999 kB'],
    [999_500, '1.00 MB'],
    [67_676_380, '67.7 MB'],
    [4e15, '4.00 PB'],
    [4e18, '4000 PB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });

  it.each([
    [0.4, '0 bit/s'],
    [661, '661 bit/s'],
    [2_410_000, '2.41 Mbit/s'],
    [1e9, '1.00 Gbit/s'],
  ])('writes %d bits per second as %s', (rate, text) => {
    expect(bitRateText(rate)).toBe(text);
  });

  it.each([
    [0, '0 s'],
    [0.000001, '0.000001 s'],
    [0.4, '0.4 s'],
    [1.255, '1.25 s'],
    [59.994, '59.99 s'],
    [60, '1 min 0 s'],
    [245, '4 min 5 s'],
    [11_520, '3 h 12 min'],
    [90_000, '1 d 1 h'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });

  it('groups thousands, and shows shares to a tenth', () => {
    expect(countText(1_234_567)).toBe('1,234,567');
    expect([percentText(1, 3), percentText(0, 5), percentText(0, 0)]).toEqual(['33.3%', '0.0%', '-']);
  });

  it('writes moments to the second', () => {
    expect(momentText('2026-11-21T20:00:00.999999Z')).toBe('2026-11-21 20:00:00 UTC');
  });
});
