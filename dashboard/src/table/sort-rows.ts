export type SortValue = number | string | null;

export interface SortOrder {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

/**
 * A sorted copy. Equal rows keep the order they came in, so that a table does not shuffle from one second to the next; `null` is last
 * whichever way it is sorted; text sorts as people count (`10.0.0.9` before `10.0.0.10`).
 */
export function sortRows<Row>(
  rows: readonly Row[],
  sortValueOf: (row: Row) => SortValue,
  direction: SortOrder['direction'],
): readonly Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows
    .map((row) => ({ row, value: sortValueOf(row) }))
    .sort((one, other) => compareValues(one.value, other.value, sign))
    .map(({ row }) => row);
}

/** What a click on a header leads to: the other way round, or for a new column numbers falling and text rising. */
export function nextOrder(order: SortOrder, column: string, kind: 'number' | 'text'): SortOrder {
  if (order.column === column) {
    return { column, direction: order.direction === 'ascending' ? 'descending' : 'ascending' };
  }
  return { column, direction: kind === 'number' ? 'descending' : 'ascending' };
}

const collator = new Intl.Collator('en', { numeric: true });

function compareValues(one: SortValue, other: SortValue, sign: number): number {
  if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
  if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
  return sign * collator.compare(String(one), String(other));
}
