// Cisco's VN-Tag was proposed to IEEE 802.1 as the tag of port extenders, which became the E-Tag: destination and source virtual interface.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { protocolOfTypeOrLength } from './ethernet.ts';

const TYPE_OR_LENGTH = 4;
const HEADER_LENGTH = 6;

export function decodeVnTag(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.VnTag);

  packet.enterLayer(Protocol.VnTag, HEADER_LENGTH);
  return protocolOfTypeOrLength(packet, Protocol.VnTag, readUint16(bytes, start + TYPE_OR_LENGTH));
}
