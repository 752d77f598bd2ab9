import type { ApplicationRow } from '../../../src/api/messages.ts';
import { formatMoment } from '../format/time.ts';
import { formatCount } from '../format/units.ts';
import type { ProbeState } from '../state/probe-state.ts';
import type { RowNeeds } from '../state/row-needs.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { Captured } from '../text/captured.tsx';
import { currentShareBasis, rateColumn, wayColumns } from './rate-column.tsx';

export function ApplicationsPanel({ state, needs }: { readonly state: ProbeState; readonly needs: RowNeeds }) {
  return (
    <DataTable
      id="applications"
      title="What for"
      rows={state.shown.applications.value}
      needs={needs}
      columns={[APPLICATION, rateColumn<ApplicationRow>(currentShareBasis(state)), ...wayColumns<ApplicationRow>('for this')]}
      keyOf={(row) => `${row.application} ${row.protocol} ${row.isGuess}`}
      textOf={(row) => `${row.application} ${row.category} ${row.protocol}`}
      filterHint="Service, kind or protocol"
      empty="Nothing seen yet. Services are told by the names that connections are opened under, protocols by what connections carry."
    />
  );
}

const APPLICATION: Column<ApplicationRow> = {
  id: 'application',
  title: 'Application',
  hint: 'The service where one is known, else the protocol',
  kind: 'text',
  width: 'auto',
  narrow: 'whole',
  sortValue: (row) => row.application.toLowerCase(),
  cell: (row) => <Application row={row} />,
};

function Application({ row }: { readonly row: ApplicationRow }) {
  const seen = `seen ${formatMoment(row.firstSeenAt)} to ${formatMoment(row.lastSeenAt)}`;
  const flows = `${formatCount(row.conversations)} ${row.conversations === 1 ? 'flow' : 'flows'}`;
  return (
    <span class="two-lines" title={`${flows}, ${seen}${row.isGuess ? '; only a port tells' : ''}`}>
      <span class="strong clip">
        <Captured text={row.application} />
        {row.isGuess && '?'}
      </span>
      <span class="quiet clip">
        <Captured text={row.service === null ? row.category : `${row.category}, ${row.protocol}`} />
        {`, ${flows}`}
      </span>
    </span>
  );
}
