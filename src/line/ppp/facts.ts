// Cold. What is told of a session to whoever wants to know who is home and how large packets may be; nothing before its ends have roles.

import { ipv4Text, ipv6Text } from '../../decode/text.ts';
import type { Ipv4Address, Ipv6Address } from './learned.ts';
import { type LineLog, nameOf } from './line-log.ts';
import type { Side } from './negotiation.ts';
import type { PppSession } from './session.ts';

/** fe80::/64 as two words (RFC 5072, section 5). */
const LINK_LOCAL: readonly [number, number] = [0xfe800000 | 0, 0];

export function linkLocalOf(interfaceId: readonly [number, number] | null): Ipv6Address | null {
  if (interfaceId === null) return null;
  const words = [LINK_LOCAL[0], LINK_LOCAL[1], interfaceId[0], interfaceId[1]] as const;
  return { words, text: ipv6Text(words) };
}

/** An address of IPv4; none for null and for 0.0.0.0, which says that there is none. */
export function ipv4Of(word: number | null): Ipv4Address | null {
  return word === null || word === 0 ? null : { word, text: ipv4Text(word) };
}

/** Settles which end is the client's; tells what was learned before that was known. */
export function learnRoles(
  session: PppSession,
  clientSide: Side,
  known: { readonly at: number; readonly isInferred: boolean; readonly log: LineLog },
): void {
  if (session.clientSide !== null) return;
  const { at, isInferred, log } = known;
  session.clientSide = clientSide;
  session.areRolesInferred = isInferred;
  session.refreshAttention();
  const clientMac = session.client!.mac;
  const concentratorMac = session.server!.mac;
  if (clientMac !== null && concentratorMac !== null) {
    log.learn({ kind: 'roles-known', atMicros: at, session: nameOf(session), clientMac, concentratorMac, isInferred });
  }
  if (session.lcp.isOpen) learnMru(session, at, log);
  if (session.isIpUp) learnIpUp(session, at, log);
  if (session.ipv6cp.isOpen) learnIpv6Up(session, at, log);
}

export function learnMru(session: PppSession, at: number, log: LineLog): void {
  if (session.clientSide === null) return;
  log.learn({
    kind: 'mru-known',
    atMicros: at,
    session: nameOf(session),
    mru: session.client!.maximumReceiveUnit,
    peerMru: session.server!.maximumReceiveUnit,
    maxPayloadAsked: session.attempt?.maxPayloadAsked ?? null,
    maxPayloadGranted: session.maxPayloadGranted,
  });
}

export function learnIpUp(session: PppSession, at: number, log: LineLog): void {
  if (session.clientSide === null) return;
  log.learn({
    kind: 'ip-up',
    atMicros: at,
    session: nameOf(session),
    localIpv4: ipv4Of(session.client!.ipv4),
    remoteIpv4: ipv4Of(session.server!.ipv4),
    dns: session.dns.map(ipv4Of).filter((server) => server !== null),
  });
}

export function learnIpv6Up(session: PppSession, at: number, log: LineLog): void {
  if (session.clientSide === null) return;
  log.learn({
    kind: 'ipv6-up',
    atMicros: at,
    session: nameOf(session),
    localLinkLocal: linkLocalOf(session.client!.interfaceId),
    remoteLinkLocal: linkLocalOf(session.server!.interfaceId),
  });
}
