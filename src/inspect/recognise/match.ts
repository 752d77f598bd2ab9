import type { Payload } from '../payload.ts';

/** How much of a pattern is there. */
export const Match = { No: 0, Beginning: 1, Whole: 2 } as const;
export type Match = (typeof Match)[keyof typeof Match];

/** The bytes of an ASCII text. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Whether the bytes of `payload` from `offset` on (counted from its start) are `pattern`, or end inside of it. */
export function matchAt(payload: Payload, offset: number, pattern: Uint8Array): Match {
  const start = payload.start + offset;
  const length = Math.min(pattern.length, payload.end - start);
  if (length <= 0) return Match.Beginning;
  for (let index = 0; index < length; index += 1) {
    if (payload.bytes[start + index] !== pattern[index]) return Match.No;
  }
  return length === pattern.length ? Match.Whole : Match.Beginning;
}

/** Whether the whole of `pattern` stands at `offset`. */
export function hasAt(payload: Payload, offset: number, pattern: Uint8Array): boolean {
  return matchAt(payload, offset, pattern) === Match.Whole;
}

/** How many bytes there are to look at. */
export function capturedLength(payload: Payload): number {
  return payload.end - payload.start;
}

/** How long a datagram was on the wire, in bytes. */
export function datagramLength(payload: Payload): number {
  return payload.wireEnd - payload.start;
}

/** Whether either end has the port. It never decides: it lowers what else a recogniser wants to see. */
export function hasPort(payload: Payload, port: number): boolean {
  return payload.sourcePort === port || payload.destinationPort === port;
}

const FIRST_PRINTABLE = 0x20;
const LAST_PRINTABLE = 0x7e;

export function isPrintable(byte: number): boolean {
  return byte >= FIRST_PRINTABLE && byte <= LAST_PRINTABLE;
}

const ZERO = 0x30;
const NINE = 0x39;

export function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
