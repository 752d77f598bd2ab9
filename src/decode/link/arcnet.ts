// RFC 1201, section 2 (ARCNET with fragments); RFC 1051 (without); RFC 2497 (IPv6). How captures have it:
// https://www.tcpdump.org/linktypes/LINKTYPE_ARCNET_LINUX.html; LINKTYPE_ARCNET_BSD is the same without the offset.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';

/** Behind source and destination, and Linux's offset behind those. */
const PROTOCOL_ID = 2;
const PROTOCOL_ID_LINUX = 4;

/** All but those of RFC 1051 are followed by a split flag and a sequence number. */
const UNSPLIT_IPV4 = 240;
const UNSPLIT_ARP = 241;
const SPLIT_LENGTH = 3;
/** The split flag of an exception: padding with another split flag and sequence number behind it. */
const EXCEPTION = 0xff;
const EXCEPTION_LENGTH = 4;
/** Split flags: zero for a packet that is whole, odd for the first part. */
const FIRST_PART = 0x01;

const BY_PROTOCOL_ID: Readonly<Record<number, Protocol>> = {
  196: Protocol.Ipv6,
  212: Protocol.Ipv4,
  213: Protocol.Arp,
  [UNSPLIT_IPV4]: Protocol.Ipv4,
  [UNSPLIT_ARP]: Protocol.Arp,
};

const TABLE = new Uint8Array(0x100);
for (const [protocolId, protocol] of Object.entries(BY_PROTOCOL_ID)) TABLE[Number(protocolId)] = protocol;

export function decodeArcnet(bytes: Uint8Array, packet: Packet): Protocol {
  return decode(bytes, packet, Protocol.Arcnet);
}

export function decodeArcnetLinux(bytes: Uint8Array, packet: Packet): Protocol {
  return decode(bytes, packet, Protocol.ArcnetLinux);
}

function decode(bytes: Uint8Array, packet: Packet, protocol: Protocol): Protocol {
  const start = packet.cursor;
  let at = start + (protocol === Protocol.ArcnetLinux ? PROTOCOL_ID_LINUX : PROTOCOL_ID);
  if (packet.end <= at) return packet.stop(Problem.HeaderTruncated, protocol);
  const protocolId = bytes[at]!;
  at += 1;
  let splitFlag = 0;
  if (protocolId !== UNSPLIT_IPV4 && protocolId !== UNSPLIT_ARP) {
    if (packet.end > at && bytes[at] === EXCEPTION) at += EXCEPTION_LENGTH;
    if (packet.end - at < SPLIT_LENGTH) return packet.stop(Problem.HeaderTruncated, protocol);
    splitFlag = bytes[at]!;
    at += SPLIT_LENGTH;
  }

  packet.enterLayer(protocol, at - start);
  if (splitFlag !== 0) {
    if ((splitFlag & FIRST_PART) === 0) return Protocol.None;
    packet.markFirstPart();
  }
  const next = TABLE[protocolId] as Protocol;
  return next === Protocol.None ? packet.leaveUnknown(protocol, protocolId) : next;
}
