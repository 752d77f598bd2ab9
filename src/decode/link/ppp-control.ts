// RFC 1661, section 5; the same shape in RFC 1332 (IPCP), 5072 (IPV6CP), 1334 (PAP) and 1994 (CHAP).
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';

const LENGTH = 2;
const HEADER_LENGTH = 4;

export function decodeLcp(bytes: Uint8Array, packet: Packet): Protocol {
  return decodePppControl(bytes, packet, Protocol.Lcp);
}

export function decodePap(bytes: Uint8Array, packet: Packet): Protocol {
  return decodePppControl(bytes, packet, Protocol.Pap);
}

export function decodeChap(bytes: Uint8Array, packet: Packet): Protocol {
  return decodePppControl(bytes, packet, Protocol.Chap);
}

export function decodeIpcp(bytes: Uint8Array, packet: Packet): Protocol {
  return decodePppControl(bytes, packet, Protocol.Ipcp);
}

export function decodeIpv6cp(bytes: Uint8Array, packet: Packet): Protocol {
  return decodePppControl(bytes, packet, Protocol.Ipv6cp);
}

function decodePppControl(bytes: Uint8Array, packet: Packet, protocol: Protocol): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, protocol);
  const length = readUint16(bytes, start + LENGTH);
  if (length < HEADER_LENGTH) return packet.stop(Problem.LengthInvalid, protocol);

  packet.enterLayer(protocol, HEADER_LENGTH);
  packet.narrow(start + length);
  return Protocol.None;
}
