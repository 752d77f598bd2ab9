import type { Rows, SystemMessage, SystemProcess } from '../../../../src/api/messages.ts';
import { formatByteRate } from '../../format/measured.ts';
import { formatPercent } from '../../format/percent.ts';
import { formatDuration, formatMoment } from '../../format/time.ts';
import { formatBytes, formatCount } from '../../format/units.ts';
import type { RowNeeds } from '../../state/row-needs.ts';
import type { Column } from '../../table/column.ts';
import { DataTable } from '../../table/data-table.tsx';
import { Captured } from '../../text/captured.tsx';
import { TOOLTIP_CHARACTERS, visibleText } from '../../text/visible-text.ts';

interface ProcessesPanelProps {
  readonly system: SystemMessage;
  readonly needs: RowNeeds;
}

export function ProcessesPanel({ system, needs }: ProcessesPanelProps) {
  const { processes } = system;
  if (processes === null) return null;
  const { running, threads } = processes.counts;
  return (
    <DataTable
      id="processes"
      title="Processes"
      rows={rowsOf(processes)}
      needs={needs}
      columns={COLUMNS}
      feedColumn="cpu"
      keyOf={({ pid, startedAt }) => `${pid} ${startedAt}`}
      textOf={({ pid, user, name, command }) => `${pid} ${user} ${name} ${command.join(' ')}`}
      filterHint="Name, command, user or number"
      empty="No process could be read."
      remark={`${formatCount(running)} running, ${formatCount(threads)} threads`}
    />
  );
}

function rowsOf({ list, matching }: NonNullable<SystemMessage['processes']>): Rows<SystemProcess> {
  return { list, total: matching, other: { rows: 0, frames: 0, wireBytes: 0 } };
}

/** As `ps` has them; one that is not here is shown as its letter. */
const STATES: Readonly<Record<string, string>> = {
  R: 'running',
  S: 'sleeping',
  D: 'waits for a disk',
  Z: 'ended, not cleared away',
  T: 'stopped',
  t: 'traced',
  I: 'idle',
};

const COLUMNS: readonly Column<SystemProcess>[] = [
  {
    id: 'name',
    title: 'Process',
    hint: 'Its name and number, and below them the command that started it',
    kind: 'text',
    width: 'auto',
    narrow: 'whole',
    sortValue: ({ name }) => name.toLowerCase(),
    cell: (row) => <Name row={row} />,
  },
  {
    id: 'user',
    title: 'User',
    hint: 'Whose it is, and its threads',
    kind: 'text',
    width: '7.5rem',
    sortValue: ({ user }) => user,
    cell: ({ user, threads }) => (
      <span class="two-lines">
        <span class="clip">
          <Captured text={user} limit={32} />
        </span>
        <span class="quiet">
          {formatCount(threads)} {threads === 1 ? 'thread' : 'threads'}
        </span>
      </span>
    ),
  },
  {
    id: 'cpu',
    title: 'CPU',
    hint: 'Of one processor: two busy threads have 200 %',
    kind: 'number',
    width: '5.2rem',
    sortValue: ({ cpuPercent }) => cpuPercent,
    cell: ({ cpuPercent, cpuLevel }) => <b class={`strong level-figure level-${cpuLevel}`}>{formatPercent(cpuPercent)}</b>,
  },
  {
    id: 'memory',
    title: 'Memory',
    hint: 'In memory, and the share of all memory',
    kind: 'number',
    width: '6rem',
    sortValue: ({ residentBytes }) => residentBytes,
    cell: ({ residentBytes, memoryPercent, memoryLevel }) => (
      <span class="two-lines">
        <span>{formatBytes(residentBytes)}</span>
        <span class={`quiet level-figure level-${memoryLevel}`}>{formatPercent(memoryPercent)}</span>
      </span>
    ),
  },
  {
    id: 'io',
    title: 'Disk',
    hint: 'Read from disks and written to them; often only the superuser may know',
    kind: 'number',
    width: '7rem',
    sortValue: ({ readBytesPerSecond, writeBytesPerSecond }) =>
      readBytesPerSecond === null && writeBytesPerSecond === null ? null : (readBytesPerSecond ?? 0) + (writeBytesPerSecond ?? 0),
    cell: ({ readBytesPerSecond, writeBytesPerSecond }) => (
      <span class="two-lines">
        <span>{formatByteRate(readBytesPerSecond)}</span>
        <span class="quiet">{formatByteRate(writeBytesPerSecond)}</span>
      </span>
    ),
  },
  {
    id: 'time',
    title: 'CPU time',
    hint: 'That it took since it was started',
    kind: 'number',
    width: '6.6rem',
    sortValue: ({ userSeconds, systemSeconds }) => userSeconds + systemSeconds,
    cell: ({ userSeconds, systemSeconds }) => formatDuration(userSeconds + systemSeconds),
  },
];

function Name({ row }: { readonly row: SystemProcess }) {
  const { pid, name, command, state, nice, startedAt } = row;
  const words = command.join(' ');
  const title = `${visibleText(words === '' ? name : words, TOOLTIP_CHARACTERS)}; since ${formatMoment(startedAt)}`;
  return (
    <span class="two-lines" title={title}>
      <span class="clip">
        <span class="strong">
          <Captured text={name} limit={64} />
        </span>
        <span class="quiet"> {pid}</span>
        {state !== 'S' && <span class="quiet">, {STATES[state] ?? visibleText(state, 2)}</span>}
        {nice !== 0 && <span class="quiet">, nice {nice}</span>}
      </span>
      <span class="quiet clip code">{words === '' ? 'a thread of the kernel' : <Captured text={words} limit={200} />}</span>
    </span>
  );
}
