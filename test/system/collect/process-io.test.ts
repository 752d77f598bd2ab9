import { describe, expect, it } from 'vitest';
import { parseProcessIo } from '../../../src/system/collect/process-io.ts';

describe('parseProcessIo', () => {
  it('reads what went to and came from storage, and nothing else', () => {
    const text = 'rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: 4096\nwrite_bytes: 8192\ncancelled_write_bytes: 5\n';
    expect(parseProcessIo(text)).toEqual({ readBytes: 4096, writtenBytes: 8192 });
  });

  it('knows nothing of a text that lacks one of them', () => {
    expect(parseProcessIo('rchar: 1\nread_bytes: 4096\n')).toBeNull();
    expect(parseProcessIo('')).toBeNull();
  });
});
