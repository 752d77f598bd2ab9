// Modbus Application Protocol 1.1b3, section 6; over TCP: Modbus Messaging on TCP/IP 1.0b, section 3.1.3.
import { readUint16 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { hasPort } from './match.ts';
import type { Verdict } from './verdict.ts';

const PROTOCOL = 2;
const LENGTH = 4;
/** What the length counts begins here. */
const UNIT = 6;
const FUNCTION = 7;
const DATA = 8;
const BYTE_COUNT = 12;

const MAX_LENGTH = 254;
const EXCEPTION = 0x80;
const EXCEPTION_LENGTH = 3;
const LAST_EXCEPTION = 11;
/** Reads and single writes: a unit, a function, an address, and how many or what. */
const SHORT_LENGTH = 6;
const FIRST_READ = 1;
const LAST_READ = 4;
const LAST_SINGLE_WRITE = 6;
const WRITE_COILS = 15;
const WRITE_REGISTERS = 16;

const PORT = 502;

/** Away from its port, only the functions everybody has. */
export function recogniseModbus(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (end - start > PROTOCOL + 1 && readUint16(bytes, start + PROTOCOL) !== 0) return NOT_MINE;
  if (end - start <= DATA) return PERHAPS;
  const length = readUint16(bytes, start + LENGTH);
  if (length < EXCEPTION_LENGTH || length > MAX_LENGTH || start + UNIT + length > end) return NOT_MINE;
  return hasPort(payload, PORT) || hasBelievableLength(bytes, start, length) ? AppProtocol.Modbus : NOT_MINE;
}

/** Each function's request and response has a length of its own. */
function hasBelievableLength(bytes: Uint8Array, start: number, length: number): boolean {
  const code = bytes[start + FUNCTION]!;
  const data = bytes[start + DATA]!;
  if (code > EXCEPTION) return length === EXCEPTION_LENGTH && data > 0 && data <= LAST_EXCEPTION;
  if (code >= FIRST_READ && code <= LAST_READ) return length === SHORT_LENGTH || length === EXCEPTION_LENGTH + data;
  if (code > LAST_READ && code <= LAST_SINGLE_WRITE) return length === SHORT_LENGTH;
  if (code !== WRITE_COILS && code !== WRITE_REGISTERS) return false;
  return length === SHORT_LENGTH || (length > SHORT_LENGTH && length === SHORT_LENGTH + 1 + bytes[start + BYTE_COUNT]!);
}
