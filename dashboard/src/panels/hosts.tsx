import type { HostRow } from '../../../src/api/messages.ts';
import { originDetail, originWords } from '../format/origin-words.ts';
import { hostText, listedWords } from '../format/row-texts.ts';
import { formatMoment } from '../format/time.ts';
import type { ProbeState } from '../state/probe-state.ts';
import type { RowNeeds } from '../state/row-needs.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { Captured } from '../text/captured.tsx';
import { visibleText } from '../text/visible-text.ts';
import { currentShareBasis, rateColumn, wayColumns } from './rate-column.tsx';

export function HostsPanel({ state, needs }: { readonly state: ProbeState; readonly needs: RowNeeds }) {
  return (
    <DataTable
      id="hosts"
      title="Hosts"
      rows={state.shown.hosts.value}
      needs={needs}
      columns={[ADDRESS, rateColumn<HostRow>(currentShareBasis(state)), ...wayColumns<HostRow>('from or to this host')]}
      keyOf={(host) => host.address}
      textOf={hostText}
      filterHint="Address, name, country, network, list or home"
      empty="No address seen yet. A host is listed as soon as one of its packets passes."
    />
  );
}

const ADDRESS: Column<HostRow> = {
  id: 'address',
  title: 'Address',
  kind: 'text',
  width: 'auto',
  narrow: 'whole',
  sortValue: (host) => host.address,
  cell: (host) => <Address host={host} />,
};

function Address({ host }: { readonly host: HostRow }) {
  const seen = `${host.address}, seen ${formatMoment(host.firstSeenAt)} to ${formatMoment(host.lastSeenAt)}`;
  return (
    <span class="two-lines">
      <span class="code clip" title={visibleText(seen)}>
        <Captured text={host.address} />
      </span>
      <span class="quiet clip">
        {host.side === 'home' && 'at home, '}
        {host.names.length > 0 && <Captured text={namesText(host.names)} />}
        <Origin host={host} />
        {host.listed !== null && <Captured text={` · ${listedWords(host)}`} />}
      </span>
    </span>
  );
}

/** Behind the name, or in its place. */
function Origin({ host }: { readonly host: HostRow }) {
  const words = originWords(host);
  if (words === null) return host.names.length === 0 ? <>no name seen</> : null;
  return (
    <span title={visibleText(originDetail(host) ?? '')}>
      {host.names.length > 0 && ' · '}
      <bdi>{visibleText(words)}</bdi>
    </span>
  );
}

function namesText(names: readonly string[]): string {
  const [first = '', ...others] = names;
  return others.length === 0 ? first : `${first} +${others.length}`;
}
