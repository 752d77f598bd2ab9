// Version 5: RFC 1928, section 3; version 4 and 4a: https://www.openssh.com/txt/socks4.protocol.
import { readInt32, readUint16 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { isPrintable } from './match.ts';
import type { Verdict } from './verdict.ts';

const VERSION = 0;
const METHOD_COUNT = 1;
const METHODS = 2;
const VERSION_5 = 5;
/** None, GSSAPI, a name and a password, and what IANA registered since. */
const LAST_METHOD = 9;
const LAST_COUNT = LAST_METHOD + 1;

const VERSION_4 = 4;
const COMMAND = 1;
const PORT = 2;
const ADDRESS = 4;
const USER = 8;
const SMALLEST_4 = 9;
const LAST_COMMAND = 2;
const LONGEST_TEXT = 255;

export function recogniseSocks(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (end - start < METHODS) return PERHAPS;
  if (bytes[start + VERSION] === VERSION_4) return recogniseVersion4(payload);
  const count = bytes[start + METHOD_COUNT]!;
  if (bytes[start + VERSION] !== VERSION_5 || count === 0 || count > LAST_COUNT) return NOT_MINE;
  // The client waits for an answer: nothing follows its methods, each of which it names once.
  const methodsEnd = start + METHODS + count;
  if (end !== methodsEnd) return end < methodsEnd ? PERHAPS : NOT_MINE;
  let named = 0;
  for (let at = start + METHODS; at < end; at += 1) {
    const method = bytes[at]!;
    if (method > LAST_METHOD || (named & (1 << method)) !== 0) return NOT_MINE;
    named |= 1 << method;
  }
  return AppProtocol.Socks;
}

function recogniseVersion4({ bytes, start, end }: Payload): Verdict {
  const command = bytes[start + COMMAND]!;
  if (command === 0 || command > LAST_COMMAND) return NOT_MINE;
  if (end - start < SMALLEST_4) return PERHAPS;
  if (readUint16(bytes, start + PORT) === 0) return NOT_MINE;
  const userEnd = endOfText(bytes, start + USER, end);
  if (userEnd < 0) return NOT_MINE;
  // An address that cannot be says that a name follows: 0.0.0.x.
  const address = readInt32(bytes, start + ADDRESS) >>> 0;
  if (address > 0xff) return address >= 1 << 24 && userEnd === end ? AppProtocol.Socks : NOT_MINE;
  if (address === 0) return NOT_MINE;
  const nameEnd = endOfText(bytes, userEnd, end);
  return nameEnd === end && nameEnd > userEnd + 1 ? AppProtocol.Socks : NOT_MINE;
}

/** One past the zero that ends the text at `at`; -1 where it cannot be read or does not end. */
function endOfText(bytes: Uint8Array, at: number, end: number): number {
  const limit = Math.min(end, at + LONGEST_TEXT);
  let next = at;
  while (next < limit && isPrintable(bytes[next]!)) next += 1;
  return next < limit && bytes[next] === 0 ? next + 1 : -1;
}
