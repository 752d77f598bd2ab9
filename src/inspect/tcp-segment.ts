// Runs once per segment of a connection that is still looked into: allocate nothing.

import type { Packet } from '../decode/packet.ts';
import { readInt32 } from '../decode/read.ts';
import { TcpFlag } from '../decode/transport/tcp.ts';

// RFC 9293, section 3.1.
const SEQUENCE_NUMBER = 4;
/** No frame is shorter, so short ones are filled up; some senders count the filling in. */
const LONGEST_PADDING = 6;
/** The number of the payload's first byte: a SYN has one of its own before it. */
export function sequenceOf({ bytes, offsets, layerCount, tcpFlags }: Packet): number {
  const sequence = readInt32(bytes, offsets[layerCount - 1]! + SEQUENCE_NUMBER);
  return (tcpFlags & TcpFlag.Syn) === 0 ? sequence : (sequence + 1) | 0;
}

/** Whether the payload is nothing but zeros behind an acknowledgment, where the header says payload begins. */
export function isPadding({ bytes, cursor, end, wireEnd, tcpFlags }: Packet): boolean {
  if (wireEnd - cursor > LONGEST_PADDING || (tcpFlags & TcpFlag.Psh) !== 0) return false;
  for (let at = cursor; at < end; at += 1) if (bytes[at] !== 0) return false;
  return true;
}
