import { describe, expect, it } from 'vitest';
import { decodeHuffman } from '../../../src/inspect/http/hpack-huffman.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

describe('decodeHuffman', () => {
  // RFC 7541, sections C.4 and C.6.
  it.each([
    ['f1e3 c2e5 f23a 6ba0 ab90 f4ff', 'www.example.com'],
    ['a8eb 1064 9cbf', 'no-cache'],
    ['25a8 49e9 5ba9 7d7f', 'custom-key'],
    ['25a8 49e9 5bb8 e8b4 bf', 'custom-value'],
    ['d07a be94 1054 d444 a820 0595 040b 8166 e082 a62d 1bff', 'Mon, 21 Oct 2013 20:13:21 GMT'],
    ['9d29 ad17 1863 c78f 0b97 c8e9 ae82 ae43 d3', 'https://www.example.com'],
    ['', ''],
  ])('decodes %s', (bytes, text) => {
    expect(decodeHuffman(hexBytes(bytes))).toBe(text);
  });

  it('decodes the longest codes', () => {
    // 0x0a is 30 bits long: 3ffffffc; then two bits of padding.
    expect(decodeHuffman(hexBytes('ffff fff3'))).toBe('\n');
  });

  it('refuses padding that is too long, or not all ones', () => {
    expect(decodeHuffman(hexBytes('a8eb 1064 9cbf ff'))).toBeNull();
    expect(decodeHuffman(hexBytes('a8eb 1064 9cbe'))).toBeNull();
  });

  it('refuses the end of a string inside of one', () => {
    expect(decodeHuffman(hexBytes('ffff ffff'))).toBeNull();
  });
});
