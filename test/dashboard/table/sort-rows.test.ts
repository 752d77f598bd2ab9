import { describe, expect, it } from 'vitest';
import { nextOrder, sortRows } from '../../../dashboard/src/table/sort-rows.ts';

describe('sortRows', () => {
  it('sorts addresses as people count', () => {
    const rows = ['10.0.0.10', '10.0.0.9', '9.9.9.9'];
    expect(sortRows(rows, (row) => row, 'ascending')).toEqual(['9.9.9.9', '10.0.0.9', '10.0.0.10']);
  });

  it('keeps the order of equal rows, both ways', () => {
    const rows = [
      { name: 'a', size: 1 },
      { name: 'b', size: 2 },
      { name: 'c', size: 1 },
    ];
    const names = (direction: 'ascending' | 'descending') => sortRows(rows, (row) => row.size, direction).map(({ name }) => name);
    expect(names('ascending')).toEqual(['a', 'c', 'b']);
    expect(names('descending')).toEqual(['b', 'a', 'c']);
  });

  it('puts what is not known last, both ways', () => {
    expect(sortRows([null, 2, 1], (row) => row, 'ascending')).toEqual([1, 2, null]);
    expect(sortRows([null, 2, 1], (row) => row, 'descending')).toEqual([2, 1, null]);
  });

  it('leaves the given rows as they are', () => {
    const rows = Object.freeze([1, 3, 2]);
    expect(sortRows(rows, (row) => row, 'descending')).toEqual([3, 2, 1]);
  });
});

describe('nextOrder', () => {
  const byRate = { column: 'rate', direction: 'descending' } as const;

  it('turns the same column round', () => {
    expect(nextOrder(byRate, 'rate', 'number')).toEqual({ column: 'rate', direction: 'ascending' });
  });

  it('starts numbers with the largest and text with the first', () => {
    expect(nextOrder(byRate, 'bytes', 'number').direction).toBe('descending');
    expect(nextOrder(byRate, 'address', 'text').direction).toBe('ascending');
  });
});
