// RFC 7348, section 5; the group policy extension (draft-smith-vxlan-group-policy) uses bits that are reserved here.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint24 } from '../read.ts';
import { TunnelType } from '../tunnel-type.ts';

const FLAGS = 0;
const NETWORK_IDENTIFIER = 4;
const HEADER_LENGTH = 8;

const IDENTIFIER_VALID = 0x08;

export function decodeVxlan(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Vxlan);
  if ((bytes[start + FLAGS]! & IDENTIFIER_VALID) === 0) return packet.stop(Problem.FlagsInvalid, Protocol.Vxlan);

  packet.enterLayer(Protocol.Vxlan, HEADER_LENGTH);
  packet.enterIdentifiedTunnel(TunnelType.Vxlan, readUint24(bytes, start + NETWORK_IDENTIFIER));
  return Protocol.Ethernet;
}
