import { describe, expect, it } from 'vitest';
import {
  formatBitRate,
  formatBytes,
  formatCount,
  formatPacketRate,
  formatShare,
  splitUnit,
} from '../../../dashboard/src/format/units.ts';

describe('formatBitRate', () => {
  it.each([
    [0, '0 bit/s'],
    [12.4, '99 bit/s'],
    [125, '1.00 kbit/s'],
    [1_550_000, '12.4 Mbit/s'],
    [124_875_000, '999 Mbit/s'],
    [124_990_000, '1.00 Gbit/s'],
  ])('writes %d bytes a second as %s', (bytesPerSecond, text) => {
    expect(formatBitRate(bytesPerSecond)).toBe(text);
  });

  it('says nothing about what is no amount', () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY, -1].map(formatBitRate)).toEqual(['–', '–', '–']);
  });

  it('stays short for numbers beyond every prefix', () => {
    expect(formatBitRate(1e30)).toBe('>999 Ebit/s');
  });
});

describe('formatBytes', () => {
  it('uses decimal prefixes', () => {
    expect([999, 1000, 99_950, 33_410_771_204].map(formatBytes)).toEqual(['999 B', '1.00 kB', '100 kB', '33.4 GB']);
  });
});

describe('formatCount', () => {
  it('groups thousands by thin spaces', () => {
    expect([0, 999, 1000, 41_822_118].map(formatCount)).toEqual(['0', '999', '1\u2009000', '41\u2009822\u2009118']);
  });

  it('shortens what is too long for any column', () => {
    expect(formatCount(Number.MAX_SAFE_INTEGER)).toBe('9.01 P');
  });
});

describe('formatPacketRate', () => {
  it('is whole below a million and short above', () => {
    expect([5281.4, 4_930_000].map(formatPacketRate)).toEqual(['5\u2009281', '4.93 M']);
  });
});

describe('formatShare', () => {
  it('never shows something as nothing, nor more than the whole', () => {
    expect([0, 0.0004, 0.0456, 0.5, 1.7].map(formatShare)).toEqual(['0 %', '<0.1 %', '4.6 %', '50 %', '100 %']);
  });
});

describe('splitUnit', () => {
  it('parts the number from its unit', () => {
    expect([splitUnit('12.4 Mbit/s'), splitUnit('–')]).toEqual([
      ['12.4', 'Mbit/s'],
      ['–', ''],
    ]);
  });
});
