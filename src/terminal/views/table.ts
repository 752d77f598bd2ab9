import { textWidth } from '../screen/cell-text.ts';
import type { Area, ScreenBuffer } from '../screen/screen-buffer.ts';
import { Style } from '../screen/style.ts';

export interface Column<Row> {
  readonly heading: string;
  /** Cells; 0 takes what the others leave. One column at most may. */
  readonly width: number;
  readonly align?: 'right';
  /** What it says in so many cells. */
  readonly text: (row: Row, width: number) => string;
  readonly style?: (row: Row) => Style;
}

/** How a table's headings look: a small table of the side bar, or the one that is sorted. */
export interface TableLook {
  readonly headingStyle?: Style;
  /** The heading to set off. */
  readonly sortedBy?: string;
}

/** Draws headings in the first row of the area and rows below them, as many as fit. Returns how many screen rows it took. */
export function drawTable<Row>(
  buffer: ScreenBuffer,
  area: Area,
  table: { readonly columns: readonly Column<Row>[]; readonly rows: readonly Row[]; readonly look?: TableLook },
): number {
  const { columns, rows, look = {} } = table;
  if (area.rows <= 0) return 0;
  const places = placeColumns(columns, area);
  columns.forEach(({ heading, align }, index) => {
    const { column, width } = places[index]!;
    const style = heading === look.sortedBy ? Style.Heading : (look.headingStyle ?? Style.Bold);
    const placed = { row: area.row, column, width, style };
    if (align === 'right') buffer.putRight(heading, placed);
    else buffer.put(heading, placed);
  });
  const shown = rows.slice(0, area.rows - 1);
  shown.forEach((row, line) => {
    columns.forEach((column, index) => {
      const placed = { ...places[index]!, row: area.row + 1 + line, style: column.style?.(row) ?? Style.Plain };
      const text = column.text(row, placed.width);
      if (column.align === 'right') buffer.putRight(text, placed);
      else buffer.put(shortened(text, placed.width), placed);
    });
  });
  return 1 + shown.length;
}

/** A text that is too long ends with a sign that says so. */
export function shortened(text: string, width: number): string {
  if (text.length <= width && textWidth(text) <= width) return text;
  if (width < 2) return text;
  let kept = text.slice(0, width - 1);
  while (textWidth(kept) > width - 1) kept = kept.slice(0, -1);
  return `${kept}…`;
}

function placeColumns(columns: readonly Pick<Column<never>, 'width'>[], area: Area) {
  const fixed = columns.reduce((sum, { width }) => sum + width, 0);
  const rest = Math.max(0, area.columns - fixed - (columns.length - 1));
  let column = area.column;
  return columns.map(({ width }) => {
    const place = { column, width: Math.max(0, Math.min(width === 0 ? rest : width, area.column + area.columns - column)) };
    column += place.width + 1;
    return place;
  });
}
