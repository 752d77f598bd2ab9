// Runs once per datagram of a conversation whose protocol is not known yet: allocate nothing.

import { readUint16, readUint32 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, type Recogniser, Transport } from '../payload.ts';
import { DESTINATION_LENGTH, FIXED_BIT, LONG_FORM, LONGEST_CONNECTION_ID, VERSION } from './long-header.ts';
import { isGoogleVersion, isQuicVersion, VERSION_NEGOTIATION } from './quic-version.ts';

const HTTPS_PORT = 443;
const VERSION_LENGTH = 4;
/** How many versions of a list are looked at. Servers offer a handful. */
const MOST_VERSIONS = 16;

/** Google QUIC's first bytes before there were long headers: a version follows, and a connection id comes before that. */
const GOOGLE_HAS_VERSION = 0x01;
const GOOGLE_IS_RESET = 0x02;
const GOOGLE_HAS_CONNECTION_ID = 0x08;
const GOOGLE_CONNECTION_ID_LENGTH = 8;

/** No packet with a short header is shorter, so that a stateless reset can look like one (RFC 9000, section 10.3). */
const SHORTEST_SHORT_PACKET = 21;
/** The first byte's bits that are protected in a short header (RFC 9001, section 5.4.1): they look random. */
const SHORT_PROTECTED_BITS = 0x1f;
/** Marks the memory as this recogniser's: the first byte of a short header, and the two behind it. */
const MEMORY_MARK = 0x51;

/**
 * Recognises QUIC by a long header with a version that is or was spoken, by Version Negotiation, or by Google's header before version 44. Short headers
 * have nothing that tells; two from the same sender on port 443 do if they begin with the same connection id and their protected bits differ.
 */
export const recogniseQuic: Recogniser = (payload) => {
  const { bytes, start, end } = payload;
  if (payload.transport !== Transport.Udp || start >= end) return NOT_MINE;
  const first = bytes[start]!;
  if ((first & LONG_FORM) !== 0) return isLongHeader(payload) ? AppProtocol.Quic : NOT_MINE;
  if ((first & FIXED_BIT) === 0) return isGoogleHeader(payload) ? AppProtocol.Quic : NOT_MINE;
  return recogniseShortHeader(payload);
};

function isLongHeader({ bytes, start, end, wireEnd }: Payload): boolean {
  if (end - start <= DESTINATION_LENGTH) return false;
  const version = readUint32(bytes, start + VERSION);
  // Google's versions 44 and 46 have the connection ids' lengths in four bits each.
  if (isGoogleVersion(version)) return (bytes[start]! & FIXED_BIT) !== 0;
  if (version !== VERSION_NEGOTIATION && ((bytes[start]! & FIXED_BIT) === 0 || !isQuicVersion(version))) return false;

  const destinationLength = bytes[start + DESTINATION_LENGTH]!;
  const sourceLengthAt = start + DESTINATION_LENGTH + 1 + destinationLength;
  if (destinationLength > LONGEST_CONNECTION_ID || sourceLengthAt >= end) return false;
  const sourceLength = bytes[sourceLengthAt]!;
  const bodyStart = sourceLengthAt + 1 + sourceLength;
  if (sourceLength > LONGEST_CONNECTION_ID || bodyStart >= wireEnd) return false;
  return version !== VERSION_NEGOTIATION || ((wireEnd - bodyStart) % VERSION_LENGTH === 0 && offersQuic(bytes, bodyStart, end));
}

/** Whether there is a version among those in [start, end) that is known (RFC 9000, section 17.2.1). */
function offersQuic(bytes: Uint8Array, start: number, end: number): boolean {
  const listEnd = Math.min(end, start + MOST_VERSIONS * VERSION_LENGTH);
  for (let at = start; at + VERSION_LENGTH <= listEnd; at += VERSION_LENGTH)
    if (isQuicVersion(readUint32(bytes, at))) return true;
  return false;
}

function isGoogleHeader({ bytes, start, end }: Payload): boolean {
  const flags = bytes[start]!;
  if ((flags & GOOGLE_HAS_VERSION) === 0 || (flags & GOOGLE_IS_RESET) !== 0) return false;
  const versionAt = start + 1 + ((flags & GOOGLE_HAS_CONNECTION_ID) === 0 ? 0 : GOOGLE_CONNECTION_ID_LENGTH);
  return end - versionAt >= VERSION_LENGTH && isGoogleVersion(readUint32(bytes, versionAt));
}

function recogniseShortHeader(payload: Payload): ReturnType<Recogniser> {
  const { bytes, start, end, wireEnd, memory } = payload;
  if (payload.sourcePort !== HTTPS_PORT && payload.destinationPort !== HTTPS_PORT) return NOT_MINE;
  if (wireEnd - start < SHORTEST_SHORT_PACKET || end - start < 3) return NOT_MINE;

  const mark = memory >>> 24;
  if (mark !== 0 && mark !== MEMORY_MARK) return PERHAPS;
  const first = bytes[start]!;
  const connectionId = readUint16(bytes, start + 1);
  payload.memory = ((MEMORY_MARK << 24) | (first << 16) | connectionId) >>> 0;
  if (mark === 0 || connectionId !== (memory & 0xffff)) return PERHAPS;
  return (((memory >>> 16) ^ first) & SHORT_PROTECTED_BITS) !== 0 ? AppProtocol.Quic : PERHAPS;
}
