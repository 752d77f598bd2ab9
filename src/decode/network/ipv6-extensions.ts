// RFC 8200, section 4; RFC 6275 (mobility), RFC 7401 (host identity), RFC 5533 (shim6): all start with next header and length.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16, readUint32 } from '../read.ts';
import { protocolOfIpProtocol } from './ip-protocols.ts';

const NEXT_HEADER = 0;
/** In units of eight bytes, the first eight not counted. */
const LENGTH = 1;
const SMALLEST_LENGTH = 8;

const FRAGMENT_OFFSET_AND_MORE = 2;
const FRAGMENT_IDENTIFICATION = 4;
const FRAGMENT_HEADER_LENGTH = 8;
const MORE_FRAGMENTS_OR_OFFSET = 0xfff9;

export function decodeHopByHopOptions(bytes: Uint8Array, packet: Packet): Protocol {
  return decodeExtension(bytes, packet, Protocol.HopByHopOptions);
}

export function decodeDestinationOptions(bytes: Uint8Array, packet: Packet): Protocol {
  return decodeExtension(bytes, packet, Protocol.DestinationOptions);
}

export function decodeMobilityHeader(bytes: Uint8Array, packet: Packet): Protocol {
  return decodeExtension(bytes, packet, Protocol.MobilityHeader);
}

export function decodeHostIdentity(bytes: Uint8Array, packet: Packet): Protocol {
  return decodeExtension(bytes, packet, Protocol.HostIdentity);
}

export function decodeShim6(bytes: Uint8Array, packet: Packet): Protocol {
  return decodeExtension(bytes, packet, Protocol.Shim6);
}

/** RFC 8200, section 4.5. */
export function decodeFragmentHeader(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < FRAGMENT_HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.FragmentHeader);

  packet.enterLayer(Protocol.FragmentHeader, FRAGMENT_HEADER_LENGTH);
  const nextHeader = bytes[start + NEXT_HEADER]!;
  // Offset zero and no more fragments is a whole packet (RFC 6946).
  const fragment = readUint16(bytes, start + FRAGMENT_OFFSET_AND_MORE) & MORE_FRAGMENTS_OR_OFFSET;
  if (fragment !== 0) {
    packet.markFragment(readUint32(bytes, start + FRAGMENT_IDENTIFICATION) | 0, fragment >>> 3);
    if (packet.isTrailingFragment) {
      packet.ipProtocol = nextHeader;
      return Protocol.None;
    }
  }
  return protocolOfIpProtocol(packet, nextHeader);
}

/** Decodes what all extension headers but the fragment header have in common. */
export function decodeExtension(bytes: Uint8Array, packet: Packet, protocol: Protocol): Protocol {
  const start = packet.cursor;
  if (packet.end - start < SMALLEST_LENGTH) return packet.stop(Problem.HeaderTruncated, protocol);
  const headerLength = SMALLEST_LENGTH + bytes[start + LENGTH]! * 8;
  if (packet.end - start < headerLength) return packet.stop(Problem.HeaderTruncated, protocol);

  packet.enterLayer(protocol, headerLength);
  return protocolOfIpProtocol(packet, bytes[start + NEXT_HEADER]!);
}
