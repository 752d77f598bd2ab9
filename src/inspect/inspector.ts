// `observe` runs once per frame that belongs to a conversation: allocate nothing for those whose conversation is known.

import type { Packet } from '../decode/packet.ts';
import { Protocol } from '../decode/protocol.ts';
import { TcpFlag } from '../decode/transport/tcp.ts';
import { AppProtocol, Basis } from './app-protocol.ts';
import { type ConversationRows, Flag } from './conversation-rows.ts';
import { type DatagramReader, NOT_MINE, Payload, PERHAPS, type Recogniser, Transport } from './payload.ts';
import { proxyHeaderLength } from './proxy-header.ts';
import { Reading, type StreamReader, type StreamView } from './stream-view.ts';
import { type StreamListener, TcpStreams } from './tcp-streams.ts';

/** How many payloads of one end are looked at before a port has to do. */
const MAX_SHOWN = 5;
/** The same while somebody waits for more bytes of what may be his. */
const MAX_SHOWN_PERHAPS = 15;

/** Who is asked, in this order, and who reads on. */
export interface Inspectors {
  readonly tcp: readonly Recogniser[];
  readonly udp: readonly Recogniser[];
  readonly streamReaders: Readonly<Partial<Record<AppProtocol, StreamReader>>>;
  readonly datagramReaders: Readonly<Partial<Record<AppProtocol, DatagramReader>>>;
}

export interface InspectorOptions extends Inspectors {
  readonly rows: ConversationRows;
  /** Called once for every conversation, before anything of it is looked at: sets what is known without payload. */
  readonly onBegin: (packet: Packet, row: number) => void;
}

/**
 * Looks into the first payloads of every conversation until it is known what it is, lets the protocol's reader read what it says to begin with,
 * and never looks again.
 */
export class Inspector implements StreamListener {
  readonly streams: TcpStreams;
  readonly #options: InspectorOptions;
  readonly #rows: ConversationRows;
  readonly #payload = new Payload();

  constructor(options: InspectorOptions) {
    this.#options = options;
    this.#rows = options.rows;
    this.streams = new TcpStreams(options.rows, this);
  }

  /**
   * Takes in a packet that has its conversation. Returns whether its sender has said all there is to learn: then nothing more it sends has to be
   * shown, up to a packet that `opensConnection`.
   */
  observe(packet: Packet): boolean {
    const rows = this.#rows;
    const slot = packet.conversationSlot;
    let row = rows.find(slot, packet.conversationSerial);
    if (row < 0 || this.#opensAnother(packet, row)) row = this.#begin(packet);
    const end = packet.isFromSecondEndpoint ? 1 : 0;
    if (rows.endHas(row, end, Flag.EndDone)) return true;
    if (packet.isTrailingFragment) return false;
    if (packet.tcpFlags !== 0) this.streams.observe(packet, row);
    else this.#inspectDatagram(packet, row);
    return rows.endHas(row, end, Flag.EndDone);
  }

  take(view: StreamView, packet: Packet, row: number): Reading {
    const rows = this.#rows;
    if (!rows.has(row, Flag.Decided)) view.start += proxyHeaderLength(view.bytes, view.start, view.end);
    const isDecided = rows.has(row, Flag.Decided) && !rows.has(row, Flag.Restarted);
    if (!isDecided && !this.#decideStream(view, packet, row)) return this.#afterRefusal(view, packet, row);
    const reader = this.#readerOf(row);
    if (reader === undefined) {
      this.#finish(row);
      return Reading.Done;
    }
    const reading = reader.read(view, packet);
    if (reading === Reading.Restart) {
      rows.set(row, Flag.Restarted);
      rows.clearShown(row);
      // The other end may still finish what came before; who began anew is enough to tell.
      rows.setEnd(row, packet.isFromSecondEndpoint ? 0 : 1, Flag.EndDone);
    }
    return reading;
  }

  cutOff(view: StreamView, packet: Packet, row: number): void {
    if (view.length > 0) this.#readerOf(row)?.readCut?.(view, packet);
  }

  begins(packet: Packet, row: number): boolean {
    return this.#readerOf(row)?.begins?.(packet.bytes, packet.cursor, packet.end) ?? false;
  }

  #begin(packet: Packet): number {
    const rows = this.#rows;
    this.streams.forget(rows.at(packet.conversationSlot));
    const row = rows.begin(packet.conversationSlot, packet.conversationSerial);
    this.#options.onBegin(packet, row);
    if (rows.basis(row) === Basis.Header || packet.sourcePort < 0) this.#finish(row);
    return row;
  }

  /** Whether a SYN opens a new connection between the ports of one that was looked into. */
  #opensAnother(packet: Packet, row: number): boolean {
    if (!opensConnection(packet)) return false;
    const rows = this.#rows;
    if (rows.endHas(row, packet.isFromSecondEndpoint ? 1 : 0, Flag.EndStarted)) return !this.streams.hasPassed(packet, row);
    return rows.has(row, Flag.Decided) || rows.endHas(row, 0, Flag.EndDone) || rows.endHas(row, 1, Flag.EndDone);
  }

