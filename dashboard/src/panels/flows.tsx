import type { FlowApplication, FlowRow } from '../../../src/api/messages.ts';
import { flowText, listedWords } from '../format/row-texts.ts';
import { formatDuration, formatMoment, secondsBetween } from '../format/time.ts';
import { tunnelBadge } from '../format/tunnel-id.ts';
import { formatBytes } from '../format/units.ts';
import type { ProbeState } from '../state/probe-state.ts';
import type { RowNeeds } from '../state/row-needs.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { Captured } from '../text/captured.tsx';
import { visibleText } from '../text/visible-text.ts';
import { bothWaysColumn } from './rate-column.tsx';

export function FlowsPanel({ state, needs }: { readonly state: ProbeState; readonly needs: RowNeeds }) {
  const windowEndAt = state.windowEndAt.value;
  return (
    <DataTable
      id="flows"
      title="Flows"
      rows={state.shown.flows.value}
      needs={needs}
      columns={flowColumns(windowEndAt)}
      keyOf={flowKey}
      textOf={flowText}
      filterHint="Address, port, name, service, protocol, state, VLAN, session, tunnel or list"
      empty="No conversation seen yet. One is listed with its first packet."
    />
  );
}

/** The same five addresses and ports in two tunnels, VLANs or sessions are two flows, and so are two conversations one after the other. */
function flowKey(flow: FlowRow): string {
  return [flow.communityId, flow.stack, flow.tunnel?.type, flow.tunnel?.id, flow.vlan, flow.pppoeSession, flow.firstSeenAt].join(
    ' ',
  );
}

function flowColumns(windowEndAt: string | null): readonly Column<FlowRow>[] {
  return [
    {
      id: 'protocol',
      title: 'Protocol',
      kind: 'text',
      width: '5.6rem',
      narrow: 'whole',
      sortValue: (flow) => flow.protocol,
      cell: (flow) => <Protocol flow={flow} />,
    },
    {
      id: 'ends',
      title: 'Initiator → responder',
      kind: 'text',
      width: 'auto',
      narrow: 'whole',
      sortValue: (flow) => `${flow.initiator.address} ${flow.responder.address}`,
      cell: (flow) => <Ends flow={flow} />,
    },
    {
      id: 'application',
      title: 'What it is',
      hint: 'The service or name it was opened under, and its protocol; a question mark where only a port tells',
      kind: 'text',
      width: '11rem',
      narrow: 'whole',
      sortValue: (flow) => purposeText(flow.application),
      cell: (flow) => <Purpose flow={flow} />,
    },
    {
      id: 'within',
      title: 'Within',
      hint: 'The PPPoE session, VLAN and tunnel that carry the flow',
      kind: 'text',
      width: '9.4rem',
      narrow: 'whole',
      sortValue: (flow) => withinBadges(flow).join(' ') || null,
      cell: (flow) => <Within flow={flow} />,
    },
    bothWaysColumn<FlowRow>(),
    {
      id: 'bytes',
      title: 'Bytes',
      kind: 'number',
      width: '5.2rem',
      sortValue: (flow) => flow.wireBytes,
      cell: (flow) => formatBytes(flow.wireBytes),
    },
    {
      id: 'age',
      title: 'Age',
      hint: 'Since its first packet',
      kind: 'number',
      width: '5.8rem',
      sortValue: (flow) => secondsBetween(flow.firstSeenAt, windowEndAt),
      cell: (flow) => <Age flow={flow} windowEndAt={windowEndAt} />,
    },
  ];
}

function Protocol({ flow }: { readonly flow: FlowRow }) {
  return (
    <span class="two-lines state-line">
      <span class="strong clip">
        <Captured text={flow.protocol.toUpperCase()} />
      </span>
      <span class={`state state-${flow.state}`}>{flow.state}</span>
    </span>
  );
}

