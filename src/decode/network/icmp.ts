// RFC 792; RFC 4443. The packet quoted in an error is not followed: it is a report of traffic, not traffic.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';

const HEADER_LENGTH = 4;

export function decodeIcmp(_bytes: Uint8Array, packet: Packet): Protocol {
  return decodeControlMessage(packet, Protocol.Icmp);
}

export function decodeIcmpv6(_bytes: Uint8Array, packet: Packet): Protocol {
  return decodeControlMessage(packet, Protocol.Icmpv6);
}

function decodeControlMessage(packet: Packet, protocol: Protocol): Protocol {
  if (packet.end - packet.cursor < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, protocol);

  packet.enterLayer(protocol, HEADER_LENGTH);
  return Protocol.None;
}
