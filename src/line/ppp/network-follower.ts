// Cold. IPCP (RFC 1332; DNS servers: RFC 1877) and IPV6CP (RFC 5072).

import type { Packet } from '../../decode/packet.ts';
import { inferAuthentication } from './authentication-follower.ts';
import { readIpcpOptions, readIpv6cpOptions } from './configure-options.ts';
import { ipv4Of, learnIpUp, learnIpv6Up, learnRoles, linkLocalOf } from './facts.ts';
import { ControlCode, type ControlPacket, failIpcp } from './lcp-follower.ts';
import { type LineLog, nameOf, quoted, whoIs } from './line-log.ts';
import { readMessage } from './message-text.ts';
import { otherSide } from './negotiation.ts';
import { clientFirst } from './session.ts';

/** RFC 1661, section 4.6: Max-Failure and, of ten, half of Max-Configure. */
const MOST_NAKS = 5;
const MOST_UNANSWERED = 5;

export function followIpcp(control: ControlPacket, packet: Packet, log: LineLog): void {
  const { session, side, code, id, at } = control;
  session.ipcpStartedAt ??= at;
  if (code <= ControlCode.ConfigureReject) inferAuthentication(session, side, { at, log });
  if (code === ControlCode.ConfigureRequest) requestIpcp(control, packet, log);
  else if (code === ControlCode.ConfigureAck) acknowledgeIpcp(control, packet, log);
  else if (code === ControlCode.ConfigureNak) {
    session.ipcp.refuse(side, id, 'naks');
    const naks = session.ipcp.sides[otherSide(side)].naks;
    if (naks >= MOST_NAKS && !session.isIpUp) failIpcp(session, at, { log, side, text: 'keeps asking for other values' });
  } else if (code === ControlCode.ConfigureReject) {
    const isAnswer = session.ipcp.refuse(side, id, 'rejects');
    if (isAnswer && readIpcpOptions(packet).address !== null && !session.isIpUp) {
      failIpcp(session, at, { log, side, text: 'refuses to agree on an address (IPCP Configure-Reject)' });
    }
  } else if (code === ControlCode.TerminateRequest) terminateIpcp(control, packet, log);
}

function requestIpcp({ session, side, id, at }: ControlPacket, packet: Packet, log: LineLog): void {
  const { address, primaryDns, secondaryDns } = readIpcpOptions(packet);
  // Who asks to be given an address, or for name servers, is the client.
  if (address === 0 || primaryDns !== null || secondaryDns !== null) learnRoles(session, side, { at, isInferred: true, log });
  const isAgain = session.ipcp.request(side, id, at);
  if (isAgain) {
    session.isIpUp = false;
    session.refreshAttention();
  }
  const { requests } = session.ipcp.sides[side];
  if (requests >= MOST_UNANSWERED && !session.isIpUp) {
    failIpcp(session, at, { log, side: otherSide(side), text: 'does not answer IPCP Configure-Requests' });
  }
}

function acknowledgeIpcp({ session, side, id, at }: ControlPacket, packet: Packet, log: LineLog): void {
  const options = readIpcpOptions(packet);
  const progress = session.ipcp.acknowledge(side, id, { options, at });
  if (progress === 'nothing') return;
  const asker = otherSide(side);
  session.ends[asker].ipv4 = options.address;
  const dns = [options.primaryDns, options.secondaryDns].filter((server) => server !== null && server !== 0);
  if (dns.length > 0 || asker === session.clientSide) session.dns = dns as number[];
  if (progress !== 'opened') return;
  session.isIpUp = true;
  session.isIpUpInferred = false;
  session.ipUpAt ??= at;
  session.ipcpFailure = null;
  session.refreshAttention();
  log.tellOf(session, at, { kind: 'ipcp-open', text: `IPv4 is up: ${addressesText(session)}` });
  learnIpUp(session, at, log);
}

function addressesText(session: ControlPacket['session']): string {
  const [first, second] = clientFirst(session).map(({ ipv4 }) => ipv4Of(ipv4)?.text ?? 'no address');
  const dns = session.dns.map((server) => ipv4Of(server)?.text).join(' and ');
  const pair =
    session.clientSide === null
      ? `${first} and ${second}`
      : `the router is ${ipv4Of(session.client!.ipv4)?.text ?? 'without an address'}, the provider's side ${ipv4Of(session.server!.ipv4)?.text ?? 'without one'}`;
  return dns === '' ? pair : `${pair}, name servers ${dns}`;
}

function terminateIpcp({ session, side, at }: ControlPacket, packet: Packet, log: LineLog): void {
  const text = readMessage(packet, packet.cursor, packet.end - packet.cursor);
  const wasUp = session.isIpUp;
  const isRepeated = session.ipcp.terminatedAt !== null;
  session.ipcp.terminate(side, at);
  session.isIpUp = false;
  session.refreshAttention();
  if (isRepeated) return;
  if (!wasUp) {
    failIpcp(session, at, { log, side, text: `ends IPCP${quoted(text)}` });
    return;
  }
  log.tellOf(session, at, { kind: 'ipcp-closed', text: `${whoIs(session, side)} ends IPv4${quoted(text)}` });
  log.learn({ kind: 'ip-down', atMicros: at, session: nameOf(session) });
}

export function followIpv6cp(control: ControlPacket, packet: Packet, log: LineLog): void {
  const { session, side, code, id, at } = control;
  const { ipv6cp } = session;
  if (code <= ControlCode.ConfigureReject) inferAuthentication(session, side, { at, log });
  if (code === ControlCode.ConfigureRequest) ipv6cp.request(side, id, at);
  else if (code === ControlCode.ConfigureNak) ipv6cp.refuse(side, id, 'naks');
  else if (code === ControlCode.ConfigureReject) ipv6cp.refuse(side, id, 'rejects');
  else if (code === ControlCode.TerminateRequest) {
    if (ipv6cp.isOpen) {
      const text = readMessage(packet, packet.cursor, packet.end - packet.cursor);
      log.tellOf(session, at, { kind: 'ipv6cp-closed', text: `${whoIs(session, side)} ends IPv6${quoted(text)}` });
      log.learn({ kind: 'ipv6-down', atMicros: at, session: nameOf(session) });
    }
    ipv6cp.terminate(side, at);
  } else if (code === ControlCode.ConfigureAck) {
    const options = readIpv6cpOptions(packet);
    const progress = ipv6cp.acknowledge(side, id, { options, at });
    if (progress === 'nothing') return;
    session.ends[otherSide(side)].interfaceId = options.interfaceId;
    if (progress !== 'opened') return;
    const [first, second] = clientFirst(session).map(({ interfaceId }) => linkLocalOf(interfaceId)?.text ?? 'none');
    log.tellOf(session, at, { kind: 'ipv6cp-open', text: `IPv6 is up, link-local addresses ${first} and ${second}` });
    learnIpv6Up(session, at, log);
  }
}
