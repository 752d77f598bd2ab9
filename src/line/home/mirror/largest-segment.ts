// Runs for SYNs only: allocate nothing.

import type { Packet } from '../../../decode/packet.ts';
import { Protocol } from '../../../decode/protocol.ts';
import { readUint16 } from '../../../decode/read.ts';

// RFC 9293, section 3.1.
const OPTIONS = 20;
const END_OF_LIST = 0;
const NO_OPERATION = 1;
const MAXIMUM_SEGMENT_SIZE = 2;

/** The largest segment that a SYN says its sender takes; 0 where it says nothing. */
export function largestSegment(packet: Packet): number {
  const last = packet.layerCount - 1;
  if (packet.protocols[last] !== Protocol.Tcp) return 0;
  const { bytes } = packet;
  const end = Math.min(packet.cursor, packet.end);
  let at = packet.offsets[last]! + OPTIONS;
  while (at + 1 < end && bytes[at] !== END_OF_LIST) {
    if (bytes[at] === NO_OPERATION) {
      at += 1;
      continue;
    }
    const length = bytes[at + 1]!;
    if (length < 2 || at + length > end) return 0;
    if (bytes[at] === MAXIMUM_SEGMENT_SIZE && length === 4) return readUint16(bytes, at + 2);
    at += length;
  }
  return 0;
}
