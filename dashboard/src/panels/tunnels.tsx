import type { TunnelRow } from '../../../src/api/messages.ts';
import { formatMoment } from '../format/time.ts';
import { tunnelIdText } from '../format/tunnel-id.ts';
import { formatBytes, formatShare } from '../format/units.ts';
import type { ProbeState } from '../state/probe-state.ts';
import type { RowNeeds } from '../state/row-needs.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { Captured } from '../text/captured.tsx';
import { bothWaysColumn } from './rate-column.tsx';

export function TunnelsPanel({ state, needs }: { readonly state: ProbeState; readonly needs: RowNeeds }) {
  return (
    <DataTable
      id="tunnels"
      title="Tunnels"
      rows={state.shown.tunnels.value}
      needs={needs}
      columns={COLUMNS}
      keyOf={(tunnel) => `${tunnel.type} ${tunnel.id} ${tunnel.endpoints.join(' ')}`}
      textOf={(tunnel) => `${tunnel.type} ${tunnelIdText(tunnel)?.text ?? ''} ${tunnel.endpoints.join(' ')}`}
      filterHint="Type, id or endpoint"
      empty="No tunnel seen. GRE, VXLAN, Geneve, L2TP, GTP-U, MPLS and IP in IP are listed here when they pass; most home lines have none."
    />
  );
}

const COLUMNS: readonly Column<TunnelRow>[] = [
  {
    id: 'type',
    title: 'Tunnel',
    kind: 'text',
    width: '16rem',
    narrow: 'whole',
    sortValue: (tunnel) => `${tunnel.type} ${tunnel.id ?? ''}`,
    cell: (tunnel) => <Tunnel tunnel={tunnel} />,
  },
  {
    id: 'endpoints',
    title: 'Endpoints',
    kind: 'text',
    width: 'auto',
    narrow: 'whole',
    sortValue: (tunnel) => tunnel.endpoints.join(' '),
    cell: (tunnel) => <Endpoints tunnel={tunnel} />,
  },
  bothWaysColumn<TunnelRow>(),
  {
    id: 'inner',
    title: 'Inner bytes',
    hint: 'Bytes behind the tunnel’s own header; below, all bytes of its frames',
    kind: 'number',
    width: '6.6rem',
    sortValue: (tunnel) => tunnel.innerBytes,
    cell: (tunnel) => (
      <span class="two-lines">
        <span>{formatBytes(tunnel.innerBytes)}</span>
        <span class="quiet">of {formatBytes(tunnel.wireBytes)}</span>
      </span>
    ),
  },
  {
    id: 'overhead',
    title: 'Overhead',
    hint: 'The part of its frames that is headers around the tunnelled bytes',
    kind: 'number',
    width: '5.8rem',
    sortValue: overhead,
    cell: (tunnel) => {
      const share = overhead(tunnel);
      return share === null ? '–' : formatShare(share);
    },
  },
];

function overhead({ wireBytes, innerBytes }: TunnelRow): number | null {
  return wireBytes > 0 ? Math.max(0, 1 - innerBytes / wireBytes) : null;
}

function Tunnel({ tunnel }: { readonly tunnel: TunnelRow }) {
  const id = tunnelIdText(tunnel);
  return (
    <span class="two-lines">
      <span class="strong clip">{tunnel.type.toUpperCase()}</span>
      <span class="quiet clip" title={id === null ? undefined : `${id.label} ${id.text}`}>
        {id === null ? 'without an id' : `${id.label} ${id.text}`}
      </span>
    </span>
  );
}

function Endpoints({ tunnel }: { readonly tunnel: TunnelRow }) {
  return (
    <span class="two-lines code" title={`seen ${formatMoment(tunnel.firstSeenAt)} to ${formatMoment(tunnel.lastSeenAt)}`}>
      {tunnel.endpoints.slice(0, 2).map((endpoint, index) => (
        <span key={`${index} ${endpoint}`} class="clip">
          <Captured text={endpoint} />
        </span>
      ))}
    </span>
  );
}
