// RFC 3550, section 5.1.
import { readInt32, readUint16 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { capturedLength, datagramLength } from './match.ts';
import { fold, Mark, recall, remember } from './memory.ts';
import type { Verdict } from './verdict.ts';

const FLAGS = 0;
const PAYLOAD_TYPE = 1;
const SEQUENCE_NUMBER = 2;
const SOURCE = 8;
const HEADER_LENGTH = 12;
const SOURCE_LENGTH = 4;
const EXTENSION_HEADER_LENGTH = 4;

const VERSION_2 = 2;
const PADDING = 0x20;
const EXTENSION = 0x10;
const CONTRIBUTORS_MASK = 0x0f;
const TYPE_MASK = 0x7f;

/** With the marker bit before them these would be RTCP's (RFC 5761, section 4). */
const FIRST_CONTROL_TYPE = 64;
const LAST_CONTROL_TYPE = 95;

/** The 24 bits kept of a datagram: a fold of its source above the end of its sequence number. */
const SEQUENCE_BITS = 10;
const SEQUENCE_MASK = (1 << SEQUENCE_BITS) - 1;
const SOURCE_BITS = 14;
/** How far the next datagram seen may be ahead, and behind where it was overtaken. */
const MAX_AHEAD = 32;
const MAX_BEHIND = 16;

/**
 * A header alone, without anything that is optional, and a telephone call's sound behind it: 10 to 40 milliseconds of PCMA. PCMU's number is 0,
 * and 0x8000 is what other protocols begin with, too.
 */
const PLAIN = 0x80;
const PCMA = 8;
const SOUND_UNIT = 80;
const MAX_SOUND = 320;

/** One header may be chance, unless what a call usually is follows: the second of the same source with a number close by is not. */
export function recogniseRtp(payload: Payload): Verdict {
  const { bytes, start } = payload;
  if (!looksLikeRtp(payload)) return NOT_MINE;
  if (isCall(payload)) return AppProtocol.Rtp;
  const source = fold(readInt32(bytes, start + SOURCE), SOURCE_BITS);
  const sequence = readUint16(bytes, start + SEQUENCE_NUMBER) & SEQUENCE_MASK;
  const before = recall(payload.memory, Mark.Rtp);
  remember(payload, Mark.Rtp, (source << SEQUENCE_BITS) | sequence);
  if (before < 0 || before >>> SEQUENCE_BITS !== source) return PERHAPS;
  const ahead = (sequence - before) & SEQUENCE_MASK;
  const isClose = ahead <= MAX_AHEAD || ahead >= SEQUENCE_MASK + 1 - MAX_BEHIND;
  // The same number again may be the same datagram, seen twice.
  return ahead !== 0 && isClose ? AppProtocol.Rtp : PERHAPS;
}

function isCall(payload: Payload): boolean {
  const { bytes, start } = payload;
  const type = bytes[start + PAYLOAD_TYPE]! & TYPE_MASK;
  const sound = datagramLength(payload) - HEADER_LENGTH;
  if (bytes[start + FLAGS] !== PLAIN || type !== PCMA) return false;
  return sound > 0 && sound <= MAX_SOUND && sound % SOUND_UNIT === 0;
}

function looksLikeRtp(payload: Payload): boolean {
  const { bytes, start, end, wireEnd } = payload;
  if (capturedLength(payload) < HEADER_LENGTH) return false;
  const flags = bytes[start + FLAGS]!;
  const type = bytes[start + PAYLOAD_TYPE]! & TYPE_MASK;
  if (flags >>> 6 !== VERSION_2 || (type >= FIRST_CONTROL_TYPE && type <= LAST_CONTROL_TYPE)) return false;
  if (readInt32(bytes, start + SOURCE) === 0) return false;
  const length = datagramLength(payload);
  let header = HEADER_LENGTH + (flags & CONTRIBUTORS_MASK) * SOURCE_LENGTH;
  if ((flags & EXTENSION) !== 0) {
    const extension = start + header;
    header += EXTENSION_HEADER_LENGTH;
    if (extension + EXTENSION_HEADER_LENGTH <= end) header += 4 * readUint16(bytes, extension + 2);
  }
  if (header > length) return false;
  // A mixer names who it mixed: nobody is called zero.
  const hasContributors = (flags & CONTRIBUTORS_MASK) !== 0 && start + HEADER_LENGTH + SOURCE_LENGTH <= end;
  if (hasContributors && readInt32(bytes, start + HEADER_LENGTH) === 0) return false;
  if ((flags & PADDING) === 0 || end < wireEnd) return true;
  const padding = bytes[end - 1]!;
  return padding !== 0 && header + padding <= length;
}
