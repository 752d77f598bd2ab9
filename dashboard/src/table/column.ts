import type { ComponentChildren } from 'preact';
import type { SortValue } from './sort-rows.ts';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** What the title does not say; a tooltip of the header. */
  readonly hint?: string;
  readonly kind: 'number' | 'text';
  /** Share of the table's width, or a length for columns of numbers. */
  readonly width: string;
  /** In the narrow layout, where rows are cards: the whole width, half of it, or not at all. */
  readonly narrow?: 'whole' | 'half' | 'none';
  readonly sortValue: (row: Row) => SortValue;
  readonly cell: (row: Row) => ComponentChildren;
}
