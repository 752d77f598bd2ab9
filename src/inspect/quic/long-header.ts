// Runs once per packet in a connection's first datagrams: allocate nothing.

import { readUint32 } from '../../decode/read.ts';
import type { Payload } from '../payload.ts';
import { initialProtectionsOf, PacketType, packetTypeOf } from './quic-version.ts';
import { CUT, VarintCursor } from './varint-cursor.ts';

/** The first byte's uppermost bit: a long header (RFC 8999, section 5.1). */
export const LONG_FORM = 0x80;
/** The bit below it, which is 1 but in Version Negotiation (RFC 9000, section 17.2). */
export const FIXED_BIT = 0x40;
export const VERSION = 1;
export const DESTINATION_LENGTH = 5;
/** The connection ids' longest, in versions that this knows (RFC 9000, section 17.2). */
export const LONGEST_CONNECTION_ID = 20;

/** A long header with a length, as Initial, 0-RTT and Handshake packets have it. All offsets are positions in the payload's bytes. */
export class LongHeader {
  version = 0;
  type: PacketType = PacketType.Initial;
  start = 0;
  destinationStart = 0;
  destinationEnd = 0;
  /** Where the protected packet number begins. */
  packetNumberStart = 0;
  /** One past the packet's last byte on the wire, which may not have been captured. */
  end = 0;
  readonly #cursor = new VarintCursor();

  /**
   * Reads the header at `start`, which is within the payload. False where there is none, or it is not whole, not believable, of another version or
   * without a length: then nothing can be said of what follows either.
   */
  read(payload: Payload, start: number): boolean {
    const { bytes, end } = payload;
    if (end - start <= DESTINATION_LENGTH || (bytes[start]! & LONG_FORM) === 0) return false;
    this.start = start;
    this.version = readUint32(bytes, start + VERSION);
    this.type = packetTypeOf(this.version, bytes[start]!);
    if (this.type === PacketType.Retry || initialProtectionsOf(this.version).length === 0) return false;

    const cursor = this.#cursor;
    cursor.stand(bytes, start + DESTINATION_LENGTH, end);
    if (!skipConnectionId(cursor)) return false;
    this.destinationStart = start + DESTINATION_LENGTH + 1;
    this.destinationEnd = cursor.at;
    if (!skipConnectionId(cursor)) return false;
    if (this.type === PacketType.Initial && !skipToken(cursor)) return false;

    const length = cursor.next();
    if (length === CUT || length > payload.wireEnd - cursor.at) return false;
    this.packetNumberStart = cursor.at;
    this.end = cursor.at + length;
    return true;
  }
}

function skipConnectionId(cursor: VarintCursor): boolean {
  if (cursor.at >= cursor.end) return false;
  const length = cursor.bytes[cursor.at]!;
  return length <= LONGEST_CONNECTION_ID && cursor.skip(1 + length);
}

function skipToken(cursor: VarintCursor): boolean {
  const length = cursor.next();
  return length !== CUT && cursor.skip(length);
}
