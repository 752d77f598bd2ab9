// https://www.tcpdump.org/linktypes/LINKTYPE_NULL.html and LINKTYPE_LOOP, which differ in the byte order.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint32, readUint32LittleEndian } from '../read.ts';

const FAMILY = 0;
const HEADER_LENGTH = 4;

/** An address family is a small number, so one that is not has been written in the other byte order. */
const LARGEST_FAMILY = 0xffff;

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

  packet.enterLayer(Protocol.NullLoopback, HEADER_LENGTH);
  const bigEndian = readUint32(bytes, start + FAMILY);
  const family = bigEndian > LARGEST_FAMILY ? readUint32LittleEndian(bytes, start + FAMILY) : bigEndian;
  const protocol = (family < TABLE.length ? TABLE[family] : Protocol.None) as Protocol;
  return protocol === Protocol.None ? packet.leaveUnknown(Protocol.NullLoopback, family) : protocol;
}
