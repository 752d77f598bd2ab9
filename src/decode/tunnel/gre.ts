// RFC 2784; RFC 2890 (key and sequence number); RFC 1701 (routing).
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readInt32, readUint16 } from '../read.ts';
import { TunnelType } from '../tunnel-type.ts';
import { protocolOfGreProtocolType } from './gre-protocols.ts';

const FLAGS = 0;
const VERSION = 1;
const PROTOCOL_TYPE = 2;
const HEADER_LENGTH = 4;
/** The optional fields come in this order: checksum and offset, key, sequence number, each a word; then the routing. */
const FIELD_LENGTH = 4;

const CHECKSUM_PRESENT = 0x80;
const ROUTING_PRESENT = 0x40;
const KEY_PRESENT = 0x20;
const SEQUENCE_NUMBER_PRESENT = 0x10;

const VERSION_MASK = 0x07;
const VERSION_OF_PPTP = 1;
const EOIP = 0x6400;

const ROUTE_ADDRESS_FAMILY = 0;
const ROUTE_LENGTH = 3;
const ROUTE_HEADER_LENGTH = 4;

export function decodeGre(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Gre);
  const protocolType = readUint16(bytes, start + PROTOCOL_TYPE);
  const version = bytes[start + VERSION]! & VERSION_MASK;
  if (version === VERSION_OF_PPTP) return protocolType === EOIP ? Protocol.Eoip : Protocol.Pptp;
  if (version !== 0) return packet.stop(Problem.VersionInvalid, Protocol.Gre);

  const flags = bytes[start + FLAGS]!;
  // Either flag brings both halves of the word: checksum and offset of the active route.
  const key = start + HEADER_LENGTH + ((flags & (CHECKSUM_PRESENT | ROUTING_PRESENT)) !== 0 ? FIELD_LENGTH : 0);
  const hasKey = (flags & KEY_PRESENT) !== 0;
  const hasSequenceNumber = (flags & SEQUENCE_NUMBER_PRESENT) !== 0;
  let headerEnd = key + (hasKey ? FIELD_LENGTH : 0) + (hasSequenceNumber ? FIELD_LENGTH : 0);
  if ((flags & ROUTING_PRESENT) !== 0) headerEnd = endOfRouting(bytes, headerEnd, packet.end);
  if (headerEnd > packet.end) return packet.stop(Problem.HeaderTruncated, Protocol.Gre);

  packet.enterLayer(Protocol.Gre, headerEnd - start);
  if (hasKey) packet.enterIdentifiedTunnel(TunnelType.Gre, readInt32(bytes, key));
  else packet.enterTunnel(TunnelType.Gre);
  const next = protocolOfGreProtocolType(packet, protocolType);
  return next === Protocol.ErspanII && !hasSequenceNumber ? Protocol.ErspanI : next;
}

/**
 * Where the list of source route entries at `at` ends: behind its null entry, the first without address family and length (RFC 1701).
 * Past `end` when the list does not end before it.
 */
function endOfRouting(bytes: Uint8Array, at: number, end: number): number {
  let entry = at;
  while (end - entry >= ROUTE_HEADER_LENGTH) {
    const length = bytes[entry + ROUTE_LENGTH]!;
    const isNull = length === 0 && readUint16(bytes, entry + ROUTE_ADDRESS_FAMILY) === 0;
    entry += ROUTE_HEADER_LENGTH + length;
    if (isNull) return entry;
  }
  return end + 1;
}
