import type { Colors } from '../output.ts';
import { alignColumns } from '../table.ts';
import { bytesText, countText } from '../units.ts';

/** A heading, the names of the columns, which of them hold figures, and the rows. */
export interface Section {
  readonly title: string;
  readonly columns: readonly string[];
  readonly figures: readonly number[];
  readonly rows: readonly (readonly string[])[];
  /** How many rows there are in all, listed or not. */
  readonly total: number;
}

/** What a row says of the two ways on the line. */
interface Directed {
  readonly down: { readonly wireBytes: number };
  readonly up: { readonly wireBytes: number };
}

export function describeSection({ title, columns, figures, rows, total }: Section, colors: Colors): string {
  const more = total > rows.length ? ` (${countText(rows.length)} of ${countText(total)}; --top N shows more, --top 0 all)` : '';
  const lines = alignColumns([columns, ...rows], new Set(figures)).split('\n');
  return [colors.bold(title) + more, colors.dim(lines[0]!), ...lines.slice(1)].join('\n');
}

/** Columns for the two ways on the line, behind frames and bytes; none where no row's way is known. */
export interface DirectionColumns {
  readonly names: readonly string[];
  readonly of: (row: Directed) => readonly string[];
}

export function directionColumns(rows: readonly Directed[]): DirectionColumns {
  if (rows.every(({ down, up }) => down.wireBytes === 0 && up.wireBytes === 0)) return { names: [], of: () => [] };
  return { names: ['down', 'up'], of: ({ down, up }) => [bytesText(down.wireBytes), bytesText(up.wireBytes)] };
}

/** The places of the first so many columns. */
export function firstColumns(count: number): number[] {
  return Array.from({ length: count }, (_, column) => column);
}
