// RFC 8200, section 3.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { protocolOfIpProtocol } from './ip-protocols.ts';

const VERSION = 0;
const PAYLOAD_LENGTH = 4;
const NEXT_HEADER = 6;
export const IPV6_SOURCE = 8;
export const IPV6_DESTINATION = 24;
const HEADER_LENGTH = 40;

export function decodeIpv6(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Ipv6);
  if (bytes[start + VERSION]! >>> 4 !== 6) return packet.stop(Problem.VersionInvalid, Protocol.Ipv6);

  packet.enterIpLayer(Protocol.Ipv6, HEADER_LENGTH);
  // Zero is a jumbogram (RFC 2675) or what segmentation offload leaves: the packet is as long as its frame.
  const payloadLength = readUint16(bytes, start + PAYLOAD_LENGTH);
  if (payloadLength !== 0) packet.narrow(start + HEADER_LENGTH + payloadLength);
  return protocolOfIpProtocol(packet, bytes[start + NEXT_HEADER]!);
}
