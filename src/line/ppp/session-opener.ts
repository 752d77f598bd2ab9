// Cold: discovery frames, which open sessions and end them.

import { readPppoeSessionId } from '../../decode/link/pppoe.ts';
import type { Packet } from '../../decode/packet.ts';
import type { Discovery, DiscoveryPacket } from './discovery.ts';
import type { Attempt } from './discovery-attempt.ts';
import { errorsText, readDiscoveryTags, tagsText } from './discovery-tags.ts';
import { close, closeWithoutEnd, settle } from './ending.ts';
import { learnRoles } from './facts.ts';
import type { FrameEnds } from './frame-ends.ts';
import { vlanIdsOf, vlanWordOf } from './frame-place.ts';
import { ignoreFrame } from './ignored.ts';
import { type LineLog, nameOf, quoted, whoIs } from './line-log.ts';
import { ETHERNET_DESTINATION, ETHERNET_SOURCE, isSameMac, readMacAddress } from './mac-address.ts';
import type { Side } from './negotiation.ts';
import type { PppSession } from './session.ts';
import type { SessionTable } from './session-table.ts';

/** Follows discovery into sessions and, with PADT, out of them. */
export class SessionOpener {
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

  padi(packet: Packet, layer: number): void {
    const read = readDiscovery(packet, layer, this.#ends);
    this.#discovery.padi(read);
    for (const session of this.#table.all()) {
      if (session.vlans !== read.vlans) continue;
      const side = session.ends.findIndex(({ mac }) => mac !== null && isSameMac(mac, read.source));
      if (side < 0) continue;
      learnRoles(session, side as Side, { at: read.at, isInferred: true, log: this.#log });
      if (session.isClosed || side !== session.clientSide) continue;
      session.padiAt ??= read.at;
      settle(session, read.at, this.#log);
    }
  }

  pado(packet: Packet, layer: number): void {
    this.#discovery.pado(readDiscovery(packet, layer, this.#ends));
  }

  padr(packet: Packet, layer: number): void {
    this.#discovery.padr(readDiscovery(packet, layer, this.#ends));
  }

  pads(packet: Packet, layer: number): void {
    const read = readDiscovery(packet, layer, this.#ends);
    const attempt = this.#discovery.pads(read);
    if (attempt === undefined || read.sessionId === 0) return;
    const known = this.#table.index.find(this.#ends, read.sessionId, read.vlans);
    if (known >= 0) {
      const session = this.#table.at(known);
      // A copy of the PADS, or the concentrator's answer to a repeated PADR.
      if (!session.isClosed && attempt === null) return;
      closeWithoutEnd(session, attempt?.firstPadiAt ?? read.at, { log: this.#log, now: read.at });
      this.#table.retire(session);
    } else if (attempt === null && this.#table.placed().some((session) => isClientOf(session, read))) {
      // Nobody was heard asking, and the client has a session: a PADS like this comes from a third machine.
      this.#log.count('ignoredFrames');
      this.#log.tell(read.at, 'frames-ignored', `Ignored from ${read.source.text}: a PADS that nobody asked for`);
      return;
    }
    if (attempt !== null) this.#supersede(read, attempt);
    this.#open(packet, { read, attempt, layer });
  }

  padt(packet: Packet, layer: number): void {
    const read = readDiscovery(packet, layer, this.#ends);
    this.#log.count('padt');
    const slot = this.#table.index.find(this.#ends, read.sessionId, read.vlans);
    if (slot < 0) {
      const rival = this.#table.findRival(read.sessionId, read.vlans, [read.source, read.destination]);
      if (rival !== null)
        ignoreFrame(rival, read.at, { what: `a PADT from ${read.source.text} to ${read.destination.text}`, log: this.#log });
      return;
    }
    const session = this.#table.at(slot);
    const { side } = this.#table.index;
    settle(session, read.at, this.#log);
    const text = errorsText(read.tags.errors);
    if (session.padt?.side !== side) {
      this.#log.tellOf(session, read.at, {
        kind: 'padt',
        text: `${whoIs(session, side)} ends the session (PADT)${text === '' ? '' : `: ${text}`}`,
      });
    }
    if (session.padt !== null) return;
    session.padt = {
      side,
      at: read.at,
      text: read.tags.errors
        .map((error) => error.text)
        .filter((said) => said !== '')
        .join(', '),
    };
    close(session, read.at, { cause: 'padt', log: this.#log, now: read.at });
  }

  #open(
    packet: Packet,
    opening: { readonly read: DiscoveryPacket; readonly attempt: Attempt | null; readonly layer: number },
  ): void {
    const { read, attempt, layer } = opening;
    const session = this.#table.make(packet, {
      sessionId: read.sessionId,
      layer,
      ends: this.#ends,
      openedAt: read.at,
      attempt,
      mayEvict: attempt !== null,
    });
    if (session === null) return;
    const offer = attempt?.offerOf(read.source) ?? null;
    session.acName = read.tags.acName ?? offer?.acName ?? null;
    session.serviceName = read.tags.serviceNames[0] ?? null;
    session.maxPayloadGranted = read.tags.maxPayload;
    session.isUnasked = attempt === null || (attempt.padiSent === 0 && attempt.padrSent === 0);
    this.#log.count('sessionsOpened');
    const tags = tagsText(read.tags);
    this.#log.tellOf(session, read.at, {
      kind: 'session-opened',
      text: `Session ${read.sessionId} is open between ${read.destination.text} and ${read.source.text}${quoted(session.acName)} (PADS${tags === '' ? '' : `: ${tags}`})`,
    });
    this.#log.learn({ kind: 'session-opened', atMicros: read.at, session: nameOf(session) });
    // The concentrator sent the PADS: it is side 0.
    learnRoles(session, 1, { at: read.at, isInferred: false, log: this.#log });
    const isAgain = this.#table.all().some((other) => other !== session && hasClient(other, read));
    if (isAgain) this.#table.reconnects += 1;
  }

  /** The client has a new session from a concentrator that it asked: its other ones there are over, unless they go on. */
  #supersede(read: DiscoveryPacket, attempt: Attempt): void {
    for (const session of this.#table.placed()) {
      if (session.isClosed || !isClientOf(session, read)) continue;
      const at = Math.max(session.startedAt, session.padiAt ?? attempt.firstPadiAt ?? read.at);
      closeWithoutEnd(session, at, { log: this.#log, now: read.at });
    }
  }
}

function isClientOf(session: PppSession, read: DiscoveryPacket): boolean {
  return !session.isClosed && hasClient(session, read);
}

/** Whether the client that the packet goes to is the session's. */
function hasClient({ client, vlans }: PppSession, read: DiscoveryPacket): boolean {
  return vlans === read.vlans && client?.mac != null && isSameMac(client.mac, read.destination);
}

function readDiscovery(packet: Packet, layer: number, ends: FrameEnds): DiscoveryPacket {
  return {
    source: readMacAddress(ends.bytes, ends.at + ETHERNET_SOURCE),
    destination: readMacAddress(ends.bytes, ends.at + ETHERNET_DESTINATION),
    vlans: vlanWordOf(packet, layer),
    vlanIds: vlanIdsOf(packet, layer),
    sessionId: readPppoeSessionId(packet.bytes, packet.offsets[layer]!),
    tags: readDiscoveryTags(packet),
    at: packet.timestampMicros,
  };
}
