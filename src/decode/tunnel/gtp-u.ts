// 3GPP TS 29.281, section 5.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readInt32, readUint16 } from '../read.ts';
import { TunnelType } from '../tunnel-type.ts';

const FLAGS = 0;
const MESSAGE_TYPE = 1;
/** Of all that follows the mandatory header. */
const LENGTH = 2;
const TUNNEL_ENDPOINT_IDENTIFIER = 4;
const HEADER_LENGTH = 8;
/** Sequence number, N-PDU number and next extension header type: all there as soon as one of them is used. */
const OPTIONAL_LENGTH = 4;

const VERSION_AND_TYPE_MASK = 0xf0;
/** Version 1 and GTP, not GTP'. */
const VERSION_1_GTP = 0x30;
const ANY_OPTIONAL_FIELD = 0x07;
const EXTENSION_HEADER = 0x04;
const EXTENSION_LENGTH_UNIT = 4;
const NO_MORE_EXTENSIONS = 0;
const LENGTH_INVALID = -1;

/** A user's packet; all other messages are between the tunnel's ends. */
const T_PDU = 255;

export function decodeGtpU(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.GtpU);
  const flags = bytes[start + FLAGS]!;
  if ((flags & VERSION_AND_TYPE_MASK) !== VERSION_1_GTP) return packet.stop(Problem.VersionInvalid, Protocol.GtpU);
  const claimedEnd = start + HEADER_LENGTH + readUint16(bytes, start + LENGTH);
  const headerEnd = endOfHeader(bytes, packet, flags);
  if (headerEnd === LENGTH_INVALID || headerEnd > claimedEnd) return packet.stop(Problem.LengthInvalid, Protocol.GtpU);

  packet.enterLayer(Protocol.GtpU, headerEnd - start);
  packet.narrow(claimedEnd);
  packet.enterIdentifiedTunnel(TunnelType.GtpU, readInt32(bytes, start + TUNNEL_ENDPOINT_IDENTIFIER));
  // The identifier stands before the optional fields: it holds even where those are cut.
  if (packet.cursor > packet.end) return packet.stopInside(Protocol.GtpU);
  return bytes[start + MESSAGE_TYPE] === T_PDU ? protocolOfUserPacket(bytes, packet) : Protocol.None;
}

/** Where the header with its chain of extension headers ends, `LENGTH_INVALID`, or somewhere past the packet's end if it is cut. */
function endOfHeader(bytes: Uint8Array, packet: Packet, flags: number): number {
  let headerEnd = packet.cursor + HEADER_LENGTH;
  if ((flags & ANY_OPTIONAL_FIELD) === 0) return headerEnd;
  headerEnd += OPTIONAL_LENGTH;
  if ((flags & EXTENSION_HEADER) === 0) return headerEnd;

  // Each header's last byte is the type of the next one; each extension header's first byte is its length.
  while (headerEnd <= packet.end && bytes[headerEnd - 1] !== NO_MORE_EXTENSIONS) {
    if (headerEnd === packet.end) return headerEnd + 1;
    const length = bytes[headerEnd]!;
    if (length === 0) return LENGTH_INVALID;
    headerEnd += length * EXTENSION_LENGTH_UNIT;
  }
  return headerEnd;
}

/** The header does not say what the user sends. What is neither IP version (PPP, Ethernet, non-IP) is left alone. */
function protocolOfUserPacket(bytes: Uint8Array, packet: Packet): Protocol {
  if (packet.cursor === packet.end) return packet.stop(Problem.HeaderTruncated, Protocol.GtpU);
  const nibble = bytes[packet.cursor]! >>> 4;
  if (nibble === 4) return Protocol.Ipv4;
  return nibble === 6 ? Protocol.Ipv6 : Protocol.None;
}
