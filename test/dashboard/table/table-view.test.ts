import { describe, expect, it } from 'vitest';
import { filterRows } from '../../../dashboard/src/table/filter-rows.ts';
import { nextShown, rowsNeeded, viewTable } from '../../../dashboard/src/table/table-view.ts';
import { uniqueKeys } from '../../../dashboard/src/table/unique-keys.ts';

const NONE = { rows: 0, frames: 0, wireBytes: 0 };
const BY_RATE = { column: 'rate', direction: 'descending' } as const;
const BY_NAME = { column: 'name', direction: 'ascending' } as const;
const rules = { sortValueOf: (row: string) => row, textOf: (row: string) => row };

describe('viewTable', () => {
  const rows = { list: ['tcp c', 'udp b', 'tcp a'], total: 900, other: NONE };

  it('trusts the order of the feed when sorted by rate', () => {
    expect(viewTable(rows, { order: BY_RATE, filter: '', shown: 2, feedColumn: 'rate' }, rules)).toEqual({
      rows: ['tcp c', 'udp b'],
      matching: 3,
      isPartial: false,
    });
  });

  it('says that another order may miss rows the feed did not deliver', () => {
    expect(viewTable(rows, { order: BY_NAME, filter: '', shown: 8, feedColumn: 'rate' }, rules)).toEqual({
      rows: ['tcp a', 'tcp c', 'udp b'],
      matching: 3,
      isPartial: true,
    });
  });

  it('filters before it cuts', () => {
    expect(viewTable(rows, { order: BY_RATE, filter: 'udp', shown: 1, feedColumn: 'rate' }, rules).rows).toEqual(['udp b']);
  });

  it('is whole when the feed delivered the whole table', () => {
    expect(viewTable({ ...rows, total: 3 }, { order: BY_NAME, filter: '', shown: 8, feedColumn: 'rate' }, rules).isPartial).toBe(
      false,
    );
  });
});

describe('rowsNeeded', () => {
  it('is what is shown while the feed’s own order serves, and all there is otherwise', () => {
    expect(rowsNeeded({ order: BY_RATE, filter: ' ', shown: 20, feedColumn: 'rate' })).toBe(20);
    expect(rowsNeeded({ order: BY_NAME, filter: '', shown: 8, feedColumn: 'rate' })).toBe(200);
    expect(rowsNeeded({ order: BY_RATE, filter: 'tcp', shown: 8, feedColumn: 'rate' })).toBe(200);
  });
});

describe('nextShown', () => {
  it('ends at the most a feed delivers', () => {
    expect([8, 20, 100, 200].map(nextShown)).toEqual([20, 50, 200, 200]);
  });
});

describe('filterRows', () => {
  it('wants every word, in any case and order', () => {
    const rows = ['TCP 10.0.0.1 VLAN 7', 'UDP 10.0.0.1', 'TCP 10.0.0.2 VLAN 8'];
    expect(filterRows(rows, (row) => row, ' vlan  tcp 7')).toEqual(['TCP 10.0.0.1 VLAN 7']);
  });

  it('takes special characters as themselves', () => {
    expect(filterRows(['a.b', 'axb', '(.*'], (row) => row, '(.*')).toEqual(['(.*']);
  });
});

describe('uniqueKeys', () => {
  it('tells equal keys apart by their place', () => {
    const keys = uniqueKeys(['a', 'b', 'a', 'a'], (row) => row);
    expect(keys.slice(0, 2)).toEqual(['a', 'b']);
    expect(new Set(keys).size).toBe(4);
  });
});
