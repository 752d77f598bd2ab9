// https://www.tcpdump.org/linktypes/LINKTYPE_NFLOG.html
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16, readUint16LittleEndian } from '../read.ts';
import { protocolOfEtherType } from './ether-types.ts';

const FAMILY = 0;
const VERSION = 1;
const FIXED_LENGTH = 4;

/** Of each attribute: its length counts these four bytes, but not the padding to a multiple of four that follows it. */
const ATTRIBUTE_LENGTH = 0;
const ATTRIBUTE_TYPE = 2;
const ATTRIBUTE_VALUE = 4;

const TYPE_PACKET_HEADER = 1;
const TYPE_PAYLOAD = 9;

/** Linux's address families. Others (bridge, ARP, netdev) have the EtherType in the packet header attribute. */
const FAMILY_IPV4 = 2;
const FAMILY_IPV6 = 10;

export function decodeNflog(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  const { end } = packet;
  if (end - start < FIXED_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Nflog);
  if (bytes[start + VERSION] !== 0) return packet.stop(Problem.VersionInvalid, Protocol.Nflog);

  let etherType = 0;
  let at = start + FIXED_LENGTH;
  while (at < end) {
    if (end - at < ATTRIBUTE_VALUE) return packet.stop(Problem.HeaderTruncated, Protocol.Nflog);
    const length = readHostUint16(bytes, at, ATTRIBUTE_LENGTH);
    if (length < ATTRIBUTE_VALUE) return packet.stop(Problem.LengthInvalid, Protocol.Nflog);
    const type = readHostUint16(bytes, at, ATTRIBUTE_TYPE);
    if (type === TYPE_PAYLOAD) {
      const family = bytes[start + FAMILY]!;
      packet.enterLayer(Protocol.Nflog, at + ATTRIBUTE_VALUE - start);
      packet.narrow(at + length);
      return protocolOfFamily(packet, family, etherType);
    }
    if (length > end - at) return packet.stop(Problem.HeaderTruncated, Protocol.Nflog);
    if (type === TYPE_PACKET_HEADER && length >= ATTRIBUTE_VALUE + 2) etherType = readUint16(bytes, at + ATTRIBUTE_VALUE);
    at += (length + 3) & ~3;
  }

  // The last attribute's padding may be missing, but not the whole rest of a frame that was cut.
  if (end < packet.wireEnd) return packet.stop(Problem.HeaderTruncated, Protocol.Nflog);
  packet.enterLayer(Protocol.Nflog, end - start);
  return Protocol.None;
}

/** Attribute fields are in the byte order of the host that captured. Types are between 1 and 255, so theirs shows which that is. */
function readHostUint16(bytes: Uint8Array, attribute: number, field: number): number {
  const isBigEndian = bytes[attribute + ATTRIBUTE_TYPE] === 0;
  return isBigEndian ? readUint16(bytes, attribute + field) : readUint16LittleEndian(bytes, attribute + field);
}

function protocolOfFamily(packet: Packet, family: number, etherType: number): Protocol {
  if (family === FAMILY_IPV4) return Protocol.Ipv4;
  if (family === FAMILY_IPV6) return Protocol.Ipv6;
  return etherType === 0 ? packet.leaveUnknown(Protocol.Nflog, family) : protocolOfEtherType(packet, Protocol.Nflog, etherType);
}
