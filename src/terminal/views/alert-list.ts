import type { ShownEvent } from '../feed/shown-machine.ts';
import type { Area, ScreenBuffer } from '../screen/screen-buffer.ts';
import { Style } from '../screen/style.ts';
import { timeOfDay, uptime } from './figures.ts';
import { styleOfLevel } from './level-style.ts';
import { shortened } from './table.ts';

/** How many rows the list wants at most: a heading and a row each. */
export function alertRows(events: readonly ShownEvent[], most: number): number {
  return Math.min(1 + events.length, most);
}

/** What is wrong and what was, in the order in which the probe tells it: that which lasts first. */
export function drawAlerts(buffer: ScreenBuffer, area: Area, events: readonly ShownEvent[]): void {
  if (area.rows <= 0) return;
  const lasting = events.filter(({ endAt }) => endAt === null).length;
  const taken = buffer.put('ALERTS ', { row: area.row, column: area.column, style: Style.Title });
  const summary = events.length === 0 ? 'none' : `${lasting} now, ${events.length - lasting} over`;
  buffer.put(summary, { row: area.row, column: area.column + taken, style: lasting > 0 ? Style.Warning : Style.Plain });
  events.slice(0, area.rows - 1).forEach((event, index) => {
    const row = area.row + 1 + index;
    const when = event.endAt === null ? `${timeOfDay(event.beginAt)} lasting` : `${timeOfDay(event.beginAt)} ${lasted(event)}`;
    const place = { row, column: area.column };
    const column = area.column + buffer.put(when.padEnd(21), { ...place, style: event.endAt === null ? Style.Bold : Style.Dim });
    const style = event.endAt === null ? styleOfLevel(event.levelNow) : Style.Dim;
    const level = column + buffer.put(event.level.toUpperCase().padEnd(9), { row, column, style });
    const width = area.column + area.columns - level;
    buffer.put(shortened(event.message, width), { row, column: level, width });
  });
}

function lasted({ beginAt, endAt }: ShownEvent): string {
  const seconds = (Date.parse(endAt ?? beginAt) - Date.parse(beginAt)) / 1000;
  return Number.isFinite(seconds) ? `for ${uptime(seconds)}` : '';
}
