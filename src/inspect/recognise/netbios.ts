// RFC 1002, section 4.2 (names), 4.3 (sessions) and 4.4 (datagrams).
import { readUint16, readUint24 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, Transport } from '../payload.ts';
import { capturedLength, hasPort } from './match.ts';
import type { Verdict } from './verdict.ts';

const NAME_PORT = 137;
const DATAGRAM_PORT = 138;

// Names.
const FLAGS = 2;
const QUESTIONS = 4;
const ANSWERS = 6;
const NAME = 12;
/** The name's length and its 32 characters, each from A to P. */
const ENCODED_NAME = 0x20;
const ENCODED_NAME_LENGTH = 33;
const FIRST_LETTER = 0x41;
const LAST_LETTER = 0x50;

const OPERATION_SHIFT = 11;
const OPERATION_MASK = 0x0f;
/** Query, registration, release, waiting, refresh (two numbers for it are about). */
const OPERATIONS: readonly number[] = [0, 5, 6, 7, 8, 9, 15];

// Datagrams.
const MESSAGE_TYPE = 0;
const DATAGRAM_FLAGS = 1;
const DATAGRAM_LENGTH = 10;
const SOURCE_NAME = 14;
/** Up to the source's port: what the length does not count. */
const DATAGRAM_HEADER_LENGTH = 14;
const FIRST_DATAGRAM = 0x10;
const LAST_DATAGRAM = 0x12;
const FIRST_DATAGRAM_QUERY = 0x14;
const LAST_DATAGRAM_QUERY = 0x16;
const QUERIED_NAME = 10;
const RESERVED_FLAGS = 0xf0;

export function recogniseNetBiosDatagram(payload: Payload): Verdict {
  return isNameService(payload) || isDatagramService(payload) ? AppProtocol.NetBios : NOT_MINE;
}

/** Like DNS, but what is asked for is an encoded name. */
function isNameService(payload: Payload): boolean {
  const { bytes, start } = payload;
  if (capturedLength(payload) < NAME + ENCODED_NAME_LENGTH) return false;
  const operation = (readUint16(bytes, start + FLAGS) >>> OPERATION_SHIFT) & OPERATION_MASK;
  const questions = readUint16(bytes, start + QUESTIONS);
  const answers = readUint16(bytes, start + ANSWERS);
  if (!OPERATIONS.includes(operation) || questions > 1 || questions + answers === 0) return false;
  if (hasPort(payload, NAME_PORT)) return bytes[start + NAME] === ENCODED_NAME;
  return isEncodedName(payload, NAME);
}

function isDatagramService(payload: Payload): boolean {
  const { bytes, start } = payload;
  if (capturedLength(payload) < QUERIED_NAME + ENCODED_NAME_LENGTH) return false;
  const type = bytes[start + MESSAGE_TYPE]!;
  if ((bytes[start + DATAGRAM_FLAGS]! & RESERVED_FLAGS) !== 0) return false;
  if (type >= FIRST_DATAGRAM_QUERY && type <= LAST_DATAGRAM_QUERY) return isEncodedName(payload, QUERIED_NAME);
  if (type < FIRST_DATAGRAM || type > LAST_DATAGRAM) return false;
  const length = DATAGRAM_HEADER_LENGTH + readUint16(bytes, start + DATAGRAM_LENGTH);
  if (length > payload.wireEnd - start) return false;
  if (hasPort(payload, DATAGRAM_PORT)) return bytes[start + SOURCE_NAME] === ENCODED_NAME;
  return isEncodedName(payload, SOURCE_NAME);
}

/** First-level encoding (RFC 1001, section 14.1): each half byte is a letter. */
function isEncodedName(payload: Payload, offset: number): boolean {
  const { bytes } = payload;
  const at = payload.start + offset;
  if (at + ENCODED_NAME_LENGTH > payload.end || bytes[at] !== ENCODED_NAME) return false;
  for (let index = 1; index < ENCODED_NAME_LENGTH; index += 1) {
    const letter = bytes[at + index]!;
    if (letter < FIRST_LETTER || letter > LAST_LETTER) return false;
  }
  return true;
}

// Sessions.
const SESSION_LENGTH = 1;
const SESSION_HEADER_LENGTH = 4;
const SESSION_REQUEST = 0x81;
const SESSION_REFUSED = 0x83;
const REQUEST_LENGTH = 68;
const REFUSAL_LENGTH = 1;
const FIRST_REFUSAL = 0x80;
const LAST_REFUSAL = 0x8f;

/** A session that was refused, or whose request is all there is to see. What comes in one that was opened is SMB's to recognise. */
export function recogniseNetBiosSession(payload: Payload): Verdict {
  if (payload.transport !== Transport.Tcp) return NOT_MINE;
  const { bytes, start, end } = payload;
  if (end - start <= SESSION_HEADER_LENGTH) {
    return end === start || bytes[start] === SESSION_REQUEST || bytes[start] === SESSION_REFUSED ? PERHAPS : NOT_MINE;
  }
  const length = readUint24(bytes, start + SESSION_LENGTH);
  if (bytes[start] === SESSION_REFUSED && length === REFUSAL_LENGTH) {
    const reason = bytes[start + SESSION_HEADER_LENGTH]!;
    return reason >= FIRST_REFUSAL && reason <= LAST_REFUSAL ? AppProtocol.NetBios : NOT_MINE;
  }
  if (bytes[start] !== SESSION_REQUEST || length !== REQUEST_LENGTH) return NOT_MINE;
  if (end - start < SESSION_HEADER_LENGTH + ENCODED_NAME_LENGTH) return PERHAPS;
  if (!isEncodedName(payload, SESSION_HEADER_LENGTH)) return NOT_MINE;
  // Shown for the first time, SMB may still come behind it.
  return payload.count === 0 ? PERHAPS : AppProtocol.NetBios;
}
