// Runs once per segment of a connection that is still looked into: allocate nothing.

import type { Packet } from '../decode/packet.ts';
import { readInt32 } from '../decode/read.ts';
import { TcpFlag } from '../decode/transport/tcp.ts';

// RFC 9293, section 3.1.
const SEQUENCE_NUMBER = 4;
/** The packet that the shortest Ethernet frame has room for, untagged and tagged (IEEE 802.3, 3.2.8). */
const SHORTEST_PACKET = 46;
const SHORTEST_PACKET_TAGGED = 42;

/** The number of the payload's first byte: a SYN has one of its own before it. */
export function sequenceOf({ bytes, offsets, layerCount, tcpFlags }: Packet): number {
  const sequence = readInt32(bytes, offsets[layerCount - 1]! + SEQUENCE_NUMBER);
  return (tcpFlags & TcpFlag.Syn) === 0 ? sequence : (sequence + 1) | 0;
}

/**
 * Whether the payload is what fills a short frame up, behind an acknowledgment: some senders count it in. Then the packet is as long as the
 * shortest there is; zeros in a packet of another length are a stream's own, sent a few bytes at a time.
 */
export function isPadding(packet: Packet): boolean {
  const length = packet.wireEnd - packet.offsets[packet.ipLayer]!;
  return (length === SHORTEST_PACKET || length === SHORTEST_PACKET_TAGGED) && hasZerosUnpushed(packet);
}

/**
 * Whether the payload may be the one byte that keeps a connection alive, which is none of the stream's (RFC 9293, section 3.8.4). Its sequence
 * number says so, once the stream's are known.
 */
export function mayKeepAlive(packet: Packet): boolean {
  return packet.wireEnd - packet.cursor === 1 && hasZerosUnpushed(packet);
}

function hasZerosUnpushed({ bytes, cursor, end, tcpFlags }: Packet): boolean {
  if ((tcpFlags & TcpFlag.Psh) !== 0) return false;
  for (let at = cursor; at < end; at += 1) if (bytes[at] !== 0) return false;
  return true;
}
