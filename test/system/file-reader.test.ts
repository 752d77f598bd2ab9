import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileReader, listNames } from '../../src/system/file-reader.ts';
import { inFolder, writeFiles } from '../support/machine-tree.ts';

describe('FileReader', () => {
  it('reads files whole, whatever was read before', async () => {
    await inFolder((folder) => {
      writeFiles(folder, { long: 'x'.repeat(100_000), exact: 'y'.repeat(4096), short: 'z', empty: '' });
      const reader = new FileReader();
      const lengths = ['long', 'exact', 'short', 'empty', 'long'].map((name) => reader.readText(join(folder, name)).length);
      expect(lengths).toEqual([100_000, 4096, 1, 0, 100_000]);
      expect(reader.readText(join(folder, 'short'))).toBe('z');
    });
  });

  it('reads no more than it may', async () => {
    await inFolder((folder) => {
      writeFiles(folder, { long: 'x'.repeat(10_000) });
      expect(new FileReader().readText(join(folder, 'long'), 5000)).toHaveLength(5000);
    });
  });

  it('replaces what is not UTF-8', async () => {
    await inFolder((folder) => {
      writeFiles(folder, { bad: Uint8Array.of(0x61, 0xff, 0x62) });
      expect(new FileReader().readText(join(folder, 'bad'))).toBe('a\ufffdb');
    });
  });

  it('has nothing of a file that is not there, is a directory, or holds white space only', async () => {
    await inFolder((folder) => {
      writeFiles(folder, { blank: ' \n', line: ' 42 \n' });
      mkdirSync(join(folder, 'directory'));
      const reader = new FileReader();
      expect(['none', 'directory', 'blank', 'line'].map((name) => reader.readLineIfAny(join(folder, name)))).toEqual([
        null,
        null,
        null,
        '42',
      ]);
      expect(() => reader.readText(join(folder, 'none'))).toThrow('ENOENT');
    });
  });

  it('reads a file whose size the kernel does not say', () => {
    expect(new FileReader().readText('/proc/self/status')).toContain('VmRSS');
  });
});

describe('listNames', () => {
  it('lists in one order, as many as it may, and nothing of what is not there', async () => {
    await inFolder((folder) => {
      writeFiles(folder, { c: '', a: '', b: '' });
      expect(listNames(folder, 2)).toEqual(['a', 'b']);
      expect(listNames(join(folder, 'none'), 2)).toEqual([]);
    });
  });
});
