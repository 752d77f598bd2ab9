// https://www.tcpdump.org/linktypes/LINKTYPE_NULL.html and LINKTYPE_LOOP, which differ in the byte order.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint32, readUint32LittleEndian } from '../read.ts';
import { protocolOfEtherType } from './ether-types.ts';

const FAMILY = 0;
const HEADER_LENGTH = 4;

/** An address family is a small number, so one that is not has been written in the other byte order. */
const LARGEST_FAMILY = 0xffff;
/** From here on it is an EtherType: libpcap for Linux once left it and two zeros of a loopback frame's Ethernet header. */
const FIRST_ETHER_TYPE = 0x0600;

/**
 * What is a large number in both byte orders is no address family. Drivers for ISDN lines captured those lines' own framing instead, which
 * starts with address and control: PPP's (RFC 1662, section 3.1), or Cisco's for one station or all (RFC 1547, section 4.3.1).
 */
const SERIAL_FRAMINGS: readonly number[] = [0xff03, 0x0f00, 0x8f00];

/** `AF_INET6` has a number of its own in NetBSD and OpenBSD, FreeBSD, macOS and Linux. */
const BY_FAMILY: Readonly<Record<number, Protocol>> = {
  2: Protocol.Ipv4,
  10: Protocol.Ipv6,
  24: Protocol.Ipv6,
  28: Protocol.Ipv6,
  30: Protocol.Ipv6,
};

const TABLE = new Uint8Array(32);
for (const [family, protocol] of Object.entries(BY_FAMILY)) TABLE[Number(family)] = protocol;

export function decodeNullLoopback(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.NullLoopback);
  const bigEndian = readUint32(bytes, start + FAMILY);
  const family = bigEndian > LARGEST_FAMILY ? readUint32LittleEndian(bytes, start + FAMILY) : bigEndian;
  if (family > LARGEST_FAMILY && SERIAL_FRAMINGS.includes(bigEndian >>> 16)) return Protocol.Ppp;

  packet.enterLayer(Protocol.NullLoopback, HEADER_LENGTH);
  if (bigEndian >= FIRST_ETHER_TYPE && bigEndian <= LARGEST_FAMILY) {
    return protocolOfEtherType(packet, Protocol.NullLoopback, bigEndian);
  }
  const protocol = (family < TABLE.length ? TABLE[family] : Protocol.None) as Protocol;
  return protocol === Protocol.None ? packet.leaveUnknown(Protocol.NullLoopback, family) : protocol;
}
