// https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase_packets_protocol_handshake_v10.html.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { isDigit, isPrintable } from './match.ts';
import type { Verdict } from './verdict.ts';

/** Little-endian, of three bytes. */
const LENGTH = 0;
const SEQUENCE = 3;
const PROTOCOL_VERSION = 4;
const SERVER_VERSION = 5;
const HEADER_LENGTH = 4;

const VERSION_10 = 10;
const SMALLEST = 45;
const LARGEST = 512;
const LONGEST_VERSION = 64;
const DOT = 0x2e;
/** A connection's number and eight random bytes, then a zero. */
const FILLER = 12;

/** The server's greeting: it speaks first. */
export function recogniseMySql({ bytes, start, end }: Payload): Verdict {
  if (end - start <= SERVER_VERSION) return PERHAPS;
  const length = bytes[start + LENGTH]! | (bytes[start + 1]! << 8) | (bytes[start + 2]! << 16);
  if (length < SMALLEST || length > LARGEST || bytes[start + SEQUENCE] !== 0) return NOT_MINE;
  if (bytes[start + PROTOCOL_VERSION] !== VERSION_10 || !isDigit(bytes[start + SERVER_VERSION]!)) return NOT_MINE;
  if (end - start < HEADER_LENGTH + length) return PERHAPS;
  const version = start + SERVER_VERSION;
  let at = version;
  let dots = 0;
  while (at < end && at - version < LONGEST_VERSION && isPrintable(bytes[at]!)) {
    if (bytes[at] === DOT) dots += 1;
    at += 1;
  }
  const filler = at + 1 + FILLER;
  if (dots === 0 || filler >= end || bytes[at] !== 0 || bytes[filler] !== 0) return NOT_MINE;
  return AppProtocol.MySql;
}
