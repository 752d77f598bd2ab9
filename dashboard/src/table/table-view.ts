import type { Rows } from '../../../src/api/messages.ts';
import { MOST_ROWS } from '../state/row-needs.ts';
import { filterRows } from './filter-rows.ts';
import { type SortOrder, type SortValue, sortRows } from './sort-rows.ts';

export const SHOWN_STEPS = [8, 20, 50, 100, MOST_ROWS] as const;

/** What a reader asked a table for. */
export interface TableChoice {
  readonly order: SortOrder;
  readonly filter: string;
  readonly shown: number;
  /** By which column, falling, the feed sorts its rows. */
  readonly feedColumn: string;
}

export interface TableView<Row> {
  readonly rows: readonly Row[];
  /** Rows that match, shown or not, of those the feed delivered. */
  readonly matching: number;
  /** Whether rows the feed did not deliver could belong among the shown ones. */
  readonly isPartial: boolean;
}

interface TableRules<Row> {
  readonly sortValueOf: (row: Row) => SortValue;
  readonly textOf: (row: Row) => string;
}

/** The rows come sorted by the feed; its order needs no sorting and holds over the whole table. */
export function viewTable<Row>(rows: Rows<Row>, choice: TableChoice, { sortValueOf, textOf }: TableRules<Row>): TableView<Row> {
  const found = filterRows(rows.list, textOf, choice.filter);
  const sorted = isFeedOrder(choice) ? found : sortRows(found, sortValueOf, choice.order.direction);
  const needsAll = !isFeedOrder(choice) || choice.filter.trim() !== '';
  return { rows: sorted.slice(0, choice.shown), matching: found.length, isPartial: needsAll && rows.list.length < rows.total };
}

/** How many rows the feed must deliver for a choice: sorting or searching otherwise than the feed does needs as many as there are. */
export function rowsNeeded(choice: TableChoice): number {
  const { filter, shown } = choice;
  return isFeedOrder(choice) && filter.trim() === '' ? shown : MOST_ROWS;
}

export function nextShown(shown: number): number {
  return SHOWN_STEPS.find((step) => step > shown) ?? shown;
}

function isFeedOrder({ order, feedColumn }: TableChoice): boolean {
  return order.column === feedColumn && order.direction === 'descending';
}
