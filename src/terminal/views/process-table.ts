import type { Level, ShownMachine, ShownProcess } from '../feed/shown-machine.ts';
import { effectiveSort, orderProcesses } from '../process-order.ts';
import type { Area, ScreenBuffer } from '../screen/screen-buffer.ts';
import { Style } from '../screen/style.ts';
import type { SortKey, ViewState } from '../view-state.ts';
import { cpuTime, percent, short, shortOrNone } from './figures.ts';
import { styleOfLevel } from './level-style.ts';
import { type Column, drawTable, shortened } from './table.ts';

/** How far the keys that scroll can go. */
export interface ScrollRange {
  readonly page: number;
  readonly mostScroll: number;
}

const SORT_WORDS: Readonly<Record<Exclude<SortKey, 'auto'>, { readonly word: string; readonly heading: string }>> = {
  cpu: { word: 'CPU', heading: 'CPU%' },
  memory: { word: 'memory', heading: 'MEM%' },
  io: { word: 'disk I/O', heading: 'R/s' },
  name: { word: 'name', heading: 'Command' },
  time: { word: 'CPU time', heading: 'TIME+' },
  user: { word: 'user', heading: 'USER' },
};

/** A row that says how many there are and how they are sorted, then the table. */
export function drawProcesses(buffer: ScreenBuffer, area: Area, shown: { machine: ShownMachine; state: ViewState }): ScrollRange {
  const { machine, state } = shown;
  if (machine.processes === null) {
    buffer.put('TASKS -', { row: area.row, column: area.column, style: Style.Title });
    return { page: 0, mostScroll: 0 };
  }
  const { counts, list } = machine.processes;
  const sort = effectiveSort(state.sort, machine);
  const filter = state.draft ?? state.filter;
  const ordered = orderProcesses(list, { sort, filter });
  const page = Math.max(0, area.rows - 2);
  const mostScroll = Math.max(0, ordered.length - page);
  const scroll = Math.min(state.scroll, mostScroll);

  const place = { row: area.row, column: area.column };
  const taken = buffer.put('TASKS ', { ...place, style: Style.Title });
  const summary = [
    `${counts.total} (${counts.threads} thr), ${counts.running} run, ${counts.sleeping} slp, ${counts.other} oth`,
    `by ${SORT_WORDS[sort].word}${state.sort === 'auto' ? ' (auto)' : ''}`,
    filter.trim() === '' ? '' : `with "${filter.trim()}": ${ordered.length}`,
    list.length < counts.total ? `the first ${list.length}` : '',
    scroll > 0 ? `from ${scroll + 1}` : '',
  ];
  buffer.put(shortened(summary.filter((each) => each !== '').join('  '), area.columns - taken), {
    row: area.row,
    column: area.column + taken,
    width: area.columns - taken,
  });
  drawTable(
    buffer,
    { ...area, row: area.row + 1, rows: area.rows - 1 },
    {
      columns: columnsFor(area.columns, state),
      rows: ordered.slice(scroll, scroll + page),
      look: { sortedBy: SORT_WORDS[sort].heading },
    },
  );
  return { page, mostScroll };
}

/** From these widths on there is room for more columns. */
const ROOM_FOR = { time: 58, resident: 66, io: 80, virtual: 88, threads: 96 } as const;

function columnsFor(width: number, { showsCommand }: ViewState): readonly Column<ShownProcess>[] {
  const from = (least: number, ...columns: Column<ShownProcess>[]): Column<ShownProcess>[] => (width >= least ? columns : []);
  return [
    {
      heading: 'CPU%',
      width: 5,
      align: 'right',
      text: ({ cpuPercent }) => percent(cpuPercent),
      style: ({ cpuPercent, cpuLevel }) => styleOfShare(cpuPercent, cpuLevel),
    },
    {
      heading: 'MEM%',
      width: 4,
      align: 'right',
      text: ({ memoryPercent }) => percent(memoryPercent),
      style: ({ memoryPercent, memoryLevel }) => styleOfShare(memoryPercent, memoryLevel),
    },
    ...from(ROOM_FOR.virtual, { heading: 'VIRT', width: 5, align: 'right', text: ({ virtualBytes }) => short(virtualBytes) }),
    ...from(ROOM_FOR.resident, { heading: 'RES', width: 5, align: 'right', text: ({ residentBytes }) => short(residentBytes) }),
    { heading: 'PID', width: 7, align: 'right', text: ({ pid }) => String(pid) },
    { heading: 'USER', width: 8, text: ({ user }) => user },
    ...from(
      ROOM_FOR.threads,
      { heading: 'THR', width: 3, align: 'right', text: ({ threads }) => short(threads) },
      { heading: 'NI', width: 3, align: 'right', text: ({ nice }) => String(nice) },
    ),
    { heading: 'S', width: 1, text: ({ state }) => state, style: ({ state }) => (state === 'R' ? Style.Bold : Style.Plain) },
    ...from(ROOM_FOR.time, {
      heading: 'TIME+',
      width: 8,
      align: 'right',
      text: ({ userSeconds, systemSeconds }) => cpuTime(userSeconds + systemSeconds),
    }),
    ...from(
      ROOM_FOR.io,
      { heading: 'R/s', width: 5, align: 'right', text: ({ readBytesPerSecond }) => shortOrNone(readBytesPerSecond) },
      { heading: 'W/s', width: 5, align: 'right', text: ({ writeBytesPerSecond }) => shortOrNone(writeBytesPerSecond) },
    ),
    { heading: 'Command', width: 0, text: showsCommand ? commandOf : ({ name }) => name },
  ];
}

/** Kernel threads have no command line; `ps` writes their names in brackets. */
function commandOf({ name, command }: ShownProcess): string {
  return command.length === 0 ? `[${name}]` : command.join(' ');
}

/** What is as it should be is not coloured: it is most of the table. */
function styleOfShare(share: number, level: Level): Style {
  if (level !== 'ok') return styleOfLevel(level);
  return share < 0.05 ? Style.Dim : Style.Plain;
}
