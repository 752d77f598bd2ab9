import type { RowQuestion } from '../api/probe.ts';
import type { NamesSummary } from '../inspect/names-summary.ts';

/** No filter looks at more rows of a table: reading them takes time from the thread that captures. */
export const MOST_FILTERED_ROWS = 10_000;

/** Of rows in their order those that a filter lets through. */
export type FilterRows = <Row>(rows: readonly Row[]) => readonly Row[];

/** A filter that lets through the first `limit` rows in whose text it occurs, upper or lower case. */
export function rowFilter({ filter = '', limit }: Pick<RowQuestion, 'filter' | 'limit'>, textOf = rowText): FilterRows {
  const wanted = filter.toLowerCase();
  return (rows) => {
    const found: (typeof rows)[number][] = [];
    for (const row of rows) {
      if (found.length === limit) break;
      if (textOf(row).includes(wanted)) found.push(row);
    }
    return found;
  };
}

/** Rows of a table or of one kind of name, and what is said of all of them together. */
export interface RowList {
  readonly list: readonly unknown[];
}

/** The same list with the rows that a filter lets through; what it says of the whole table stays. */
export function filterList<Rows extends RowList>(rows: Rows, filter: FilterRows): Rows {
  return { ...rows, list: filter(rows.list) };
}

export type NameKind = 'dns' | 'tls' | 'quic' | 'http' | 'fingerprints';

/** Changes the list of every kind of name. */
export function mapNames<Names extends NamesSummary>(
  names: Names,
  change: <Rows extends RowList>(rows: Rows, kind: NameKind) => Rows,
): Names {
  const { dns, tls, quic, http, fingerprints } = names;
  return {
    ...names,
    dns: change(dns, 'dns'),
    tls: change(tls, 'tls'),
    quic: change(quic, 'quic'),
    http: change(http, 'http'),
    fingerprints: change(fingerprints, 'fingerprints'),
  };
}

/** All values of a row that are known, one after the other with a space between, in lower case. */
export function rowText(row: unknown): string {
  return appendText('', row).toLowerCase();
}

function appendText(text: string, value: unknown): string {
  if (value === null || value === undefined) return text;
  if (typeof value !== 'object') return text === '' ? String(value) : `${text} ${value}`;
  let longer = text;
  for (const [name, part] of Object.entries(value))
    longer = appendText(longer, isAutonomousSystem(name, part) ? `AS${part}` : part);
  return longer;
}

/** Numbers of autonomous systems are shown, and asked for, as people write them (RFC 5396). */
function isAutonomousSystem(name: string, value: unknown): boolean {
  return name === 'asNumber' && value !== null;
}
