// IEEE 802.1BR-2012, 7.2: between a bridge and its port extenders, which port a frame is from or for.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { protocolOfTypeOrLength } from './ethernet.ts';

/** Behind six bytes of tag control. */
const TYPE_OR_LENGTH = 6;
const HEADER_LENGTH = 8;

export function decodeETag(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.ETag);

  packet.enterLayer(Protocol.ETag, HEADER_LENGTH);
  return protocolOfTypeOrLength(packet, Protocol.ETag, readUint16(bytes, start + TYPE_OR_LENGTH));
}
