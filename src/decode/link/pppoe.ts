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
  return decodePppoe(bytes, packet, Protocol.PppoeDiscovery);
}

export function decodePppoeSession(bytes: Uint8Array, packet: Packet): Protocol {
  return decodePppoe(bytes, packet, Protocol.PppoeSession);
}

function decodePppoe(bytes: Uint8Array, packet: Packet, protocol: Protocol): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, protocol);
  if (bytes[start + VERSION_AND_TYPE] !== VERSION_1_TYPE_1) return packet.stop(Problem.VersionInvalid, protocol);
  const isSession = protocol === Protocol.PppoeSession;
  if (isSession && bytes[start + CODE] !== CODE_SESSION_DATA) return packet.stop(Problem.CodeInvalid, protocol);

  packet.enterLayer(protocol, HEADER_LENGTH);
  packet.narrow(start + HEADER_LENGTH + readUint16(bytes, start + LENGTH));
  return isSession ? Protocol.Ppp : Protocol.None;
}

/** The session id of the PPPoE header that starts at `offset`; 0 until a PADS has given one. */
export function readPppoeSessionId(bytes: Uint8Array, offset: number): number {
  return readUint16(bytes, offset + SESSION_ID);
}

/** The code of the PPPoE header that starts at `offset`; a `PppoeCode` where it is a discovery packet's. */
export function readPppoeCode(bytes: Uint8Array, offset: number): number {
  return bytes[offset + CODE]!;
}