  /** Asks who knows what a stream begins with. */
  #decideStream(view: StreamView, packet: Packet, row: number): boolean {
    const payload = this.#payload;
    payload.bytes = view.bytes;
    payload.start = view.start;
    payload.end = view.end;
    payload.wireEnd = view.end + view.missing;
    payload.transport = Transport.Tcp;
    payload.sourcePort = packet.sourcePort;
    payload.destinationPort = packet.destinationPort;
    return this.#decide(packet, row, this.#options.tcp);
  }

  /** Nobody knows yet, or nobody will. */
  #afterRefusal(view: StreamView, packet: Packet, row: number): Reading {
    const rows = this.#rows;
    const end = packet.isFromSecondEndpoint ? 1 : 0;
    rows.countShown(row, end);
    const isUp = rows.shown(row, end) >= (this.#isPerhaps ? MAX_SHOWN_PERHAPS : MAX_SHOWN);
    if (this.#isPerhaps && !isUp) {
      view.needed = view.length + 1;
      return Reading.More;
    }
    // Inside another protocol this end may just go on in that one.
    if (!isUp) view.consumed = view.length;
    return isUp ? Reading.Done : Reading.More;
  }

  #isPerhaps = false;

  #inspectDatagram(packet: Packet, row: number): void {
    const rows = this.#rows;
    const end = packet.isFromSecondEndpoint ? 1 : 0;
    const payload = this.#payload;
    const start = datagramStart(packet);
    if (start < 0 || start >= packet.end) return;
    payload.bytes = packet.bytes;
    payload.start = start;
    payload.end = packet.end;
    payload.wireEnd = Math.max(packet.end, packet.wireEnd);
    payload.transport = Transport.Udp;
    payload.sourcePort = packet.sourcePort;
    payload.destinationPort = packet.destinationPort;
    payload.count = rows.shown(row, end);
    // STUN opens the way for something else (RFC 8445), which is what the conversation is for.
    const isOpening = rows.protocol(row) === AppProtocol.Stun && rows.has(row, Flag.Decided);
    if ((!rows.has(row, Flag.Decided) || isOpening) && !this.#decide(packet, row, this.#options.udp)) {
      this.#countRefusal(row, end);
      return;
    }
    if (rows.protocol(row) === AppProtocol.Stun) {
      this.#countRefusal(row, end);
      return;
    }
    const reader = this.#options.datagramReaders[rows.protocol(row)];
    payload.count = rows.shown(row, end);
    rows.countShown(row, end);
    if (reader === undefined) this.#finish(row);
    else if (reader.read(payload, packet) === Reading.Done) rows.setEnd(row, end, Flag.EndDone);
  }

  #countRefusal(row: number, end: number): void {
    this.#rows.countShown(row, end);
    if (this.#rows.shown(row, end) >= MAX_SHOWN) this.#rows.setEnd(row, end, Flag.EndDone);
  }

  #decide(packet: Packet, row: number, recognisers: readonly Recogniser[]): boolean {
    const rows = this.#rows;
    const payload = this.#payload;
    const end = packet.isFromSecondEndpoint ? 1 : 0;
    payload.count = rows.shown(row, end);
    payload.memory = rows.memory(row, end);
    payload.otherMemory = rows.memory(row, 1 - end);
    this.#isPerhaps = false;
    let found: number = NOT_MINE;
    for (let index = 0; index < recognisers.length && found < 0; index += 1) {
      found = recognisers[index]!(payload);
      if (found === PERHAPS) this.#isPerhaps = true;
    }
    rows.setMemory(row, end, payload.memory);
    if (found < 0) return false;
    if (rows.has(row, Flag.Restarted)) return this.#goInside(row, found as AppProtocol);
    rows.setProtocol(row, found as AppProtocol, Basis.Payload);
    rows.set(row, Flag.Decided);
    return true;
  }

  /** TLS inside another protocol leaves that its name: mail is still mail. What a proxy was asked to connect is what it connects to. */
  #goInside(row: number, inside: AppProtocol): boolean {
    const rows = this.#rows;
    const outside = rows.protocol(row);
    rows.clear(row, Flag.Restarted);
    if (outside === AppProtocol.Http || outside === AppProtocol.Socks) {
      // To HTTP/2 a connection may be upgraded; of a proxy that was asked to connect, the request has said so.
      if (outside === AppProtocol.Socks || inside !== AppProtocol.Http2) rows.set(row, Flag.Relayed);
      rows.setProtocol(row, inside, Basis.Payload);
    } else if (inside === AppProtocol.Tls) {
      rows.set(row, Flag.Inside);
    } else {
      rows.setProtocol(row, inside, Basis.Payload);
    }
    return true;
  }

  #readerOf(row: number): StreamReader | undefined {
    const rows = this.#rows;
    return this.#options.streamReaders[rows.has(row, Flag.Inside) ? AppProtocol.Tls : rows.protocol(row)];
  }

  #finish(row: number): void {
    this.#rows.setEnd(row, 0, Flag.EndDone);
    this.#rows.setEnd(row, 1, Flag.EndDone);
  }
}

/** Whether a packet opens a connection, perhaps another one between the ports of one that was looked into. */
export function opensConnection(packet: Packet): boolean {
  return (packet.tcpFlags & (TcpFlag.Syn | TcpFlag.Ack)) === TcpFlag.Syn;
}

// RFC 768.
const UDP_HEADER_LENGTH = 8;

/** Where a datagram's payload starts: the decoders look into some by their port, which decides nothing. -1 for what is no datagram. */
function datagramStart({ protocols, offsets, layerCount, cursor }: Packet): number {
  const last = protocols[layerCount - 1];
  if (last === Protocol.Udp) return cursor;
  const isGuessed = last === Protocol.OpenVpn && layerCount >= 2 && protocols[layerCount - 2] === Protocol.Udp;
  return isGuessed ? offsets[layerCount - 2]! + UDP_HEADER_LENGTH : -1;
}
