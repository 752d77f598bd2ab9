import { describe, expect, it } from 'vitest';
import {
  readInt32,
  readUint16,
  readUint16LittleEndian,
  readUint24,
  readUint32,
  readUint32LittleEndian,
} from '../../src/decode/read.ts';

const BYTES = Uint8Array.of(0xee, 0xf1, 0xe2, 0xd3, 0xc4, 0xee);

describe('numbers on the wire', () => {
  it('are big-endian and unsigned', () => {
    expect(readUint16(BYTES, 1)).toBe(0xf1e2);
    expect(readUint24(BYTES, 1)).toBe(0xf1e2d3);
    expect(readUint32(BYTES, 1)).toBe(0xf1e2d3c4);
  });

  it('may be the same 32 bits, signed', () => {
    expect(readInt32(BYTES, 1)).toBe(0xf1e2d3c4 | 0);
  });

  it('may be little-endian', () => {
    expect(readUint16LittleEndian(BYTES, 1)).toBe(0xe2f1);
    expect(readUint32LittleEndian(BYTES, 1)).toBe(0xc4d3e2f1);
  });
});
