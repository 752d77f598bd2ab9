import type { RowQuestion, TableName, TableRows } from '../api/probe.ts';
import type { Rows } from '../traffic/summary.ts';
import type { Traffic } from '../traffic/traffic.ts';

/** No filter looks at more rows: the thread that answers also captures. */
const MAX_FILTERED_ROWS = 10_000;

type TableReader = Pick<Traffic, 'table'>;

/** Reads several tables at the same moment. */
export function answerTables(traffic: TableReader, names: readonly TableName[], question: RowQuestion): Partial<TableRows> {
  return Object.fromEntries(names.map((name) => [name, answerTable(traffic, name, question)]));
}

function answerTable(traffic: TableReader, name: TableName, question: RowQuestion): Rows<unknown> {
  const { limit, sortBy, filter = '', address } = question;
  if (address !== undefined) return traffic.table(name, { limit, sortBy, address });
  if (filter !== '') {
    const wanted = filter.toLowerCase();
    const rows: Rows<unknown> = traffic.table(name, { limit: MAX_FILTERED_ROWS, sortBy });
    return { ...rows, list: rows.list.filter((row) => textOf(row).includes(wanted)).slice(0, limit) };
  }
  return traffic.table(name, { limit, sortBy });
}

/** All values of a row, one after the other, in lower case. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return Object.values(value).map(textOf).join(' ');
  return String(value).toLowerCase();
}
