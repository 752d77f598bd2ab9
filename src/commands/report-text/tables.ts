import type { HostOrigin } from '../../api/enriched-rows.ts';
import { visibleText } from '../../decode/hostile-text.ts';
import type { FlowApplication } from '../../inspect/names-summary.ts';
import type { EndpointRow } from '../../traffic/summary.ts';
import type { Report } from '../report.ts';
import { bytesText, countText, percentText } from '../units.ts';
import { nameSections } from './names.ts';
import { directionColumns, firstColumns, type Section } from './section.ts';

/** What is left of 100 columns behind two MAC addresses. */
const MOST_NAME = 20;
const MOST_HOST_NAME = 40;

/** A table for each kind of row; those without rows are not shown. */
export function tablesOf(report: Report): Section[] {
  return [
    applicationSection(report),
    protocolSection(report),
    vlanSection(report),
    sessionSection(report),
    tunnelSection(report),
    hostSection(report),
    flowSection(report),
    ...nameSections(report),
    problemSection(report),
    unknownSection(report),
  ];
}

function applicationSection({ applications, capture, tables }: Report): Section {
  const ways = directionColumns(applications);
  return {
    title: 'Applications',
    columns: ['frames', 'bytes', ...ways.names, 'share', 'flows', 'application', 'kind', 'protocol'],
    figures: firstColumns(4 + ways.names.length),
    rows: applications.map((row) => [
      countText(row.frames),
      bytesText(row.wireBytes),
      ...ways.of(row),
      percentText(row.wireBytes, capture.wireBytes),
      countText(row.conversations),
      clipped(visibleText(row.application)),
      row.category,
      row.isGuess ? `${row.protocol}?` : row.protocol,
    ]),
    total: tables.applications.rows,
  };
}

function protocolSection({ protocols, capture, tables }: Report): Section {
  const ways = directionColumns(protocols);
  return {
    title: 'Protocols',
    columns: ['frames', 'bytes', ...ways.names, 'share', 'encapsulation'],
    figures: firstColumns(3 + ways.names.length),
    rows: protocols.map((row) => [
      countText(row.frames),
      bytesText(row.wireBytes),
      ...ways.of(row),
      percentText(row.wireBytes, capture.wireBytes),
      row.stack || '(not decoded)',
    ]),
    total: tables.protocols.rows,
  };
}

function vlanSection({ vlans, tables }: Report): Section {
  const ways = directionColumns(vlans);
  return {
    title: 'VLANs',
    columns: ['frames', 'bytes', ...ways.names, 'id'],
    figures: firstColumns(3 + ways.names.length),
    rows: vlans.map((row) => [countText(row.frames), bytesText(row.wireBytes), ...ways.of(row), String(row.id)]),
    total: tables.vlans.rows,
  };
}

function sessionSection({ pppoe, tables }: Report): Section {
  const ways = directionColumns(pppoe.sessions);
  return {
    title: 'PPPoE sessions',
    columns: ['frames', 'bytes', ...ways.names, 'id', 'client', 'concentrator', 'name'],
    figures: firstColumns(3 + ways.names.length),
    rows: pppoe.sessions.map((session) => [
      countText(session.frames),
      bytesText(session.wireBytes),
      ...ways.of(session),
      String(session.sessionId),
      macText(session.clientMac, session.rolesKnown),
      macText(session.concentratorMac, session.rolesKnown),
      clipped(visibleText(session.concentratorName ?? '-')),
    ]),
    total: tables.pppoeSessions.rows,
  };
}

function tunnelSection({ tunnels, tables }: Report): Section {
  const ways = directionColumns(tunnels);
  return {
    title: 'Tunnels',
    columns: ['frames', 'bytes', ...ways.names, 'inside', 'type', 'id', 'between'],
    figures: firstColumns(3 + ways.names.length),
    rows: tunnels.map((row) => [
      countText(row.frames),
      bytesText(row.wireBytes),
      ...ways.of(row),
      bytesText(row.innerBytes),
      row.type,
      row.id === null ? '-' : row.type === 'gre' ? `${row.id} (0x${row.id.toString(16)})` : String(row.id),
      row.endpoints.join(' and ') || '-',
    ]),
    total: tables.tunnels.rows,
  };
}

