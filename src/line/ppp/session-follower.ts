// Cold: control frames, and data frames of sessions that are not settled.

import { readPppoeSessionId } from '../../decode/link/pppoe.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { followChap, followEap, followPap, inferAuthentication } from './authentication-follower.ts';
import { senderOf } from './bare-ppp.ts';
import type { Discovery } from './discovery.ts';
import { close, noteAfterClose, reopen, settle } from './ending.ts';
import { learnIpUp, learnRoles } from './facts.ts';
import type { FrameEnds } from './frame-ends.ts';
import { vlanWordOf } from './frame-place.ts';
import { ignoreFrame } from './ignored.ts';
import { ControlCode, followLcp } from './lcp-follower.ts';
import { counted, type LineLog, nameOf, whoIs } from './line-log.ts';
import { ETHERNET_DESTINATION, ETHERNET_SOURCE, readMacAddress } from './mac-address.ts';
import { otherSide, type Side } from './negotiation.ts';
import { followIpcp, followIpv6cp } from './network-follower.ts';
import { noteOneWay } from './one-way.ts';
import { learnRolesByData, learnRolesByMac, learnRolesByNature } from './roles.ts';
import type { PppSession } from './session.ts';
import type { SessionTable } from './session-table.ts';
import { ONE_WAY_FRAMES, Standing } from './strangers.ts';

/** So many echo requests in a row without an answer are told. */
const ECHOES_TOLD = 2;

/** Follows sessions frame by frame: who they are between, and what their ends say to each other. */
export class SessionFollower {
  readonly #table: SessionTable;
  readonly #discovery: Discovery;
  readonly #log: LineLog;
  /** Of the frame that is followed. */
  readonly #ends: FrameEnds;

  constructor(table: SessionTable, discovery: Discovery, log: LineLog, ends: FrameEnds) {
    this.#table = table;
    this.#discovery = discovery;
    this.#log = log;
    this.#ends = ends;
  }

