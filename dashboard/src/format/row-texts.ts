import type { EndpointRow, FlowRow, HostRow } from '../../../src/api/messages.ts';
import type { NameLine } from '../state/name-lines.ts';
import { originDetail, originWords } from './origin-words.ts';
import { tunnelBadge } from './tunnel-id.ts';

// Everything of a row that the filter of its table looks through: what the row shows, and what it says when it is pointed at.

export function hostText(host: HostRow): string {
  const { address, names, side, country } = host;
  const isHome = side === 'home';
  return joined([address, ...names, isHome && 'at home', country, originWords(host), originDetail(host), listedWords(host)]);
}

export function flowText(flow: FlowRow): string {
  const { protocol, initiator, responder, application, state, tunnel, vlan, pppoeSession, stack, communityId, portName } = flow;
  const { service, serverName, nameSource, version, alpn, ja4 } = application;
  return joined([
    protocol,
    ...[application.protocol, service, serverName, nameSource && `by ${nameSource}`, version, alpn, ja4],
    ...[endText(initiator), endText(responder), portName, flow.home !== null && 'home', state],
    ...[tunnel && `${tunnelBadge(tunnel)} ${tunnel.id ?? ''}`, vlan !== null && `vlan ${vlan}`],
    ...[pppoeSession !== null && `pppoe ${pppoeSession}`, stack, communityId, listedWords(flow)],
  ]);
}

export function nameText(line: NameLine): string {
  return joined([line.name, line.kind, line.service, line.category, line.detail, listedWords(line)]);
}

/** That one of the user's lists has the name: `on trackers.txt`. */
export function listedWords({ listed }: { readonly listed: string | null }): string | null {
  return listed === null ? null : `on ${listed}`;
}

function endText({ address, port }: EndpointRow): string {
  if (port === null) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function joined(parts: readonly (string | false | null)[]): string {
  return parts.filter(Boolean).join(' ');
}
