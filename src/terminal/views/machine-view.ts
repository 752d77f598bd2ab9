import type { ScreenBuffer } from '../screen/screen-buffer.ts';
import { Style } from '../screen/style.ts';
import type { TopModel } from '../top-model.ts';
import { listedEvents, type ViewState } from '../view-state.ts';
import { alertRows, drawAlerts } from './alert-list.ts';
import { drawProcesses, type ScrollRange } from './process-table.ts';
import { BLOCK_ROWS, drawCores, drawQuickBlocks } from './quick-blocks.ts';
import { drawSideBar } from './side-bar.ts';
import { shortened } from './table.ts';

const HEADER_ROWS = 2;
const FIRST_ROW = HEADER_ROWS + BLOCK_ROWS + 1;
/** Of all columns, the side bar's share, and the least and the most it takes. */
const SIDE = { share: 0.3, least: 25, most: 38 } as const;
/** Alerts take at most this share of the rows. */
const ALERT_SHARE = 0.17;

/** The machine that the probe runs on, below the header and above the footer. */
export function drawMachine(buffer: ScreenBuffer, model: TopModel, state: ViewState): ScrollRange {
  const { machine } = model;
  if (machine === null) {
    const text = model.machineTrouble ?? 'Waiting for what the probe tells of its machine ...';
    buffer.put(shortened(text, buffer.columns), { row: HEADER_ROWS + 1, column: 0, style: Style.Dim });
    return { page: 0, mostScroll: 0 };
  }
  drawQuickBlocks(buffer, HEADER_ROWS, machine);
  drawCores(buffer, HEADER_ROWS + BLOCK_ROWS, machine);
  const events = listedEvents(model.events, state);
  const alerts = state.hidden.includes('alerts') ? 0 : alertRows(events, Math.max(2, Math.floor(buffer.rows * ALERT_SHARE)));
  const rows = buffer.rows - 1 - alerts - FIRST_ROW;
  drawAlerts(buffer, { row: FIRST_ROW + rows, column: 0, rows: alerts, columns: buffer.columns }, events);

  const hasSide = SIDE_SECTIONS.some((section) => !state.hidden.includes(section));
  if (state.hidden.includes('processes')) {
    drawSideBar(
      buffer,
      { row: FIRST_ROW, column: 0, rows, columns: Math.min(buffer.columns, 2 * SIDE.most) },
      { machine, state },
    );
    return { page: 0, mostScroll: 0 };
  }
  const wanted = Math.floor(buffer.columns * SIDE.share);
  const side = hasSide ? Math.max(SIDE.least, Math.min(SIDE.most, wanted)) : 0;
  if (hasSide) drawSideBar(buffer, { row: FIRST_ROW, column: 0, rows, columns: side }, { machine, state });
  const column = hasSide ? side + 2 : 0;
  return drawProcesses(buffer, { row: FIRST_ROW, column, rows, columns: buffer.columns - column }, { machine, state });
}

const SIDE_SECTIONS = ['network', 'disks', 'fileSystems', 'sensors', 'containers'] as const;
