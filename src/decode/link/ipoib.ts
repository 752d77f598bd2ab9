// RFC 4391, section 6: IP over InfiniBand.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { isKnownEtherType, protocolOfEtherType } from './ether-types.ts';

/** An EtherType and two bytes that are zero. */
const TYPE = 0;
const RESERVED = 2;
const HEADER_LENGTH = 4;
/** What captures have in front of that: room for a global routing header, or half of it and the destination's link-layer address. */
const ROUTING_LENGTH = 40;

export function decodeIpoib(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Ipoib);
  const header = startsHeader(bytes, start) ? start : start + ROUTING_LENGTH;
  if (packet.end - header < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Ipoib);

  packet.enterLayer(Protocol.Ipoib, header + HEADER_LENGTH - start);
  return protocolOfEtherType(packet, Protocol.Ipoib, readUint16(bytes, header + TYPE));
}

/** Whether the frame starts with the header alone, as https://www.tcpdump.org/linktypes/LINKTYPE_IPOIB.html has it. */
function startsHeader(bytes: Uint8Array, start: number): boolean {
  return isKnownEtherType(readUint16(bytes, start + TYPE)) && readUint16(bytes, start + RESERVED) === 0;
}
