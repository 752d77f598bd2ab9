// RFC 1157, section 4 (version 1); RFC 1901 (2c); RFC 3412, section 6 (3).
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload } from '../payload.ts';
import { contentOf, endOfElement, isInteger, isSmallInteger, Tag } from './ber.ts';
import type { Verdict } from './verdict.ts';

const VERSION_3 = 3;
const VERSIONS: readonly number[] = [0, 1, VERSION_3];
const VERSION_LENGTH = 3;
/** From a get request to a report. */
const FIRST_REQUEST = 0xa0;
const LAST_REQUEST = 0xa8;
/** The traps of version 1 begin with an object identifier. */
const TRAP_1 = 0xa4;
const OBJECT_IDENTIFIER = 0x06;

export function recogniseSnmp(payload: Payload): Verdict {
  const { bytes, start, end, wireEnd } = payload;
  if (end === start || bytes[start] !== Tag.Sequence || endOfElement(bytes, start, end) !== wireEnd) return NOT_MINE;
  const version = contentOf(bytes, start, end);
  if (!isSmallInteger(bytes, version, end) || !VERSIONS.includes(bytes[version + 2]!)) return NOT_MINE;
  const next = version + VERSION_LENGTH;
  const isMessage = bytes[version + 2] === VERSION_3 ? isVersion3(bytes, next, end) : isCommunity(bytes, next, end);
  return isMessage ? AppProtocol.Snmp : NOT_MINE;
}

/** A community's name, then what is asked of it, which begins with a number. */
function isCommunity(bytes: Uint8Array, at: number, end: number): boolean {
  if (at >= end || bytes[at] !== Tag.OctetString) return false;
  const request = endOfElement(bytes, at, end);
  if (request < 0 || request >= end) return false;
  const type = bytes[request]!;
  if (type < FIRST_REQUEST || type > LAST_REQUEST) return false;
  const content = contentOf(bytes, request, end);
  if (type === TRAP_1) return content >= 0 && content < end && bytes[content] === OBJECT_IDENTIFIER;
  return isInteger(bytes, content, end);
}

/** What is common to all messages: its identifier, the largest message understood, flags, the security model. */
function isVersion3(bytes: Uint8Array, at: number, end: number): boolean {
  if (at >= end || bytes[at] !== Tag.Sequence) return false;
  const identifier = contentOf(bytes, at, end);
  if (!isInteger(bytes, identifier, end)) return false;
  return isInteger(bytes, endOfElement(bytes, identifier, end), end);
}
