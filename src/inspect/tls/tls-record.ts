// Runs a few times per connection: allocate nothing.

import { readUint16 } from '../../decode/read.ts';

// RFC 8446, section 5.1; heartbeats: RFC 6520.
export const ContentType = {
  ChangeCipherSpec: 20,
  Alert: 21,
  Handshake: 22,
  ApplicationData: 23,
  Heartbeat: 24,
} as const;

const VERSION = 1;
const LENGTH = 3;
export const RECORD_HEADER = 5;
const MAJOR_VERSION = 3;
/** TLS 1.3 calls itself 1.2 in records; no one has seen a higher number, and one more does no harm. */
const HIGHEST_MINOR_VERSION = 4;
/** RFC 5246, section 6.2.3: 2^14 bytes, and up to 2,048 for what protects them. */
export const LONGEST_RECORD = (1 << 14) + 2048;

/** RFC 8446, section 4: the type, then three bytes of length. */
export const HANDSHAKE_HEADER = 4;
/** Some of the handshake messages, those of DTLS included. */
export const HandshakeType = {
  ClientHello: 1,
  ServerHello: 2,
  /** No common message has a higher number. */
  KeyUpdate: 24,
} as const;

/** Whether the bytes there are at `at`, as far as they reach, can begin a record: of a known type, of SSL 3.0 or TLS, neither empty nor too long. */
export function canBeRecord(bytes: Uint8Array, at: number, end: number): boolean {
  if (at < end && !isContentType(bytes[at]!)) return false;
  if (at + VERSION < end && bytes[at + VERSION] !== MAJOR_VERSION) return false;
  if (at + VERSION + 1 < end && bytes[at + VERSION + 1]! > HIGHEST_MINOR_VERSION) return false;
  if (at + RECORD_HEADER > end) return true;
  const length = recordLength(bytes, at);
  return length > 0 && length <= LONGEST_RECORD;
}

/** How many bytes follow the header of the record at `at`, which is there. */
export function recordLength(bytes: Uint8Array, at: number): number {
  return readUint16(bytes, at + LENGTH);
}

export function isContentType(value: number): boolean {
  return value >= ContentType.ChangeCipherSpec && value <= ContentType.Heartbeat;
}