function Ends({ flow }: { readonly flow: FlowRow }) {
  return (
    <span class="two-lines code">
      <End flow={flow} side="initiator" arrow="" />
      <End flow={flow} side="responder" arrow="→" />
    </span>
  );
}

/** ICMP has no ports: its initiator's is the message's type. */
function portText(flow: FlowRow, end: EndProps['side']): string {
  const { port } = flow[end];
  if (port === null) return '';
  if (!flow.protocol.startsWith('icmp')) return `:${port}`;
  return end === 'initiator' ? ` type ${port}` : '';
}

interface EndProps {
  readonly flow: FlowRow;
  readonly side: 'initiator' | 'responder';
  readonly arrow: string;
}

function End({ flow, side, arrow }: EndProps) {
  const end = flow[side];
  const port = portText(flow, side);
  const portName = side === 'responder' && flow.portName !== null ? ` (${flow.portName})` : '';
  return (
    <span class="end" title={`${visibleText(`${end.address}${port}${portName}`)}: sent ${formatBytes(end.wireBytes)}`}>
      <span class="end-arrow" aria-hidden="true">
        {arrow}
      </span>
      <span class="clip">
        <Captured text={end.address} />
      </span>
      {port !== '' && <span class="end-port">{port}</span>}
      {flow.home === side && <span class="end-home"> home</span>}
    </span>
  );
}

/** In people's words, else by name, else by protocol. */
function purposeText({ service, serverName, protocol, basis }: FlowApplication): string {
  return service ?? serverName ?? (basis === 'none' ? '' : protocol);
}

/** What tells, where the protocol is all that is known. */
const BASIS_WORDS: Readonly<Record<FlowApplication['basis'], string>> = {
  payload: 'by what it carries',
  header: 'by its header',
  port: 'a guess by its port',
  none: '',
};

function Purpose({ flow }: { readonly flow: FlowRow }) {
  const { application } = flow;
  const { service, serverName, protocol, basis, nameSource, version, alpn, ja4 } = application;
  const text = purposeText(application);
  if (text === '') return <span class="quiet">–</span>;
  const details = [serverName, nameSource === null ? null : `by ${nameSource}`, version, alpn, ja4].filter(
    (part) => part !== null,
  );
  return (
    <span class="two-lines" title={details.length === 0 ? undefined : visibleText(details.join(', '), 500)}>
      <span class="clip">
        <Captured text={text} />
      </span>
      <span class="quiet clip">
        {text === protocol ? BASIS_WORDS[basis] : protocol}
        {basis === 'port' && text !== protocol && '?'}
        {service !== null && serverName !== null && <Captured text={`, ${serverName}`} />}
        {flow.listed !== null && <Captured text={`, ${listedWords(flow)}`} />}
      </span>
    </span>
  );
}

function withinBadges(flow: FlowRow): readonly string[] {
  const badges: string[] = [];
  if (flow.tunnel !== null) badges.push(tunnelBadge(flow.tunnel));
  if (flow.vlan !== null) badges.push(`VLAN ${flow.vlan}`);
  if (flow.pppoeSession !== null) badges.push(`PPPoE ${flow.pppoeSession}`);
  return badges;
}

function Within({ flow }: { readonly flow: FlowRow }) {
  const badges = withinBadges(flow);
  if (badges.length === 0) return <span class="quiet">–</span>;
  return (
    <span class="badges" title={visibleText(`${badges.join(', ')}: ${flow.stack}`, 500)}>
      {badges.map((badge) => (
        <span key={badge} class="badge">
          {badge}
        </span>
      ))}
    </span>
  );
}

function Age({ flow, windowEndAt }: { readonly flow: FlowRow; readonly windowEndAt: string | null }) {
  const seconds = secondsBetween(flow.firstSeenAt, windowEndAt);
  const seen = `${formatMoment(flow.firstSeenAt)} to ${formatMoment(flow.lastSeenAt)}`;
  return <span title={seen}>{seconds === null ? '–' : formatDuration(seconds)}</span>;
}
