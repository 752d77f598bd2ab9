// https://www.tcpdump.org/linktypes/LINKTYPE_IPNET.html: how Solaris shows packets, also those between its zones.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';

const VERSION = 0;
const FAMILY = 1;
const HEADER_LENGTH = 24;

const NEWEST_VERSION = 2;
/** Solaris's address families. */
const FAMILY_IPV4 = 2;
const FAMILY_IPV6 = 26;

export function decodeIpnet(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Ipnet);
  const version = bytes[start + VERSION]!;
  if (version === 0 || version > NEWEST_VERSION) return packet.stop(Problem.VersionInvalid, Protocol.Ipnet);

  packet.enterLayer(Protocol.Ipnet, HEADER_LENGTH);
  const family = bytes[start + FAMILY]!;
  if (family === FAMILY_IPV4) return Protocol.Ipv4;
  return family === FAMILY_IPV6 ? Protocol.Ipv6 : packet.leaveUnknown(Protocol.Ipnet, family);
}
