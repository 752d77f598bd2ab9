import type { ListedProbe } from '../browse/probe-list.ts';
import type { ProbeSummary } from '../browse/probe-summary.ts';
import { addressText } from '../feed/probe-address.ts';
import type { ScreenBuffer } from '../screen/screen-buffer.ts';
import { Style } from '../screen/style.ts';
import { percent, short } from './figures.ts';
import { drawTooSmall } from './frame-edges.ts';
import { styleOfLevel } from './level-style.ts';
import { type Column, drawTable, shortened } from './table.ts';

const FIRST_ROW = 2;
/** From here on there is room for addresses and for what is wrong. */
const ROOM_FOR = { address: 100, alert: 130 } as const;

/** What the list needs to know beside its entries. */
export interface BrowseState {
  readonly selected: number;
  /** Why the network is not listened to; null while it is. */
  readonly searchTrouble: string | null;
}

/** The list of probes, a line each. */
export function drawBrowse(
  buffer: ScreenBuffer,
  entries: readonly ListedProbe[],
  { selected, searchTrouble }: BrowseState,
): void {
  if (drawTooSmall(buffer)) return;
  buffer.put('wanprobe top: probes', { row: 0, column: 0, style: Style.Title });
  buffer.putRight(searchTrouble ?? `${entries.length} known, listening for more`, {
    row: 0,
    column: 24,
    width: buffer.columns - 24,
    style: Style.Dim,
  });
  const page = buffer.rows - FIRST_ROW - 3;
  const from = Math.max(0, Math.min(selected - Math.floor(page / 2), entries.length - page));
  drawTable(
    buffer,
    { row: FIRST_ROW, column: 0, rows: page + 1, columns: buffer.columns },
    { columns: columnsFor(buffer.columns), rows: entries.slice(from), look: { headingStyle: Style.Title } },
  );
  const chosen = entries[selected];
  if (chosen === undefined) {
    buffer.put('None yet. Name them in the configuration (system.machines), or wait for those that announce themselves.', {
      row: FIRST_ROW + 1,
      column: 0,
      style: Style.Dim,
    });
  } else {
    buffer.paint({ row: FIRST_ROW + 1 + selected - from, column: 0, width: buffer.columns, style: Style.Selected });
    const said = chosen.trouble ?? chosen.summary?.alert ?? addressText(chosen.probe.base);
    buffer.put(shortened(said, buffer.columns), {
      row: buffer.rows - 2,
      column: 0,
      style: chosen.trouble === null ? Style.Plain : Style.Critical,
    });
  }
  buffer.put('Up and Down choose  Enter opens  Backspace, Esc come back  q quits', {
    row: buffer.rows - 1,
    column: 0,
    style: Style.Dim,
  });
}

const LINE_WORDS: Readonly<Record<ProbeSummary['line'], readonly [text: string, style: Style]>> = {
  fine: ['fine', Style.Ok],
  troubled: ['troubled', Style.Warning],
  outage: ['outage', Style.Critical],
  waiting: ['waiting', Style.Careful],
  capturing: ['capturing', Style.Ok],
  down: ['no link', Style.Critical],
  gone: ['gone', Style.Critical],
  ended: ['over', Style.Dim],
};

function columnsFor(width: number): readonly Column<ListedProbe>[] {
  const figure = (of: (summary: ProbeSummary) => string | null): ((entry: ListedProbe) => string) => {
    // Figures of before, of a probe that is away, would be taken for those of now.
    return ({ summary, trouble }) => (summary === null || trouble !== null ? '' : (of(summary) ?? '-'));
  };
  const number = (value: number | null, text: (value: number) => string): string | null => (value === null ? null : text(value));
  const bits = (value: number): string => short(value * 8);
  return [
    { heading: 'PROBE', width: 0, text: ({ probe }) => probe.name },
    ...(width < ROOM_FOR.address
      ? []
      : [{ heading: 'Address', width: 28, text: ({ probe }: ListedProbe) => addressText(probe.base) }]),
    { heading: 'State', width: 7, text: stateOf, style: ({ trouble }) => (trouble === null ? Style.Ok : Style.Critical) },
    { heading: 'CPU%', width: 5, align: 'right', text: figure(({ cpuPercent }) => number(cpuPercent, percent)) },
    { heading: 'MEM%', width: 5, align: 'right', text: figure(({ memoryPercent }) => number(memoryPercent, percent)) },
    { heading: 'LOAD', width: 5, align: 'right', text: figure(({ load }) => number(load, (value) => value.toFixed(2))) },
    {
      heading: 'TEMP',
      width: 5,
      align: 'right',
      text: figure(({ temperature }) => number(temperature, (value) => `${value.toFixed(0)}C`)),
    },
    {
      heading: 'LINE',
      width: 9,
      text: figure(({ line }) => LINE_WORDS[line][0]),
      style: ({ summary }) => (summary === null ? Style.Plain : LINE_WORDS[summary.line][1]),
    },
    { heading: '↓bit/s', width: 6, align: 'right', text: figure(({ downBytesPerSecond: it }) => number(it, bits)) },
    { heading: '↑bit/s', width: 6, align: 'right', text: figure(({ upBytesPerSecond: it }) => number(it, bits)) },
    {
      heading: 'ALERTS',
      width: 8,
      text: figure(({ worstLevel }) => (worstLevel === 'ok' ? 'none' : worstLevel)),
      style: ({ summary }) => (summary?.worstLevel ? styleOfLevel(summary.worstLevel) : Style.Plain),
    },
    ...(width < ROOM_FOR.alert ? [] : [{ heading: '', width: 30, text: ({ summary }: ListedProbe) => summary?.alert ?? '' }]),
  ];
}

function stateOf({ summary, trouble }: ListedProbe): string {
  if (trouble !== null) return 'away';
  return summary === null ? 'asking' : 'here';
}
