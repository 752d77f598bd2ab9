// RFC 5424, section 6 and RFC 3164, section 4.1; over TCP, a length may stand in front (RFC 6587, section 3.4.1).
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, Transport } from '../payload.ts';
import { hasPort, isDigit, isPrintable } from './match.ts';
import type { Verdict } from './verdict.ts';

const OPEN = 0x3c;
const CLOSE = 0x3e;
const SPACE = 0x20;
const ZERO = 0x30;
const MAX_PRIORITY = 191;
const MAX_DIGITS = 3;
const MAX_LENGTH_DIGITS = 5;
/** How much of the text has to be one. */
const TEXT_LENGTH = 8;
const LOOKED_AT = 1 + MAX_DIGITS + 1 + TEXT_LENGTH;

const HYPHEN = 0x2d;
const YEAR_LENGTH = 4;
const MONTH_LENGTH = 3;
const MONTHS: readonly string[] = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const PORT = 514;
const STREAM_PORT = 601;

/** A priority in angle brackets, then text; in a stream, only where it is expected or a version follows. */
export function recogniseSyslog(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (payload.transport === Transport.Udp) return isMessage(bytes, start, end) ? AppProtocol.Syslog : NOT_MINE;
  const message = skipLength(bytes, start, end);
  if (message < end && bytes[message] !== OPEN) return NOT_MINE;
  if (end - message < LOOKED_AT) return PERHAPS;
  if (!isMessage(bytes, message, end)) return NOT_MINE;
  const isExpected = message > start || hasPort(payload, PORT) || hasPort(payload, STREAM_PORT);
  return isExpected || isDated(payload, message) ? AppProtocol.Syslog : NOT_MINE;
}

/** Whether a year and a month, or a month's name, follow the priority, a version between them or none. */
function isDated({ bytes, end }: Payload, message: number): boolean {
  let at = message + 1;
  while (at < end && bytes[at] !== CLOSE) at += 1;
  at += 1;
  if (at + 1 < end && isDigit(bytes[at]!) && bytes[at + 1] === SPACE) at += 2;
  else if (at < end && bytes[at] === SPACE) at += 1;
  if (at + YEAR_LENGTH >= end) return false;
  if (isDigit(bytes[at]!)) return isDigit(bytes[at + YEAR_LENGTH - 1]!) && bytes[at + YEAR_LENGTH] === HYPHEN;
  return MONTHS.includes(String.fromCharCode(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!)) && bytes[at + MONTH_LENGTH] === SPACE;
}

function skipLength(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && at - start < MAX_LENGTH_DIGITS && isDigit(bytes[at]!)) at += 1;
  return at > start && at < end && bytes[at] === SPACE ? at + 1 : start;
}

function isMessage(bytes: Uint8Array, start: number, end: number): boolean {
  if (start >= end || bytes[start] !== OPEN) return false;
  let at = start + 1;
  let priority = 0;
  while (at < end && at - start <= MAX_DIGITS && isDigit(bytes[at]!)) {
    priority = priority * 10 + bytes[at]! - ZERO;
    at += 1;
  }
  if (at === start + 1 || at >= end || bytes[at] !== CLOSE || priority > MAX_PRIORITY) return false;
  if (bytes[start + 1] === ZERO && at > start + 2) return false;
  const text = at + 1;
  const textEnd = Math.min(end, text + TEXT_LENGTH);
  for (let index = text; index < textEnd; index += 1) {
    if (!isPrintable(bytes[index]!)) return false;
  }
  return textEnd - text === TEXT_LENGTH;
}
