import { describe, expect, it } from 'vitest';
import { FileReader } from '../../src/system/file-reader.ts';
import { parsePageSize, readPageSize } from '../../src/system/page-size.ts';
import { machineRoots } from '../support/machine-tree.ts';

describe('the size of a page', () => {
  it('is what the kernel told the process', () => {
    expect(readPageSize(new FileReader(), machineRoots('pi5').proc)).toBe(16_384);
    expect(readPageSize(new FileReader(), machineRoots('pi4').proc)).toBe(4096);
  });

  it('is read from a vector of 32-bit words, too', () => {
    const words = Uint32Array.from([33, 0xb6f0_0000, 16, 0x3f, 6, 65_536, 0, 0]);
    expect(parsePageSize(Buffer.from(words.buffer))).toBe(65_536);
  });

  it('is the usual one where nothing believable is said', () => {
    expect(parsePageSize(Buffer.alloc(0))).toBe(4096);
    expect(parsePageSize(Buffer.alloc(31, 6))).toBe(4096);
    expect(parsePageSize(Buffer.from(BigUint64Array.from([6n, 5000n]).buffer))).toBe(4096);
    expect(readPageSize(new FileReader(), '/nowhere')).toBe(4096);
  });
});
