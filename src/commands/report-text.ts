import type { EndpointRow } from '../traffic/summary.ts';
import type { Output } from './output.ts';
import type { Report } from './report.ts';
import { alignColumns } from './table.ts';
import { bitRateText, bytesText, countText, durationText, momentText, percentText, visibleText } from './units.ts';

type Colors = Output['colors'];

/** A heading, the names of the columns, which of them hold figures, and the rows. */
interface Section {
  readonly title: string;
  readonly columns: readonly string[];
  readonly figures: readonly number[];
  readonly rows: readonly (readonly string[])[];
  /** How many rows there are in all, listed or not. */
  readonly total: number;
}

/** Writes the report for people: what was read, then a table for each kind of row that there is one of. */
export function describeReport(report: Report, colors: Colors): string {
  const sections = [
    protocolSection(report),
    vlanSection(report),
    sessionSection(report),
    tunnelSection(report),
    hostSection(report),
    flowSection(report),
    problemSection(report),
    unknownSection(report),
  ];
  const tables = sections.filter(({ rows }) => rows.length > 0).map((section) => describeSection(section, colors));
  return [...describeFiles(report, colors), describeTotals(report), describeDiscovery(report), ...tables]
    .filter((part) => part !== '')
    .join('\n');
}

function describeFiles(report: Report, colors: Colors): string[] {
  return report.capture.files.map(({ path, format, timestampResolution, complete, damage, interfaces }) => {
    const links = [...new Set(interfaces.map(({ linkTypeName }) => linkTypeName))].join(', ') || 'no interface';
    const state =
      damage !== null ? colors.red(`damaged: ${damage.reason}`) : complete ? '' : colors.yellow('not read to its end');
    return `${colors.bold(visibleText(path))}  ${format}, ${timestampResolution}, ${links}${state === '' ? '' : `, ${state}`}\n`;
  });
}

function describeTotals({ capture, accounting, tables }: Report): string {
  const { frames, wireBytes, capturedBytes, durationSeconds, firstFrameAt, lastFrameAt } = capture;
  if (frames === 0 || firstFrameAt === null || lastFrameAt === null) return 'No frames.\n';
  const captured = capturedBytes === wireBytes ? '' : ` (${bytesText(capturedBytes)} of them captured)`;
  const rate = durationSeconds > 0 ? `, ${bitRateText((8 * wireBytes) / durationSeconds)} on average` : '';
  const folded =
    tables.flows.other.rows > 0 ? `; ${countText(tables.flows.other.rows)} conversations were folded into others` : '';
  return alignColumns([
    ['Frames', `${countText(frames)}, ${bytesText(wireBytes)}${captured}`],
    ['Time', `${momentText(firstFrameAt)} to ${momentText(lastFrameAt)}: ${durationText(durationSeconds)}${rate}`],
    [
      'Accounts',
      `${countText(accounting.seen)} seen = ${countText(accounting.attributed)} attributed + ${countText(accounting.other)} other + ${countText(accounting.malformed)} malformed${folded}`,
    ],
  ]);
}

function describeDiscovery({ pppoe }: Report): string {
  const counts = Object.entries(pppoe.discovery).filter(([, count]) => count > 0);
  if (counts.length === 0) return '';
  return `PPPoE discovery: ${counts.map(([code, count]) => `${countText(count)} ${code.toUpperCase()}`).join(', ')}\n`;
}

function describeSection({ title, columns, figures, rows, total }: Section, colors: Colors): string {
  const more = total > rows.length ? ` (${countText(rows.length)} of ${countText(total)}; --top N shows more, --top 0 all)` : '';
  const lines = alignColumns([columns, ...rows], new Set(figures)).split('\n');
  return [colors.bold(title) + more, colors.dim(lines[0]!), ...lines.slice(1)].join('\n');
}

function protocolSection({ protocols, capture, tables }: Report): Section {
  return {
    title: 'Protocols',
    columns: ['frames', 'bytes', 'share', 'encapsulation'],
    figures: [0, 1, 2],
    rows: protocols.map(({ frames, wireBytes, stack }) => [
      countText(frames),
      bytesText(wireBytes),
      percentText(wireBytes, capture.wireBytes),
      stack || '(not decoded)',
    ]),
    total: tables.protocols.rows,
  };
}

function vlanSection({ vlans, tables }: Report): Section {
  return {
    title: 'VLANs',
    columns: ['frames', 'bytes', 'id'],
    figures: [0, 1, 2],
    rows: vlans.map(({ frames, wireBytes, id }) => [countText(frames), bytesText(wireBytes), String(id)]),
    total: tables.vlans.rows,
  };
}

function sessionSection({ pppoe, tables }: Report): Section {
  return {
    title: 'PPPoE sessions',
    columns: ['frames', 'bytes', 'id', 'client', 'concentrator', 'name', 'opened', 'closed'],
    figures: [0, 1, 2],
    rows: pppoe.sessions.map((session) => [
      countText(session.frames),
      bytesText(session.wireBytes),
      String(session.sessionId),
      macText(session.clientMac, session.rolesKnown),
      macText(session.concentratorMac, session.rolesKnown),
      visibleText(session.concentratorName ?? '-'),
      session.openedAt === null ? 'before' : momentText(session.openedAt),
      session.closedAt === null ? '-' : `${momentText(session.closedAt)} (${session.closeReason})`,
    ]),
    total: tables.pppoeSessions.rows,
  };
}

function tunnelSection({ tunnels, tables }: Report): Section {
  return {
    title: 'Tunnels',
    columns: ['frames', 'bytes', 'inside', 'type', 'id', 'between'],
    figures: [0, 1, 2],
    rows: tunnels.map(({ frames, wireBytes, innerBytes, type, id, endpoints }) => [
      countText(frames),
      bytesText(wireBytes),
      bytesText(innerBytes),
      type,
      id === null ? '-' : type === 'gre' ? `${id} (0x${id.toString(16)})` : String(id),
      endpoints.join(' and ') || '-',
    ]),
    total: tables.tunnels.rows,
  };
}

function hostSection({ hosts, tables }: Report): Section {
  return {
    title: 'Hosts',
    columns: ['frames', 'bytes', 'sent', 'received', 'address'],
    figures: [0, 1, 2, 3],
    rows: hosts.map(({ frames, wireBytes, sent, received, address }) => [
      countText(frames),
      bytesText(wireBytes),
      bytesText(sent.wireBytes),
      bytesText(received.wireBytes),
      address,
    ]),
    total: tables.hosts.rows,
  };
}

function flowSection({ flows, tables }: Report): Section {
  return {
    title: 'Conversations',
    columns: ['frames', 'bytes', 'protocol', 'from', 'to', 'state', 'inside'],
    figures: [0, 1],
    rows: flows.list.map((flow) => [
      countText(flow.frames),
      bytesText(flow.wireBytes),
      flow.protocol,
      endpointText(flow.initiator),
      endpointText(flow.responder),
      flow.state,
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

/** Without discovery it is not known which of the two is the client. */
function macText(mac: string | null, rolesKnown: boolean): string {
  if (mac === null) return '-';
  return rolesKnown ? mac : `${mac}?`;
}
