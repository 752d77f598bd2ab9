// RFC 7252, section 3; options also of RFC 7641, 7959 and 8613.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload } from '../payload.ts';
import { hasPort, isPrintable } from './match.ts';
import type { Verdict } from './verdict.ts';

const FLAGS = 0;
const CODE = 1;
const HEADER_LENGTH = 4;

const VERSION_1 = 1;
const TOKEN_LENGTH_MASK = 0x0f;
const LONGEST_TOKEN = 8;
const EMPTY = 0;
const LAST_METHOD = 7;
/** 2.01 to 5.08; the class stands in the upper three bits. */
const FIRST_ANSWER = 0x41;
const LAST_ANSWER = 0xa8;

const PAYLOAD_MARKER = 0xff;
const EXTENDED = 13;
const TWICE_EXTENDED = 14;
const MAX_OPTIONS = 32;
const OPTIONS: readonly number[] = [
  1, 3, 4, 5, 6, 7, 8, 9, 11, 12, 14, 15, 16, 17, 20, 23, 27, 28, 31, 35, 39, 60, 252, 258, 292,
];
const URI_PATH = 11;
/** Shorter ones may be chance. */
const SHORTEST_PATH = 4;

const PORT = 5683;

/** A request for a path proves itself; what else there is needs the port. */
export function recogniseCoap(payload: Payload): Verdict {
  const { bytes, start, end, wireEnd } = payload;
  if (end - start < HEADER_LENGTH || end < wireEnd) return NOT_MINE;
  const tokenLength = bytes[start + FLAGS]! & TOKEN_LENGTH_MASK;
  if (bytes[start + FLAGS]! >>> 6 !== VERSION_1 || tokenLength > LONGEST_TOKEN) return NOT_MINE;
  const code = bytes[start + CODE]!;
  const isOnPort = hasPort(payload, PORT);
  if (code === EMPTY) return isOnPort && end - start === HEADER_LENGTH ? AppProtocol.Coap : NOT_MINE;
  const isRequest = code <= LAST_METHOD;
  if (!isRequest && (!isOnPort || code < FIRST_ANSWER || code > LAST_ANSWER)) return NOT_MINE;
  const options = readOptions(payload, start + HEADER_LENGTH + tokenLength);
  return options === Options.WithPath || (isOnPort && options === Options.Known) ? AppProtocol.Coap : NOT_MINE;
}

const Options = { None: 0, Known: 1, WithPath: 2 } as const;

/** Whether the options up to the datagram's end, or to its payload, are all known ones, and a path is among them. */
function readOptions(payload: Payload, start: number): number {
  const { bytes, end } = payload;
  let at = start;
  let number = 0;
  let pathLength = 0;
  for (let count = 0; at < end && count < MAX_OPTIONS; count += 1) {
    const head = bytes[at]!;
    at += 1;
    if (head === PAYLOAD_MARKER) return at === end ? Options.None : optionsOf(pathLength);
    const delta = extended(payload, at, head >>> 4);
    at += lengthOfExtension(head >>> 4);
    const length = extended(payload, at, head & 0x0f);
    at += lengthOfExtension(head & 0x0f);
    if (delta < 0 || length < 0 || at + length > end) return Options.None;
    number += delta;
    if (!OPTIONS.includes(number)) return Options.None;
    if (number === URI_PATH && length > 0) {
      for (let index = at; index < at + length; index += 1) if (!isPrintable(bytes[index]!)) return Options.None;
      pathLength += length;
    }
    at += length;
  }
  return at === end ? optionsOf(pathLength) : Options.None;
}

function optionsOf(pathLength: number): number {
  return pathLength >= SHORTEST_PATH ? Options.WithPath : Options.Known;
}

function lengthOfExtension(nibble: number): number {
  if (nibble === EXTENDED) return 1;
  return nibble === TWICE_EXTENDED ? 2 : 0;
}

/** The value of a nibble with the bytes that extend it (section 3.1); -1 where they are cut or the nibble is reserved. */
function extended({ bytes, end }: Payload, at: number, nibble: number): number {
  if (nibble < EXTENDED) return nibble;
  if (nibble > TWICE_EXTENDED || at + lengthOfExtension(nibble) > end) return -1;
  return nibble === EXTENDED ? bytes[at]! + 13 : ((bytes[at]! << 8) | bytes[at + 1]!) + 269;
}
