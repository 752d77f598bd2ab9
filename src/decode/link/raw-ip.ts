// https://www.tcpdump.org/linktypes.html, LINKTYPE_RAW: no header of its own, so nothing to put on the stack.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';

export function decodeRawIp(bytes: Uint8Array, packet: Packet): Protocol {
  if (packet.cursor >= packet.end) return packet.stop(Problem.HeaderTruncated, Protocol.RawIp);

  const version = bytes[packet.cursor]! >>> 4;
  if (version === 4) return Protocol.Ipv4;
  if (version === 6) return Protocol.Ipv6;
  return packet.stop(Problem.VersionInvalid, Protocol.RawIp);
}