function hostSection({ hosts, tables }: Report): Section {
  const hasNames = hosts.some(({ names }) => names.length > 0);
  const hasSides = hosts.some(({ side }) => side !== null);
  const hasOrigins = hosts.some(({ country, asNumber }) => country !== null || asNumber !== null);
  return {
    title: 'Hosts',
    columns: [
      ...['frames', 'bytes', 'sent', 'received'],
      ...(hasSides ? ['side'] : []),
      'address',
      ...(hasOrigins ? ['from'] : []),
      ...(hasNames ? ['name'] : []),
    ],
    figures: firstColumns(4),
    rows: hosts.map(({ frames, wireBytes, sent, received, side, address, names, ...origin }) => [
      countText(frames),
      bytesText(wireBytes),
      bytesText(sent.wireBytes),
      bytesText(received.wireBytes),
      ...(hasSides ? [side ?? '?'] : []),
      address,
      ...(hasOrigins ? [originText(origin)] : []),
      ...(hasNames ? [clipped(names[0] ?? '-', MOST_HOST_NAME)] : []),
    ]),
    total: tables.hosts.rows,
  };
}

/** `DE AS64496 Example Networks` */
function originText({ country, asNumber, asName }: Pick<HostOrigin, 'country' | 'asNumber' | 'asName'>): string {
  const system = asNumber === null ? '' : `AS${asNumber} ${clipped(visibleText(asName ?? ''))}`;
  return [country ?? '', system.trim()].filter((part) => part !== '').join(' ');
}

function flowSection({ flows, tables }: Report): Section {
  return {
    title: 'Conversations',
    columns: ['frames', 'bytes', 'protocol', 'from', 'to', 'state', 'is', 'inside'],
    figures: [0, 1],
    rows: flows.list.map((flow) => [
      countText(flow.frames),
      bytesText(flow.wireBytes),
      flow.protocol,
      endpointText(flow.initiator),
      endpointText(flow.responder),
      flow.state,
      clipped(purposeText(flow.application)),
      [
        flow.vlan === null ? '' : `VLAN ${flow.vlan}`,
        flow.pppoeSession === null ? '' : `PPPoE ${flow.pppoeSession}`,
        flow.tunnel === null ? '' : `${flow.tunnel.type}${flow.tunnel.id === null ? '' : ` ${flow.tunnel.id}`}`,
      ]
        .filter((part) => part !== '')
        .join(', '),
    ]),
    total: tables.flows.rows,
  };
}

function problemSection({ problems }: Report): Section {
  return {
    title: 'Problems',
    columns: ['frames', 'protocol', 'problem'],
    figures: [0],
    rows: problems.map(({ frames, protocol, problem }) => [countText(frames), protocol, problem]),
    total: problems.length,
  };
}

function unknownSection({ unknown, tables }: Report): Section {
  return {
    title: 'Unknown next protocols',
    columns: ['frames', 'carrier', 'identifier'],
    figures: [0],
    rows: unknown.map(({ frames, carrier, identifier }) => [countText(frames), carrier, identifier]),
    total: tables.unknown.rows,
  };
}

function endpointText({ address, port }: EndpointRow): string {
  if (port === null) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** In people's words, else by name, else by protocol; a guess has a question mark. */
function purposeText({ service, serverName, protocol, basis }: FlowApplication): string {
  return service ?? serverName ?? (basis === 'none' ? '-' : basis === 'port' ? `${protocol}?` : protocol);
}

/** The whole name is in the report that programs read. */
function clipped(name: string, most = MOST_NAME): string {
  return name.length <= most ? name : `${name.slice(0, most - 1)}…`;
}

/** Without discovery it is not known which of the two is the client. */
function macText(mac: string | null, rolesKnown: boolean): string {
  if (mac === null) return '-';
  return rolesKnown ? mac : `${mac}?`;
}
