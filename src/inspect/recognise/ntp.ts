// RFC 5905, section 7.3; modes 6 and 7 (RFC 9327, appendix B) carry other things behind the first byte.
import { readUint16 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload } from '../payload.ts';
import { capturedLength, datagramLength, hasPort } from './match.ts';
import type { Verdict } from './verdict.ts';

const VERSION_AND_MODE = 0;
const STRATUM = 1;
const POLL = 2;
const PRECISION = 3;
const ROOT_DELAY = 4;
const LOOKED_AT = 8;
const HEADER_LENGTH = 48;

const PORT = 123;
const CONTROL = 6;
const PRIVATE = 7;
const CONTROL_LENGTH = 12;
const PRIVATE_LENGTH = 8;
const MAX_STRATUM = 16;
const MAX_POLL = 17;
/** Exponents of two, in seconds: -32 to -1 as bytes; clients leave it zero. */
const FINEST_PRECISION = 0xe0;
/** The delay's whole seconds, to the root of all clocks and back. */
const MAX_DELAY_SECONDS = 15;

export function recogniseNtp(payload: Payload): Verdict {
  const { bytes, start } = payload;
  if (capturedLength(payload) < LOOKED_AT) return NOT_MINE;
  const version = (bytes[start + VERSION_AND_MODE]! >>> 3) & 0x07;
  const mode = bytes[start + VERSION_AND_MODE]! & 0x07;
  if (version === 0 || version > 4 || mode === 0) return NOT_MINE;
  const length = datagramLength(payload);
  const isOnPort = hasPort(payload, PORT);
  if (mode >= CONTROL) {
    const smallest = mode === PRIVATE ? PRIVATE_LENGTH : CONTROL_LENGTH;
    return isOnPort && length >= smallest && length % 4 === 0 ? AppProtocol.Ntp : NOT_MINE;
  }
  // Extension fields and a digest may follow, in units of four bytes. Away from its port, only the bare header is believed.
  if (length < HEADER_LENGTH || length % 4 !== 0 || (!isOnPort && length !== HEADER_LENGTH)) return NOT_MINE;
  if (!isOnPort && !isBelievable(bytes, start)) return NOT_MINE;
  return bytes[start + STRATUM]! <= MAX_STRATUM ? AppProtocol.Ntp : NOT_MINE;
}

function isBelievable(bytes: Uint8Array, start: number): boolean {
  const precision = bytes[start + PRECISION]!;
  return (
    bytes[start + POLL]! <= MAX_POLL &&
    (precision === 0 || precision >= FINEST_PRECISION) &&
    readUint16(bytes, start + ROOT_DELAY) <= MAX_DELAY_SECONDS
  );
}
