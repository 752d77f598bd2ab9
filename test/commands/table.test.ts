import { describe, expect, it } from 'vitest';
import { alignColumns } from '../../src/commands/table.ts';

describe('alignColumns', () => {
  it('makes every column as wide as its widest cell and leaves no spaces at the ends', () => {
    const rows = [
      ['a', 'bb', 'c'],
      ['aaa', 'b', ''],
    ];
    expect(alignColumns(rows)).toBe('a    bb  c\naaa  b\n');
  });

  it('draws nothing of nothing', () => {
    expect(alignColumns([])).toBe('');
  });
});
