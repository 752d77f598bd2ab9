// Filled once per TCP segment and reused: allocate nothing.

import { Direction } from '../../decode/direction.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { readUint16 } from '../../decode/read.ts';
import { TcpFlag } from '../../decode/transport/tcp.ts';
import { firstEndOf, secondEndOf } from './connections.ts';

const SEQUENCE_NUMBER = 4;
const ACKNOWLEDGMENT_NUMBER = 8;
const WINDOW = 14;
const OPTIONS = 20;

// RFC 791, section 3.1; RFC 8200, section 3.
const IPV4_LENGTH = 2;
const IPV6_LENGTH = 4;
const IPV6_HEADER = 40;

const END_OF_OPTIONS = 0;
const NO_OPERATION = 1;
const MAXIMUM_SEGMENT_SIZE = 2;
const TIMESTAMPS = 8;
/** RFC 7323, appendix A: two no-operations, then the option, as everybody sends it. */
const ALIGNED_TIMESTAMPS = 0x0101080a;
const ALIGNED_TIMESTAMPS_LENGTH = 12;
const TIMESTAMPS_LENGTH = 10;
const MAXIMUM_SEGMENT_SIZE_LENGTH = 4;

/** The TCP header of a packet, and where its connection is remembered. Sequence numbers are 32 signed bits: compare them with `distance`. */
export class Segment {
  /** Microseconds modulo 2^32. */
  now = 0;
  direction: Direction = Direction.Unknown;
  row = 0;
  /** Where the sending and the receiving end have their words. */
  from = 0;
  to = 0;
  isFromSecond = false;
  sequence = 0;
  acknowledgment = 0;
  /** Payload on the wire. */
  length = 0;
  /** The sequence number behind the segment: SYN and FIN take one (RFC 9293, section 3.4). */
  end = 0;
  flags = 0;
  window = 0;
  /** Whether there is a timestamps option (RFC 7323). */
  hasTimestamps = false;
  timestampValue = 0;
  timestampEcho = 0;
  /** The MSS option of a SYN, or 0. */
  maximumSegmentSize = 0;

  /** Reads the innermost TCP header of `packet`, whose layer is the last on the stack. */
  read(packet: Packet, row: number): void {
    const { view, cursor } = packet;
    const header = packet.offsets[packet.layerCount - 1]!;
    // ToInt32 is the remainder modulo 2^32.
    this.now = packet.timestampMicros | 0;
    this.direction = packet.direction;
    this.row = row;
    this.isFromSecond = packet.isFromSecondEndpoint;
    this.from = packet.isFromSecondEndpoint ? secondEndOf(row) : firstEndOf(row);
    this.to = packet.isFromSecondEndpoint ? firstEndOf(row) : secondEndOf(row);
    this.flags = packet.tcpFlags;
    this.sequence = view.getInt32(header + SEQUENCE_NUMBER);
    this.acknowledgment = view.getInt32(header + ACKNOWLEDGMENT_NUMBER);
    this.window = view.getUint16(header + WINDOW);
    this.length = payloadLength(packet);
    const flags = this.flags;
    this.end = (this.sequence + this.length + ((flags & (TcpFlag.Syn | TcpFlag.Fin)) !== 0 ? 1 : 0)) | 0;
    this.hasTimestamps = false;
    this.maximumSegmentSize = 0;
    const options = header + OPTIONS;
    if (cursor === options) return;
    if (cursor - options >= ALIGNED_TIMESTAMPS_LENGTH && view.getInt32(options) === ALIGNED_TIMESTAMPS) {
      this.hasTimestamps = true;
      this.timestampValue = view.getInt32(options + 4);
      this.timestampEcho = view.getInt32(options + 8);
      if ((flags & TcpFlag.Syn) === 0) return;
    }
    this.#readOptions(packet.bytes, view, options, cursor);
  }

  #readOptions(bytes: Uint8Array, view: DataView, start: number, end: number): void {
    let at = start;
    while (at < end) {
      const kind = bytes[at]!;
      if (kind === END_OF_OPTIONS) return;
      if (kind === NO_OPERATION) {
        at += 1;
        continue;
      }
      const length = at + 1 < end ? bytes[at + 1]! : 0;
      if (length < 2 || at + length > end) return;
      if (kind === TIMESTAMPS && length === TIMESTAMPS_LENGTH) {
        this.hasTimestamps = true;
        this.timestampValue = view.getInt32(at + 2);
        this.timestampEcho = view.getInt32(at + 6);
      } else if (kind === MAXIMUM_SEGMENT_SIZE && length === MAXIMUM_SEGMENT_SIZE_LENGTH) {
        this.maximumSegmentSize = view.getUint16(at + 2);
      }
      at += length;
    }
  }
}

/**
 * Payload on the wire. In a tunnel whose packets are fragmented the inner header still tells how long the segment is of which only the first
 * piece is here.
 */
function payloadLength(packet: Packet): number {
  const { wireEnd, cursor } = packet;
  const here = wireEnd > cursor ? wireEnd - cursor : 0;
  if (packet.tunnelCount === 0) return here;
  const header = packet.offsets[packet.ipLayer]!;
  const isIpv4 = packet.protocols[packet.ipLayer] === Protocol.Ipv4;
  const claimed = isIpv4
    ? readUint16(packet.bytes, header + IPV4_LENGTH)
    : readUint16(packet.bytes, header + IPV6_LENGTH) + IPV6_HEADER;
  return Math.max(here, claimed - (cursor - header));
}

/** How far `a` lies beyond `b` modulo 2^32: negative when `a` comes first (RFC 9293, section 3.4). */
export function distance(a: number, b: number): number {
  return (a - b) | 0;
}
