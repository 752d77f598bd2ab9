// https://www.postgresql.org/docs/current/protocol-message-formats.html.
import { readUint32 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { isPrintable } from './match.ts';
import type { Verdict } from './verdict.ts';

const LENGTH = 0;
const CODE = 4;
const PARAMETERS = 8;

const VERSION_3 = 3;
const MAX_LENGTH = 10_000;
/** Asks for a cancellation, for TLS, for GSSAPI: no version would have these numbers. */
const CANCEL = 80877102;
const TLS = 80877103;
const GSSAPI = 80877104;
const CANCEL_LENGTH = 16;
const REQUEST_LENGTH = 8;

/** What a server says first when it was not asked for TLS: it wants to know who it is, or knows. */
const AUTHENTICATION = 0x52;
const AUTHENTICATION_LENGTH = 1;
const AUTHENTICATION_KIND = 5;
const ANSWER_LENGTH = 9;
const LAST_KIND = 12;
const SMALLEST_ANSWER = 8;
const LARGEST_ANSWER = 256;

export function recognisePostgreSql({ bytes, start, end }: Payload): Verdict {
  if (end === start) return PERHAPS;
  if (bytes[start] === AUTHENTICATION) {
    if (end - start < ANSWER_LENGTH) return PERHAPS;
    const length = readUint32(bytes, start + AUTHENTICATION_LENGTH);
    const isLength = length >= SMALLEST_ANSWER && length <= LARGEST_ANSWER;
    return isLength && readUint32(bytes, start + AUTHENTICATION_KIND) <= LAST_KIND ? AppProtocol.PostgreSql : NOT_MINE;
  }
  if (bytes[start] !== 0) return NOT_MINE;
  if (end - start < PARAMETERS) return PERHAPS;
  const length = readUint32(bytes, start + LENGTH);
  const code = readUint32(bytes, start + CODE);
  if (length === REQUEST_LENGTH && (code === TLS || code === GSSAPI)) return AppProtocol.PostgreSql;
  if (length === CANCEL_LENGTH && code === CANCEL) return AppProtocol.PostgreSql;
  if (code >>> 16 !== VERSION_3 || length <= PARAMETERS || length > MAX_LENGTH) return NOT_MINE;
  // Names of parameters and their values follow, `user` among them.
  if (end - start === PARAMETERS) return PERHAPS;
  return isPrintable(bytes[start + PARAMETERS]!) ? AppProtocol.PostgreSql : NOT_MINE;
}
