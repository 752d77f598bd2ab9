import type { Area, ScreenBuffer } from '../screen/screen-buffer.ts';
import type { TopModel } from '../top-model.ts';
import type { ViewState } from '../view-state.ts';
import { drawLineFacts, FACT_ROWS } from './line-facts.ts';
import { applicationsTable, flowsTable, hostsTable, type LineTable, protocolsTable, tunnelsTable } from './line-tables.ts';
import type { ScrollRange } from './process-table.ts';
import { shareRows } from './side-bar.ts';

const HEADER_ROWS = 2;
const FIRST_ROW = HEADER_ROWS + FACT_ROWS + 1;
/** From here on tables stand in two columns. */
const TWO_COLUMNS = 110;

/** The access line, below the header and above the footer. The keys that scroll move the conversations. */
export function drawLine(buffer: ScreenBuffer, model: TopModel, state: ViewState): ScrollRange {
  drawLineFacts(buffer, HEADER_ROWS, model);
  const { line } = model;
  const area: Area = { row: FIRST_ROW, column: 0, rows: buffer.rows - 1 - FIRST_ROW, columns: buffer.columns };
  if (buffer.columns < TWO_COLUMNS) {
    const width = buffer.columns;
    const flows = flowsTable(line, width, state.scroll);
    const shares = drawBelow(buffer, area, [hostsTable(line, width), flows, protocolsTable(line), tunnelsTable(line)]);
    return rangeOf(flows, shares[1]!);
  }
  const left = Math.floor((buffer.columns - 2) * 0.44);
  const right = buffer.columns - 2 - left;
  drawBelow(buffer, { ...area, columns: left }, [hostsTable(line, left), protocolsTable(line), applicationsTable(line)]);
  const flows = flowsTable(line, right, state.scroll);
  const shares = drawBelow(buffer, { ...area, column: left + 2, columns: right }, [flows, tunnelsTable(line)]);
  return rangeOf(flows, shares[0]!);
}

function rangeOf({ rows }: LineTable, shown: number): ScrollRange {
  return { page: Math.max(0, shown - 1), mostScroll: Math.max(0, rows - shown) };
}

/** Tables below one another, with what rows there are shared. Returns how many each got. */
function drawBelow(buffer: ScreenBuffer, area: Area, tables: readonly LineTable[]): readonly number[] {
  const shares = shareRows(
    tables.map(({ rows }) => rows),
    area.rows,
  );
  let row = area.row;
  tables.forEach((table, index) => {
    const rows = shares[index]!;
    if (rows > 0) table.draw(buffer, { ...area, row, rows });
    row += rows;
  });
  return shares;
}
