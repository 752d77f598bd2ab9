import type { NamesMessage, Rows } from '../../../src/api/messages.ts';
import { listedWords, nameText } from '../format/row-texts.ts';
import { formatMoment } from '../format/time.ts';
import { formatCount } from '../format/units.ts';
import { type NameLine, nameLines } from '../state/name-lines.ts';
import type { ProbeState } from '../state/probe-state.ts';
import type { RowNeeds } from '../state/row-needs.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { Captured } from '../text/captured.tsx';

export function NamesPanel({ state, needs }: { readonly state: ProbeState; readonly needs: RowNeeds }) {
  const names = state.shown.names.value;
  return (
    <DataTable
      id="names"
      title="Names"
      rows={names === null ? null : rowsOf(names)}
      needs={needs}
      columns={COLUMNS}
      feedColumn="count"
      keyOf={(line) => `${line.kind} ${line.name}`}
      textOf={nameText}
      filterHint="Name, service, list or kind: dns, tls, quic, http, ja4"
      empty="No name seen yet. They come from DNS questions, from the hellos of TLS and QUIC, and from unencrypted requests."
    />
  );
}

function rowsOf(names: NamesMessage): Rows<NameLine> {
  const { list, total, forgotten } = nameLines(names);
  return { list, total, other: { rows: forgotten, frames: 0, wireBytes: 0 } };
}

const COLUMNS: readonly Column<NameLine>[] = [
  {
    id: 'name',
    title: 'Name',
    kind: 'text',
    width: 'auto',
    narrow: 'whole',
    sortValue: (line) => line.name,
    cell: (line) => <Name line={line} />,
  },
  {
    id: 'detail',
    title: 'Said',
    hint: 'Answers, the program that asked, or the name a kind of client was last seen with',
    kind: 'text',
    width: '34%',
    narrow: 'whole',
    sortValue: (line) => line.detail,
    cell: (line) => (
      <span class="quiet clip">
        <Captured text={line.detail} />
      </span>
    ),
  },
  {
    id: 'count',
    title: 'Times',
    hint: 'Questions, connections or requests since the start',
    kind: 'number',
    width: '5rem',
    sortValue: (line) => line.count,
    cell: (line) => formatCount(line.count),
  },
];

function Name({ line }: { readonly line: NameLine }) {
  return (
    <span class="two-lines" title={`seen ${formatMoment(line.firstSeenAt)} to ${formatMoment(line.lastSeenAt)}`}>
      <span class={line.kind === 'ja4' ? 'code clip' : 'clip'}>
        <Captured text={line.name} />
      </span>
      <span class="quiet clip">
        {line.kind.toUpperCase()}
        {line.service !== null && <Captured text={`, ${line.service}`} />}
        {line.listed !== null && <Captured text={`, ${listedWords(line)}`} />}
      </span>
    </span>
  );
}
