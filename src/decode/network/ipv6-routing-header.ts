// RFC 8200, section 4.4: a way to go on from the header's destination. Mobile IPv6: RFC 6275, section 6.4; segments: RFC 8754, section 2.
import type { Packet } from '../packet.ts';
import { Protocol } from '../protocol.ts';
import { decodeExtension } from './ipv6-extensions.ts';

const ROUTING_TYPE = 2;
const SEGMENTS_LEFT = 3;
/** In both types: the home address, or the first of the list, which is the last segment to go to. */
const FINAL_DESTINATION = 8;
const SHORTEST_WITH_ADDRESS = 24;

/** Type 0 is not followed: who gets it with segments left discards it (RFC 5095). Type 3 stays within its own network (RFC 6554). */
const MOBILE = 2;
const SEGMENT_ROUTING = 4;

export function decodeRoutingHeader(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  const next = decodeExtension(bytes, packet, Protocol.RoutingHeader);
  const isWholeWithAddress = packet.cursor - start >= SHORTEST_WITH_ADDRESS;
  if (isWholeWithAddress && leadsOn(bytes, start)) packet.routeTo(start + FINAL_DESTINATION);
  return next;
}

function leadsOn(bytes: Uint8Array, start: number): boolean {
  const type = bytes[start + ROUTING_TYPE];
  return (type === MOBILE || type === SEGMENT_ROUTING) && bytes[start + SEGMENTS_LEFT] !== 0;
}