  /** Decides about a frame between ends whose session is not known. Returns whether it now is. */
  welcome(packet: Packet, { standing, layer }: { readonly standing: Standing; readonly layer: number }): boolean {
    const sessionId = readPppoeSessionId(packet.bytes, packet.offsets[layer]!);
    const at = packet.timestampMicros;
    const ends = this.#ends;
    const source = readMacAddress(ends.bytes, ends.at + ETHERNET_SOURCE);
    const destination = readMacAddress(ends.bytes, ends.at + ETHERNET_DESTINATION);
    const vlans = vlanWordOf(packet, layer);
    const rival = this.#table.findRival(sessionId, vlans, [source, destination]);
    if (rival !== null && standing !== Standing.BothWays) {
      ignoreFrame(rival, at, { what: `a frame from ${source.text} to ${destination.text}`, log: this.#log });
      return false;
    }
    const attempt =
      this.#discovery.confirmUnseen(source, destination, vlans) ?? this.#discovery.confirmUnseen(destination, source, vlans);
    if (standing === Standing.Unknown) return false;
    const session = this.#table.make(packet, {
      sessionId,
      layer,
      ends,
      openedAt: null,
      attempt,
      mayEvict: standing === Standing.BothWays,
    });
    if (session === null) return false;
    if (attempt !== null) this.#discovery.take(attempt);
    const text =
      attempt === null
        ? `Session ${sessionId} was already there`
        : `Session ${sessionId} is used, though nobody was seen to confirm it (PADS)`;
    this.#log.tellOf(session, at, { kind: 'session-seen', text });
    learnRolesByMac(session, at, { discovery: this.#discovery, log: this.#log });
    if (standing === Standing.OneWay) noteOneWay(session, 0, { at, frames: ONE_WAY_FRAMES, log: this.#log });
    return true;
  }

  /** A control frame of PPP without PPPoE: there is one such session at a time. */
  followBare(packet: Packet): void {
    const at = packet.timestampMicros;
    const known = this.#table.placed().find(({ sessionId, isClosed }) => sessionId === null && !isClosed);
    const session = known ?? this.#table.makeBare(at);
    if (session === null) return;
    if (known === undefined) {
      this.#log.tellOf(session, at, { kind: 'session-seen', text: 'PPP without PPPoE' });
      learnRoles(session, 0, { at, isInferred: true, log: this.#log });
    }
    const side = senderOf(packet, session);
    if (side === null) return;
    this.#table.index.side = side;
    this.#table.index.touch(session.slot, at);
    this.followControl(packet, session.slot);
  }

  followControl(packet: Packet, slot: number): void {
    let session = this.#table.at(slot);
    const { side } = this.#table.index;
    const at = packet.timestampMicros;
    settle(session, at, this.#log);
    noteOneWay(session, side, { at, frames: session.framesOf(side), log: this.#log });
    const protocol = packet.isUnknown ? Protocol.None : packet.protocols[packet.layerCount - 1]!;
    const header = protocol === Protocol.None ? packet.cursor : packet.offsets[packet.layerCount - 1]!;
    if (header + 2 > packet.capturedEnd) return;
    const code = packet.bytes[header]!;
    const isLcp = protocol === Protocol.Lcp;
    if (isLcp && code === ControlCode.ConfigureRequest && isLinkEnding(session, side)) {
      close(session, at, { cause: 'terminate', log: this.#log, now: at });
      session = this.#restart(packet, session, side);
    } else if (session.isClosed) {
      const isEnding = isLcp && (code === ControlCode.TerminateRequest || code === ControlCode.TerminateAck);
      if (!isEnding && noteAfterClose(session, side, at)) reopen(session, at, this.#log);
    }
    if (session.isClosed) return;
    const control = { session, side: this.#table.index.side, code, id: packet.bytes[header + 1]!, at };
    learnRolesByNature(control, protocol as Protocol, this.#log);
    if (protocol === Protocol.Lcp) followLcp(control, packet, this.#log);
    else if (protocol === Protocol.Pap) followPap(control, packet, this.#log);
    else if (protocol === Protocol.Chap) followChap(control, packet, this.#log);
    else if (protocol === Protocol.Ipcp) followIpcp(control, packet, this.#log);
    else if (protocol === Protocol.Ipv6cp) followIpv6cp(control, packet, this.#log);
    else followEap(control, this.#log);
    settle(session, at, this.#log);
  }

  /** A data frame of a session that is closed, whose ends have no roles, or that does not seem to have IP yet. */
  lookAtData(packet: Packet, slot: number, layer: number): void {
    const session = this.#table.at(slot);
    const { side } = this.#table.index;
    const at = packet.timestampMicros;
    if (session.isClosed) {
      if (noteAfterClose(session, side, at)) reopen(session, at, this.#log);
      return;
    }
    if (!session.spendLook()) return;
    const inner = layer + 2 < packet.layerCount ? packet.protocols[layer + 2]! : Protocol.None;
    noteOneWay(session, side, { at, frames: session.framesOf(side), log: this.#log });
    if (session.clientSide === null) learnRolesByData(packet, session, { side, layer, inner, log: this.#log });
    if (session.isIpUp || (inner !== Protocol.Ipv4 && inner !== Protocol.Ipv6)) return;
    session.ends[side].sentIp = true;
    if (inner === Protocol.Ipv4) session.ends[side].sentIpv4 = true;
    // Where the negotiation was seen to begin, IPv6 may be there before IPv4 is.
    const isBothWays = session.ends.every((end) => (session.openedAt === null ? end.sentIp : end.sentIpv4));
    const isAllThereIs = session.isOneWay && session.framesOf(otherSide(side)) === 0;
    if (isBothWays || isAllThereIs) this.#inferIpUp(session, at);
  }

  settleAll(now: number): void {
    this.#discovery.expire(now);
    for (const session of this.#table.placed()) {
      settle(session, now, this.#log);
      if (!session.isClosed) this.#tellLostEchoes(session, now);
    }
  }

  /** The link ended and its PPPoE session stayed: what begins now is another session of PPP in it. */
  #restart(packet: Packet, old: PppSession, side: Side): PppSession {
    const { clientSide, areRolesInferred, acName, serviceName, maxPayloadGranted, sessionId } = old;
    this.#table.retire(old);
    const layer = packet.layerCount - 3;
    const at = packet.timestampMicros;
    const session = this.#table.make(packet, {
      sessionId: sessionId!,
      layer,
      ends: this.#ends,
      openedAt: at,
      attempt: null,
      mayEvict: true,
    })!;
    Object.assign(session, { acName, serviceName, maxPayloadGranted });
    this.#table.index.side = 0;
    this.#table.reconnects += 1;
    this.#table.index.touch(session.slot, at);
    this.#log.count('sessionsOpened');
    this.#log.tellOf(session, at, {
      kind: 'session-opened',
      text: `PPP begins anew in PPPoE session ${sessionId}, which had stayed`,
    });
    this.#log.learn({ kind: 'session-opened', atMicros: at, session: nameOf(session) });
    if (clientSide !== null) {
      learnRoles(session, clientSide === side ? 0 : 1, { at, isInferred: areRolesInferred, log: this.#log });
    }
    return session;
  }

  #inferIpUp(session: PppSession, at: number): void {
    const { authenticator } = session.authentication;
    if (authenticator !== null) inferAuthentication(session, authenticator, { at, log: this.#log });
    session.isIpUp = true;
    session.isIpUpInferred = true;
    if (session.openedAt !== null) session.ipUpAt ??= at;
    session.ipcpFailure = null;
    session.refreshAttention();
    learnIpUp(session, at, this.#log);
  }

  #tellLostEchoes(session: PppSession, now: number): void {
    for (const side of [0, 1] as const) {
      const { echo } = session.ends[side];
      if (echo === null) continue;
      echo.expire(now);
      if (session.isEchoLossTold || echo.unanswered < ECHOES_TOLD || echo.lost === 0) continue;
      session.isEchoLossTold = true;
      const text = `${whoIs(session, otherSide(side))} leaves ${counted(echo.unanswered, 'echo request')} unanswered`;
      this.#log.tellOf(session, echo.lastRequestAt, { kind: 'echo-lost', text });
    }
  }
}

/** Whether the link was terminated, its PPPoE session not, so that a Configure-Request of this end begins it anew. */
function isLinkEnding({ sessionId, cause, padt, ends, isClosed }: PppSession, side: Side): boolean {
  if (sessionId === null) return false;
  if (isClosed) return cause === 'terminate' && padt === null;
  return ends[side].terminate !== null || ends[otherSide(side)].terminate?.ackedAt != null;
}
