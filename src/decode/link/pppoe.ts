// RFC 2516, section 4.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';

const VERSION_AND_TYPE = 0;
const CODE = 1;
const SESSION_ID = 2;
const LENGTH = 4;
const HEADER_LENGTH = 6;

const VERSION_1_TYPE_1 = 0x11;
const CODE_SESSION_DATA = 0x00;

/** Codes of discovery packets (RFC 2516, section 5). */
export const PppoeCode = { Padi: 0x09, Pado: 0x07, Padr: 0x19, Pads: 0x65, Padt: 0xa7 } as const;

export function decodePppoeDiscovery(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.PppoeDiscovery);
  // Who sets sessions up checks it: nobody answers such a packet.
  if (bytes[start + VERSION_AND_TYPE] !== VERSION_1_TYPE_1) return packet.stop(Problem.VersionInvalid, Protocol.PppoeDiscovery);

  enterPppoe(bytes, packet, Protocol.PppoeDiscovery);
  return Protocol.None;
}

/**
 * What the sender must set to fixed values (sections 4 and 6) is no reason to look away: the RFC does not ask a receiver to check it, and
 * Linux, which many routers and concentrators run, goes by session id and address alone.
 */
export function decodePppoeSession(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.PppoeSession);
  if (bytes[start + VERSION_AND_TYPE] !== VERSION_1_TYPE_1) packet.note(Problem.VersionInvalid, Protocol.PppoeSession);
  else if (bytes[start + CODE] !== CODE_SESSION_DATA) packet.note(Problem.CodeInvalid, Protocol.PppoeSession);

  enterPppoe(bytes, packet, Protocol.PppoeSession);
  return Protocol.Ppp;
}

function enterPppoe(bytes: Uint8Array, packet: Packet, protocol: Protocol): void {
  const start = packet.cursor;
  packet.enterLayer(protocol, HEADER_LENGTH);
  packet.narrow(start + HEADER_LENGTH + readUint16(bytes, start + LENGTH));
}

/** The session id of the PPPoE header that starts at `offset`; 0 until a PADS has given one. */
export function readPppoeSessionId(bytes: Uint8Array, offset: number): number {
  return readUint16(bytes, offset + SESSION_ID);
}

/** The code of the PPPoE header that starts at `offset`; a `PppoeCode` where it is a discovery packet's. */
export function readPppoeCode(bytes: Uint8Array, offset: number): number {
  return bytes[offset + CODE]!;
}
