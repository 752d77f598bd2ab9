// RFC 3550, section 6; types 200 to 207: also RFC 4585 (feedback) and RFC 3611 (extended reports); alone: RFC 5506; encrypted: RFC 3711.
import { readInt32, readUint16 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { datagramLength } from './match.ts';
import { fold, Mark, recall, remember } from './memory.ts';
import type { Verdict } from './verdict.ts';

const FLAGS = 0;
const TYPE = 1;
/** In words of four bytes, less one. */
const LENGTH = 2;
const HEADER_LENGTH = 4;
const SOURCE = 4;
const SMALLEST = 8;

const VERSION_2 = 2;
const COUNT_MASK = 0x1f;
const SENDER_REPORT = 200;
const RECEIVER_REPORT = 201;
const LAST_TYPE = 207;
const SENDER_INFORMATION_LENGTH = 20;
const REPORT_LENGTH = 24;

/** Behind an encrypted packet stand its index and, mostly, ten bytes that authenticate it. */
const SMALLEST_TRAILER = 8;
const SOURCE_BITS = 24;

export function recogniseRtcp(payload: Payload): Verdict {
  const { bytes, start, end, wireEnd } = payload;
  if (end - start < SMALLEST || !isHeader(bytes, start)) return NOT_MINE;
  const length = lengthAt(bytes, start);
  if (length < smallestLength(bytes, start) || length > datagramLength(payload)) return NOT_MINE;
  if (endOfCompound(payload) === wireEnd) return AppProtocol.Rtcp;
  // Encrypted, only the first header can be read: the next one of the same source tells.
  if (datagramLength(payload) - length < SMALLEST_TRAILER) return NOT_MINE;
  if (bytes[start + TYPE]! > RECEIVER_REPORT) return NOT_MINE;
  const source = fold(readInt32(bytes, start + SOURCE), SOURCE_BITS);
  if (recall(payload.memory, Mark.Rtcp) === source) return AppProtocol.Rtcp;
  remember(payload, Mark.Rtcp, source);
  return PERHAPS;
}

/** Where the packets that follow each other end, as far as their headers were captured. */
function endOfCompound({ bytes, start, end }: Payload): number {
  let at = start;
  while (at + HEADER_LENGTH <= end && isHeader(bytes, at)) at += lengthAt(bytes, at);
  return at;
}

function isHeader(bytes: Uint8Array, at: number): boolean {
  const type = bytes[at + TYPE]!;
  return bytes[at + FLAGS]! >>> 6 === VERSION_2 && type >= SENDER_REPORT && type <= LAST_TYPE;
}

function lengthAt(bytes: Uint8Array, at: number): number {
  return (readUint16(bytes, at + LENGTH) + 1) * 4;
}

function smallestLength(bytes: Uint8Array, at: number): number {
  const reports = (bytes[at + FLAGS]! & COUNT_MASK) * REPORT_LENGTH;
  if (bytes[at + TYPE] === SENDER_REPORT) return SMALLEST + SENDER_INFORMATION_LENGTH + reports;
  return bytes[at + TYPE] === RECEIVER_REPORT ? SMALLEST + reports : HEADER_LENGTH;
}
