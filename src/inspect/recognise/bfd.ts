// RFC 5880, section 4.1.
import { readInt32 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload } from '../payload.ts';
import { datagramLength } from './match.ts';
import type { Verdict } from './verdict.ts';

const VERSION_AND_DIAGNOSTIC = 0;
const FLAGS = 1;
const DETECT_MULTIPLIER = 2;
const LENGTH = 3;
const MY_DISCRIMINATOR = 4;
/** Three intervals in microseconds: the highest byte is zero below 16 seconds. */
const MINIMUM_TX_INTERVAL = 12;
const MINIMUM_RX_INTERVAL = 16;
const MINIMUM_ECHO_INTERVAL = 20;
const HEADER_LENGTH = 24;

const VERSION_1 = 1;
const LAST_DIAGNOSTIC = 9;
const AUTHENTICATED = 0x04;
const MULTIPOINT = 0x01;
const LONGEST = 64;

export function recogniseBfd(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (end - start < HEADER_LENGTH) return NOT_MINE;
  const first = bytes[start + VERSION_AND_DIAGNOSTIC]!;
  if (first >>> 5 !== VERSION_1 || (first & 0x1f) > LAST_DIAGNOSTIC) return NOT_MINE;
  const length = bytes[start + LENGTH]!;
  const isAuthenticated = (bytes[start + FLAGS]! & AUTHENTICATED) !== 0;
  if (length !== datagramLength(payload) || length > LONGEST || isAuthenticated !== length > HEADER_LENGTH) return NOT_MINE;
  if ((bytes[start + FLAGS]! & MULTIPOINT) !== 0 || bytes[start + DETECT_MULTIPLIER] === 0) return NOT_MINE;
  if (readInt32(bytes, start + MY_DISCRIMINATOR) === 0) return NOT_MINE;
  const highest =
    bytes[start + MINIMUM_TX_INTERVAL]! | bytes[start + MINIMUM_RX_INTERVAL]! | bytes[start + MINIMUM_ECHO_INTERVAL]!;
  return highest === 0 ? AppProtocol.Bfd : NOT_MINE;
}
