import { textWidth } from '../screen/cell-text.ts';
import type { ScreenBuffer } from '../screen/screen-buffer.ts';
import { Style } from '../screen/style.ts';
import type { TopModel } from '../top-model.ts';
import type { ViewState } from '../view-state.ts';
import { bitRate, uptime } from './figures.ts';
import { shortened } from './table.ts';

/** Smaller than this nothing can be arranged. */
export const SMALLEST = { columns: 60, rows: 16 } as const;

/** Says what size is needed where there is less. Returns whether it was too small. */
export function drawTooSmall(buffer: ScreenBuffer): boolean {
  if (buffer.columns >= SMALLEST.columns && buffer.rows >= SMALLEST.rows) return false;
  const lines = [
    'Too small.',
    `${buffer.columns} x ${buffer.rows} here,`,
    `${SMALLEST.columns} x ${SMALLEST.rows} needed (80 x 24 is better).`,
    'q quits.',
  ];
  lines.slice(0, buffer.rows).forEach((line, row) => {
    buffer.put(line, { row, column: 0 });
  });
  return true;
}

/** The two rows at the top: which machine, and what its line carries. */
export function drawHeader(buffer: ScreenBuffer, model: TopModel): void {
  const host = model.machine?.host ?? null;
  const up = host === null ? '' : `up ${uptime(host.uptimeSeconds)}`;
  const { status } = model.line;
  const name = host?.hostname ?? (status === undefined ? 'wanprobe' : `wanprobe ${status.version}`);
  const what =
    host === null
      ? ''
      : [host.distribution ?? '', `${host.kernel} ${host.architecture}`].filter((part) => part !== '').join(', ');
  const upColumn = buffer.columns - textWidth(up);
  const taken = buffer.put(name, { row: 0, column: 0, width: Math.min(40, upColumn - 1), style: Style.Bold });
  buffer.put(shortened(what, upColumn - taken - 3), { row: 0, column: taken + 2, width: upColumn - taken - 3, style: Style.Dim });
  buffer.put(up, { row: 0, column: upColumn });
  drawLineRow(buffer, model);
}

/** What the status says of the source, for people. */
export const CONDITIONS = {
  waiting: { text: 'waiting for frames', style: Style.Careful },
  capturing: { text: 'capturing', style: Style.Ok },
  down: { text: 'no link', style: Style.Critical },
  gone: { text: 'gone', style: Style.Critical },
  ended: { text: 'replay is over', style: Style.Dim },
} as const;

function drawLineRow(buffer: ScreenBuffer, { line, address }: TopModel): void {
  const { status, traffic } = line;
  const addressColumn = buffer.columns - Math.min(textWidth(address), 40);
  buffer.put(address, { row: 1, column: addressColumn, style: Style.Dim });
  let column = 0;
  const put = (text: string, style: Style = Style.Plain): void => {
    column += buffer.put(text, { row: 1, column, width: addressColumn - 2 - column, style });
  };
  if (status === undefined) {
    put('line: not heard of yet', Style.Dim);
    return;
  }
  const condition = CONDITIONS[status.source.condition];
  if (status.mode === 'demonstration') put('demonstration', Style.Careful);
  else {
    put(`${shortened(status.source.name, 30)} `);
    put(condition.text, condition.style);
  }
  if (traffic !== undefined) {
    const perSecond = (bytes: number): string => bitRate(bytes / Math.max(traffic.seconds, 0.001));
    put(`   ↓ ${perSecond(traffic.downBytes)}  ↑ ${perSecond(traffic.upBytes)}`, Style.Bold);
  }
}

/** The last row: what is being typed, what is wrong, or which keys there are. */
export function drawFooter(buffer: ScreenBuffer, model: TopModel, state: ViewState): void {
  const row = buffer.rows - 1;
  if (state.draft !== null) {
    const taken = buffer.put('Filter: ', { row, column: 0, style: Style.Bold });
    const typed = taken + buffer.put(state.draft.slice(-(buffer.columns - 40)), { row, column: taken });
    buffer.put(' ', { row, column: typed, style: Style.Selected });
    buffer.putRight('Enter takes it, Esc leaves it', {
      row,
      column: typed + 2,
      width: buffer.columns - typed - 2,
      style: Style.Dim,
    });
    return;
  }
  if (model.trouble !== null) {
    buffer.put(shortened(model.trouble, buffer.columns), { row, column: 0, style: Style.Critical });
    return;
  }
  const hints = `${state.screen === 'machine' ? '[1 machine]  2 line ' : ' 1 machine  [2 line]'}   Tab switches  / filters  h helps  q quits`;
  buffer.put(hints, { row, column: 0, style: Style.Dim });
  if (state.isFrozen) buffer.putRight(' FROZEN ', { row, column: 0, width: buffer.columns, style: Style.Selected });
}
