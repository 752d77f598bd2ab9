import { readUint16 } from '../../decode/read.ts';
import type { ClientHello } from './client-hello.ts';
import { newestVersionName } from './tls-version.ts';

// The ClientHello of SSL 2.0, in which clients once offered everything up to TLS 1.2 (RFC 5246, appendix E.2). It has neither records nor
// extensions: a length with its highest bit set, the type, the version, three lengths, then what these are the lengths of.
const IS_TWO_BYTE_HEADER = 0x80;
const LENGTH = 0x7fff;
const MESSAGE_TYPE = 2;
const VERSION = 3;
const CIPHER_SPECS_LENGTH = 5;
const SESSION_ID_LENGTH = 7;
const CHALLENGE_LENGTH = 9;
export const SSLV2_HEADER = 11;
/** What the length at the start does not count: itself. */
const LENGTH_BYTES = 2;
const CLIENT_HELLO = 1;
const CIPHER_SPEC = 3;
const SHORTEST_CHALLENGE = 16;
const LONGEST_CHALLENGE = 32;
const SSL_2_0 = 0x0002;
const SSL_3_0 = 0x0300;
const TLS_1_2 = 0x0303;

/** Whether the bytes from `start` on, as far as they reach, can be such a hello. All lengths in it have to agree. */
export function canBeSslV2Hello(bytes: Uint8Array, start: number, end: number): boolean {
  if (start < end && (bytes[start]! & IS_TWO_BYTE_HEADER) === 0) return false;
  if (start + MESSAGE_TYPE < end && bytes[start + MESSAGE_TYPE] !== CLIENT_HELLO) return false;
  if (start + VERSION + 2 <= end && !isVersion(readUint16(bytes, start + VERSION))) return false;
  if (!isSslV2HeaderThere(start, end)) return true;

  const specs = readUint16(bytes, start + CIPHER_SPECS_LENGTH);
  const sessionId = readUint16(bytes, start + SESSION_ID_LENGTH);
  const challenge = readUint16(bytes, start + CHALLENGE_LENGTH);
  const isChallenge = challenge >= SHORTEST_CHALLENGE && challenge <= LONGEST_CHALLENGE;
  const length = readUint16(bytes, start) & LENGTH;
  return (
    specs > 0 &&
    specs % CIPHER_SPEC === 0 &&
    isChallenge &&
    LENGTH_BYTES + length === SSLV2_HEADER + specs + sessionId + challenge
  );
}

/** Whether enough is there to know that it is one. */
export function isSslV2HeaderThere(start: number, end: number): boolean {
  return end - start >= SSLV2_HEADER;
}

/**
 * What such a hello says, which is its version. It has no JA4: cipher suites of three bytes are not among what that is made of, and no extensions
 * there are.
 */
export function readSslV2Hello(bytes: Uint8Array, start: number): ClientHello {
  const version = newestVersionName([readUint16(bytes, start + VERSION)]);
  return { serverName: null, alpn: null, version, isEncrypted: false, ja4: null };
}

function isVersion(version: number): boolean {
  return version === SSL_2_0 || (version >= SSL_3_0 && version <= TLS_1_2);
}
