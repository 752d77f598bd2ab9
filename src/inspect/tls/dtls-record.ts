// Runs once per datagram that may be DTLS: allocate nothing.

import { readUint16, readUint24 } from '../../decode/read.ts';
import { isContentType } from './tls-record.ts';

// RFC 6347, section 4.1; the header of DTLS 1.3's records in the clear is the same (RFC 9147, section 4).
const VERSION = 1;
const EPOCH = 3;
const LENGTH = 11;
export const DTLS_RECORD_HEADER = 13;

// RFC 6347, section 4.2.2.
const MESSAGE_LENGTH = 1;
const MESSAGE_SEQUENCE = 4;
const FRAGMENT_OFFSET = 6;
const FRAGMENT_LENGTH = 9;
export const DTLS_HANDSHAKE_HEADER = 12;

/** DTLS 1.0, 1.2 and, should one ever be sent, 1.3; before them the one of OpenSSL's first releases, which some VPNs still have. */
const RECORD_VERSIONS: readonly number[] = [0xfeff, 0xfefd, 0xfefc, 0x0100];

/** Whether the bytes at `at`, as far as they reach, can begin a record: of a known type and version. Its length is the caller's to check. */
export function canBeDtlsRecord(bytes: Uint8Array, at: number, end: number): boolean {
  if (at < end && !isContentType(bytes[at]!)) return false;
  return at + VERSION + 2 > end || RECORD_VERSIONS.includes(readUint16(bytes, at + VERSION));
}

export function dtlsRecordLength(bytes: Uint8Array, at: number): number {
  return readUint16(bytes, at + LENGTH);
}

/** Which keys protect the record; 0 is none. */
export function dtlsEpoch(bytes: Uint8Array, at: number): number {
  return readUint16(bytes, at + EPOCH);
}

/** The part of a handshake message in one record. */
export interface DtlsFragment {
  readonly type: number;
  /** The whole message's length. */
  readonly messageLength: number;
  readonly sequence: number;
  readonly offset: number;
  readonly length: number;
}

/** The header of the fragment at `at`, which is there; null where its numbers contradict each other. */
export function readFragmentHeader(bytes: Uint8Array, at: number): DtlsFragment | null {
  const messageLength = readUint24(bytes, at + MESSAGE_LENGTH);
  const offset = readUint24(bytes, at + FRAGMENT_OFFSET);
  const length = readUint24(bytes, at + FRAGMENT_LENGTH);
  if (offset + length > messageLength) return null;
  return { type: bytes[at]!, messageLength, sequence: readUint16(bytes, at + MESSAGE_SEQUENCE), offset, length };
}
