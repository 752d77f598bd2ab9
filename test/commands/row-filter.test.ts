import { describe, expect, it } from 'vitest';
import { filterList, mapNames, rowFilter, rowText } from '../../src/commands/row-filter.ts';
import { NAMES } from '../support/fake-names.ts';

const ROWS = [{ name: 'Alpha', count: 10 }, { name: 'beta', count: 20 }, { name: 'alphabet' }];

describe('rowText', () => {
  it('has all values one after the other, however deep they are, and nothing of what is not known', () => {
    const row = { protocol: 'TCP', end: { address: '192.0.2.1', port: 443, name: null }, names: [], ids: [7, 8], isGuess: false };
    expect(rowText(row)).toBe('tcp 192.0.2.1 443 7 8 false');
  });

  it.each([[{}], [null], [undefined], [{ name: null }]])('of %j is empty', (row) => {
    expect(rowText(row)).toBe('');
  });
});

describe('rowFilter', () => {
  it.each([
    ['ALPHA', [0, 2]],
    ['a 2', [1]],
    ['', [0, 1, 2]],
    ['name', []],
  ])('lets %j through where it occurs, whatever the case', (filter, expected) => {
    const found = rowFilter({ filter, limit: 10 })(ROWS);
    expect(found.map((row) => ROWS.indexOf(row))).toEqual(expected);
  });

  it('finds an autonomous system as people write it, with its letters and without', () => {
    const rows = [
      { address: '192.0.2.1', asNumber: 64_496, asName: 'Example' },
      { address: '192.0.2.2', asNumber: null, asName: null },
    ];
    for (const filter of ['AS64496', 'as64496', '64496']) expect(rowFilter({ filter, limit: 10 })(rows)).toEqual([rows[0]]);
    expect(rowFilter({ filter: 'AS644961', limit: 10 })(rows)).toEqual([]);
  });

  it('looks at no more rows when it has found as many as are wanted', () => {
    const seen: unknown[] = [];
    const textOf = (row: unknown): string => {
      seen.push(row);
      return rowText(row);
    };
    expect(rowFilter({ filter: 'alpha', limit: 1 }, textOf)(ROWS)).toEqual([ROWS[0]]);
    expect(seen).toEqual([ROWS[0]]);
  });

  it('leaves what a list says of the whole table', () => {
    const rows = { list: ROWS, total: 900, other: { rows: 5, frames: 6, wireBytes: 7 } };
    expect(filterList(rows, rowFilter({ filter: 'beta', limit: 10 }))).toEqual({ ...rows, list: [ROWS[1]] });
  });

  it('goes through names of every kind', () => {
    const filter = rowFilter({ filter: 'T13D', limit: 10 });
    const found = mapNames(NAMES, (rows) => filterList(rows, filter));
    expect(found).toEqual({
      ...NAMES,
      dns: { ...NAMES.dns, list: [] },
      tls: { ...NAMES.tls, list: [] },
      quic: { ...NAMES.quic, list: [] },
      http: { ...NAMES.http, list: [] },
    });
  });
});
