import { describe, expect, it } from 'vitest';
import { contentOf, endOfElement, isInteger, isSmallInteger } from '../../../src/inspect/recognise/ber.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

describe('reading BER', () => {
  it.each([
    ['a short length', '30 03 020101', 2, 5],
    ['a long length of one byte', '30 81 80', 3, 131],
    ['a long length of three bytes', '30 83 010000', 5, 65541],
    ['no content', '05 00', 2, 2],
  ])('reads %s', (_what, hex, content, end) => {
    const bytes = hexBytes(hex);
    expect([contentOf(bytes, 0, bytes.length), endOfElement(bytes, 0, bytes.length)]).toEqual([content, end]);
  });

  it.each([
    ['a length that is cut', '30 82 01'],
    ['an indefinite length', '30 80 0000'],
    ['a length of five bytes', '30 85 0000000001'],
    ['a tag alone', '30'],
  ])('refuses %s', (_what, hex) => {
    const bytes = hexBytes(hex);
    expect([contentOf(bytes, 0, bytes.length), endOfElement(bytes, 0, bytes.length)]).toEqual([-1, -1]);
  });

  it('refuses 16 MiB and more, and places that are none', () => {
    expect(endOfElement(hexBytes('30 84 7fffffff'), 0, 6)).toBe(-1);
    expect(contentOf(hexBytes('30 00'), -1, 2)).toBe(-1);
  });

  it('knows integers of one byte and of up to five', () => {
    expect(isSmallInteger(hexBytes('02 01 03'), 0, 3)).toBe(true);
    expect(isSmallInteger(hexBytes('02 01'), 0, 2)).toBe(false);
    expect(isSmallInteger(hexBytes('02 02 0102'), 0, 4)).toBe(false);
    expect(isInteger(hexBytes('02 05 00ffffffff'), 0, 7)).toBe(true);
    expect(isInteger(hexBytes('02 06 000000000000'), 0, 8)).toBe(false);
    expect(isInteger(hexBytes('04 01 00'), 0, 3)).toBe(false);
  });
});
