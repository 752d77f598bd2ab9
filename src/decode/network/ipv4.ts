// RFC 791, section 3.1.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { protocolOfIpProtocol } from './ip-protocols.ts';
import { endOfSourceRoute } from './ipv4-source-route.ts';

const VERSION_AND_HEADER_LENGTH = 0;
const TOTAL_LENGTH = 2;
const IDENTIFICATION = 4;
const FLAGS_AND_FRAGMENT_OFFSET = 6;
const PROTOCOL = 9;
export const IPV4_SOURCE = 12;
export const IPV4_DESTINATION = 16;
const HEADER_LENGTH = 20;

const MORE_FRAGMENTS_OR_OFFSET = 0x3fff;
const FRAGMENT_OFFSET_MASK = 0x1fff;

export function decodeIpv4(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Ipv4);
  const versionAndLength = bytes[start + VERSION_AND_HEADER_LENGTH]!;
  if (versionAndLength >>> 4 !== 4) return packet.stop(Problem.VersionInvalid, Protocol.Ipv4);
  const headerLength = (versionAndLength & 0x0f) * 4;
  if (headerLength < HEADER_LENGTH) return packet.stop(Problem.LengthInvalid, Protocol.Ipv4);
  // Zero is what segmentation offload leaves: the packet is as long as its frame.
  const totalLength = readUint16(bytes, start + TOTAL_LENGTH);
  if (totalLength !== 0 && totalLength < headerLength) return packet.stop(Problem.LengthInvalid, Protocol.Ipv4);

  packet.enterIpLayer(Protocol.Ipv4, headerLength);
  if (totalLength !== 0) packet.narrow(start + totalLength);
  const protocol = bytes[start + PROTOCOL]!;
  if (headerLength > HEADER_LENGTH) {
    // The addresses stand before the options: they hold even where those are cut.
    if (packet.cursor > packet.end) {
      packet.ipProtocol = protocol;
      return packet.stopInside(Protocol.Ipv4);
    }
    const finalDestination = endOfSourceRoute(bytes, start + HEADER_LENGTH, packet.cursor);
    if (finalDestination >= 0) packet.routeTo(finalDestination);
  }

  const fragment = readUint16(bytes, start + FLAGS_AND_FRAGMENT_OFFSET) & MORE_FRAGMENTS_OR_OFFSET;
  if (fragment !== 0) {
    packet.markFragment(readUint16(bytes, start + IDENTIFICATION), fragment & FRAGMENT_OFFSET_MASK);
    if (packet.isTrailingFragment) {
      packet.ipProtocol = protocol;
      return Protocol.None;
    }
  }
  return protocolOfIpProtocol(packet, protocol);
}
