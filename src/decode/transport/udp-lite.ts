// RFC 3828, section 3.1.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { readPorts } from './ports.ts';
import { protocolOfUdpPorts } from './udp-ports.ts';

const CHECKSUM_COVERAGE = 4;
const HEADER_LENGTH = 8;

export function decodeUdpLite(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  readPorts(bytes, packet);
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.UdpLite);
  // In the place of UDP's length, but it ends nothing: how much the checksum protects. Zero is everything.
  const coverage = readUint16(bytes, start + CHECKSUM_COVERAGE);
  if (coverage !== 0 && coverage < HEADER_LENGTH) return packet.stop(Problem.LengthInvalid, Protocol.UdpLite);

  packet.enterLayer(Protocol.UdpLite, HEADER_LENGTH);
  // Over IPv6, CAPWAP's data may come like this (RFC 5415, section 4.6.14); none of the others does.
  return protocolOfUdpPorts(packet) === Protocol.Capwap ? Protocol.Capwap : Protocol.None;
}
