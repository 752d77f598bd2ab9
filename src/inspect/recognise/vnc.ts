// RFC 6143, section 7.1.1.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { ascii, isDigit, Match, matchAt } from './match.ts';
import type { Verdict } from './verdict.ts';

const BEGINNING = ascii('RFB ');
const MAJOR = 4;
const DOT = 7;
const MINOR = 8;
const DIGITS = 3;
const LINE_FEED = 11;
const LENGTH = 12;

/** Both ends say their version: `RFB 003.008`. */
export function recogniseVnc(payload: Payload): Verdict {
  const match = matchAt(payload, 0, BEGINNING);
  if (match !== Match.Whole) return match === Match.Beginning ? PERHAPS : NOT_MINE;
  const { bytes, start, end } = payload;
  if (end - start < LENGTH) return PERHAPS;
  for (let index = 0; index < DIGITS; index += 1) {
    if (!isDigit(bytes[start + MAJOR + index]!) || !isDigit(bytes[start + MINOR + index]!)) return NOT_MINE;
  }
  return bytes[start + DOT] === 0x2e && bytes[start + LINE_FEED] === 0x0a ? AppProtocol.Vnc : NOT_MINE;
}
