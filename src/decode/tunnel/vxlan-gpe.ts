// draft-ietf-nvo3-vxlan-gpe-13, section 3.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint24 } from '../read.ts';
import { TunnelType } from '../tunnel-type.ts';

const FLAGS = 0;
const NEXT_PROTOCOL = 3;
const NETWORK_IDENTIFIER = 4;
const HEADER_LENGTH = 8;

const VERSION_MASK = 0x30;
const IDENTIFIER_VALID = 0x08;
const NEXT_PROTOCOL_PRESENT = 0x04;

/** Section 3.2; MPLS from the draft's earlier versions. */
const BY_NEXT_PROTOCOL: readonly Protocol[] = [
  Protocol.None,
  Protocol.Ipv4,
  Protocol.Ipv6,
  Protocol.Ethernet,
  Protocol.NetworkServiceHeader,
  Protocol.Mpls,
];

export function decodeVxlanGpe(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.VxlanGpe);
  const flags = bytes[start + FLAGS]!;
  if ((flags & VERSION_MASK) !== 0) return packet.stop(Problem.VersionInvalid, Protocol.VxlanGpe);
  if ((flags & IDENTIFIER_VALID) === 0) return packet.stop(Problem.FlagsInvalid, Protocol.VxlanGpe);

  packet.enterLayer(Protocol.VxlanGpe, HEADER_LENGTH);
  packet.enterIdentifiedTunnel(TunnelType.VxlanGpe, readUint24(bytes, start + NETWORK_IDENTIFIER));
  // Without the flag it is plain VXLAN.
  if ((flags & NEXT_PROTOCOL_PRESENT) === 0) return Protocol.Ethernet;
  const nextProtocol = bytes[start + NEXT_PROTOCOL]!;
  return (BY_NEXT_PROTOCOL[nextProtocol] || packet.leaveUnknown(Protocol.VxlanGpe, nextProtocol)) as Protocol;
}
