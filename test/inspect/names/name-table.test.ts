import { describe, expect, it } from 'vitest';
import { NameTable } from '../../../src/inspect/names/name-table.ts';

function count(table: NameTable, name: string, micros = 0): void {
  table.count(table.see(name, micros));
}

function closed(table: NameTable): { counts: Record<string, number>; gone: number } {
  const counts: Record<string, number> = {};
  const gone = table.closeWindow((name, n) => {
    counts[name] = n;
  });
  return { counts, gone };
}

describe('a table of names', () => {
  it('counts names, and keeps when they were first and last seen, also where time goes back', () => {
    const table = new NameTable(10);
    for (const micros of [5, 9, 2]) count(table, 'a', micros);
    const slot = table.see('a', 3);
    expect([table.countAt(slot), table.firstSeenAt(slot), table.lastSeenAt(slot), table.size]).toEqual([3, 2, 9, 1]);
  });

  it('sorts by count, then by name in the order of code units', () => {
    const table = new NameTable(10);
    for (const name of ['b', 'B', 'a', 'é', 'c', 'c']) count(table, name);
    expect(table.sorted().map((slot) => table.nameAt(slot))).toEqual(['c', 'B', 'a', 'b', 'é']);
  });

  it('lets what is counted least give way, and keeps its counts', () => {
    const table = new NameTable(3, 1);
    for (const name of ['a', 'a', 'b', 'c', 'c', 'c']) count(table, name);
    table.numbers[table.see('b', 0)] = 5;
    const slot = table.see('d', 0);
    count(table, 'd');
    expect(table.sorted().map((row) => table.nameAt(row))).toEqual(['c', 'a', 'd']);
    expect([table.other, table.numbers[slot], table.countAt(slot)]).toEqual([{ rows: 1, count: 1 }, 0, 1]);
  });

  it('keeps busy names through a flood of others', () => {
    const table = new NameTable(64);
    for (let n = 0; n < 10; n += 1) for (const name of ['busy1', 'busy2']) count(table, name);
    for (let n = 0; n < 10_000; n += 1) count(table, `flood${n}`, n);
    expect(
      table
        .sorted()
        .slice(0, 2)
        .map((slot) => table.nameAt(slot)),
    ).toEqual(['busy1', 'busy2']);
    expect(table.other).toEqual({ rows: 10_000 - 62, count: 10_000 - 62 });
  });

  it('tells a window what was counted in it', () => {
    const table = new NameTable(10);
    for (const name of ['a', 'a', 'b']) count(table, name);
    table.see('seen only', 0);
    expect(closed(table)).toEqual({ counts: { a: 2, b: 1 }, gone: 0 });
    count(table, 'b');
    expect(closed(table)).toEqual({ counts: { b: 1 }, gone: 0 });
    expect(closed(table)).toEqual({ counts: {}, gone: 0 });
  });

  it('tells a window how much was counted of names that gave way in it', () => {
    const table = new NameTable(2);
    count(table, 'before');
    closed(table);
    for (const name of ['a', 'b', 'c', 'd']) count(table, name);
    const { counts, gone } = closed(table);
    expect(Object.values(counts).reduce((sum, n) => sum + n, gone)).toBe(4);
    expect(gone).toBe(2);
  });
});
