// Runs once per datagram in which a connection may say hello.

import type { Packet } from '../../decode/packet.ts';
import { readUint24 } from '../../decode/read.ts';
import type { DatagramReader, Payload } from '../payload.ts';
import { Reading } from '../stream-view.ts';
import { AttemptBudget } from './attempt-budget.ts';
import { ConnectionTable, type QuicConnection } from './connection-table.ts';
import { readCryptoFrames } from './crypto-frames.ts';
import { CryptoStream, LARGEST_STREAM } from './crypto-stream.ts';
import { deriveInitialKeys, type InitialKeys } from './initial-keys.ts';
import { FIXED_BIT, LONG_FORM, LongHeader } from './long-header.ts';
import { canOpen, openInitial } from './open-initial.ts';
import { initialProtectionsOf, PacketType } from './quic-version.ts';

/** After so many keys tried on a conversation's packets there is no other packet: a flood of garbage costs no more than that. */
const MOST_ATTEMPTS = 8;
/** No client needs as many datagrams to say hello; they are counted no further. */
const MOST_DATAGRAMS = 15;
/** In bytes. Servers ignore Initial packets of clients in smaller datagrams (RFC 9000, section 14.1), so no connection begins with one. */
const SMALLEST_INITIAL_DATAGRAM = 1200;
/** A handshake message's type and length (RFC 8446, section 4). */
const MESSAGE_LENGTH = 1;
const MESSAGE_HEADER_LENGTH = 4;
const CLIENT_HELLO = 1;

export interface QuicReaderOptions {
  /**
   * Called once per connection with the ClientHello's body, `bytes[start, end)`, behind the header of its message: as soon as it is whole, or with
   * its beginning when the rest did not come. `bytes` are valid until the callback returns; `packet` is the frame that brought the last of them.
   */
  readonly onClientHello: (bytes: Uint8Array, start: number, end: number, packet: Packet) => void;
  /** Called for a packet that is not looked into, because too many came within a second. */
  readonly onUnopened?: () => void;
}

/**
 * Reads what clients say in Initial packets of QUIC versions 1 and 2 and of the drafts (RFC 9000, 9001, 9369).
 *
 * Keys follow from the Destination Connection ID of the client's first packet, and from that of its first after a Retry. Neither has to be recognised:
 * a packet that its own connection id opens began a connection, every other one is opened by the keys that are known. A server's never opens.
 */
export class QuicReader implements DatagramReader {
  readonly #onClientHello: QuicReaderOptions['onClientHello'];
  readonly #onUnopened: QuicReaderOptions['onUnopened'];
  readonly #budget = new AttemptBudget();
  readonly #connections = new ConnectionTable();
  readonly #header = new LongHeader();

  constructor(options: QuicReaderOptions) {
    this.#onClientHello = options.onClientHello;
    this.#onUnopened = options.onUnopened;
  }

  read(payload: Payload, packet: Packet): Reading {
    const header = this.#header;
    let at = payload.start;
    if (at < payload.end && isShortHeader(payload.bytes[at]!)) return this.#readLater(payload, packet);
    // Packets may share a datagram, and clients pad behind them with what is none (RFC 9000, sections 12.2 and 14.1).
    while (at < payload.end && header.read(payload, at)) {
      if (header.type === PacketType.Handshake) return this.#readLater(payload, packet);
      if (header.type === PacketType.Initial && canOpen(header, payload.end)) {
        if (this.#readInitial(payload, packet) === Reading.Done) return Reading.Done;
      }
      at = header.end;
    }
    return payload.count < MOST_DATAGRAMS ? Reading.More : this.#giveUp(packet);
  }

  /** A client that sends packets other than Initial ones, but for 0-RTT, has said hello. Of who is not known to be the client nothing follows. */
  #readLater(payload: Payload, packet: Packet): Reading {
    const connection = this.#connections.find(packet);
    const isClient = connection?.keys !== undefined && connection.isClientSecond === packet.isFromSecondEndpoint;
    return !isClient && payload.count < MOST_DATAGRAMS ? Reading.More : this.#giveUp(packet);
  }

  #readInitial(payload: Payload, packet: Packet): Reading {
    if (payload.wireEnd - payload.start < SMALLEST_INITIAL_DATAGRAM) return Reading.More;
    const known = this.#connections.find(packet);
    if (known?.keys !== undefined && known.isClientSecond !== packet.isFromSecondEndpoint) return Reading.More;
    if (!this.#budget.take(packet.timestampMicros)) {
      this.#onUnopened?.();
      return Reading.More;
    }
    const connection = known ?? this.#connections.open(packet);

    const frames = this.#open(payload, packet, connection);
    if (frames !== undefined) {
      readCryptoFrames(frames, connection.stream);
      if (this.#tellWhole(connection.stream, packet)) return Reading.Done;
    }
    return connection.attempts < MOST_ATTEMPTS ? Reading.More : this.#giveUp(packet);
  }

  /** The packet's frames, by the keys that are known or by those of its own connection id. */
  #open({ bytes }: Payload, packet: Packet, connection: QuicConnection): Uint8Array | undefined {
    const header = this.#header;
    if (connection.keys !== undefined) {
      const frames = this.#attempt(bytes, connection, connection.keys);
      if (frames !== undefined) return frames;
    }
    const connectionId = bytes.subarray(header.destinationStart, header.destinationEnd);
    for (const protection of initialProtectionsOf(header.version)) {
      const keys = deriveInitialKeys(protection, connectionId);
      const frames = this.#attempt(bytes, connection, keys);
      if (frames === undefined) continue;
      // What came under other keys is of a connection that was given up, or is said again after a Retry (RFC 9000, section 17.2.5.2).
      connection.stream = new CryptoStream();
      connection.keys = keys;
      connection.isClientSecond = packet.isFromSecondEndpoint;
      return frames;
    }
    return undefined;
  }

  #attempt(bytes: Uint8Array, connection: QuicConnection, keys: InitialKeys): Uint8Array | undefined {
    connection.attempts += 1;
    return openInitial(bytes, this.#header, keys);
  }

  /** Tells of the hello if all of it is there. Whether the connection is done with. */
  #tellWhole(stream: CryptoStream, packet: Packet): boolean {
    if (stream.length < MESSAGE_HEADER_LENGTH) return false;
    const end = MESSAGE_HEADER_LENGTH + readUint24(stream.bytes, MESSAGE_LENGTH);
    if (stream.length < Math.min(end, LARGEST_STREAM)) return false;
    this.#tell(stream, packet);
    return true;
  }

  /** Tells of what there is of the hello, if there is any. */
  #giveUp(packet: Packet): Reading {
    const connection = this.#connections.find(packet);
    if (connection !== undefined) this.#tell(connection.stream, packet);
    return Reading.Done;
  }

  #tell({ bytes, length }: CryptoStream, packet: Packet): void {
    this.#connections.close(packet);
    if (length <= MESSAGE_HEADER_LENGTH || bytes[0] !== CLIENT_HELLO) return;
    const end = MESSAGE_HEADER_LENGTH + readUint24(bytes, MESSAGE_LENGTH);
    this.#onClientHello(bytes, MESSAGE_HEADER_LENGTH, Math.min(end, length), packet);
  }
}

function isShortHeader(firstByte: number): boolean {
  return (firstByte & (LONG_FORM | FIXED_BIT)) === FIXED_BIT;
}
