// RFC 4380, section 5.1.1. What is not like this on Teredo's port is not Teredo, and no problem.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { TunnelType } from '../tunnel-type.ts';

const INDICATION_LENGTH = 2;
const ORIGIN = 0x0000;
const ORIGIN_LENGTH = 8;

const AUTHENTICATION = 0x0001;
const CLIENT_IDENTIFIER_LENGTH = 2;
const AUTHENTICATION_VALUE_LENGTH = 3;
/** Indication and both lengths, nonce and confirmation byte. */
const AUTHENTICATION_LENGTH = 13;

const IP_VERSION_6 = 6;

/** The header is what precedes the IPv6 packet: an authentication, an origin, both in this order, or nothing at all. */
export function decodeTeredo(bytes: Uint8Array, packet: Packet): Protocol {
  if (packet.wireEnd === packet.cursor) return Protocol.None;
  const inner = endOfOrigin(bytes, packet, endOfAuthentication(bytes, packet, packet.cursor));
  if (inner >= packet.end) return packet.stop(Problem.HeaderTruncated, Protocol.Teredo);
  if (bytes[inner]! >>> 4 !== IP_VERSION_6) return Protocol.None;

  packet.enterLayer(Protocol.Teredo, inner - packet.cursor);
  packet.enterTunnel(TunnelType.Teredo);
  return Protocol.Ipv6;
}

/** Where an authentication that starts at `at` ends, or `at` itself; the packet's end or beyond if it is cut. */
function endOfAuthentication(bytes: Uint8Array, packet: Packet, at: number): number {
  if (packet.end - at < INDICATION_LENGTH) return packet.end;
  if (readUint16(bytes, at) !== AUTHENTICATION) return at;
  if (packet.end - at < AUTHENTICATION_LENGTH) return packet.end;
  return at + AUTHENTICATION_LENGTH + bytes[at + CLIENT_IDENTIFIER_LENGTH]! + bytes[at + AUTHENTICATION_VALUE_LENGTH]!;
}

function endOfOrigin(bytes: Uint8Array, packet: Packet, at: number): number {
  if (packet.end - at < INDICATION_LENGTH) return packet.end;
  return readUint16(bytes, at) === ORIGIN ? at + ORIGIN_LENGTH : at;
}
