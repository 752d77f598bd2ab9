// What talks to machines: S7 and others over ISO transport (RFC 1006), IEC 60870-5-104 (section 5), EtherNet/IP (CIP volume 2, 2-3), DNP3 (IEEE 1815).
import { readUint16, readUint16LittleEndian } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { hasPort } from './match.ts';
import type { Verdict } from './verdict.ts';

const TPKT_VERSION_3 = 3;
const TPKT_LENGTH = 2;
const X224_INDICATOR = 4;
const X224_TYPE = 5;
const X224_PARAMETERS = 11;
const S7_IDENTIFIER = 7;
const X224_REQUEST = 0xe0;
const X224_CONFIRM = 0xd0;
const X224_DATA = 0xf0;
const X224_DATA_INDICATOR = 2;
/** The size of a data unit, and the names of both ends: what RDP does not send. */
const X224_PARAMETER_CODES: readonly number[] = [0xc0, 0xc1, 0xc2];
const S7_PROTOCOL = 0x32;
const S7_PORT = 102;
const S7_ENOUGH = 12;

export function recogniseS7comm(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (end === start) return PERHAPS;
  if (bytes[start] !== TPKT_VERSION_3) return NOT_MINE;
  if (end - start < S7_ENOUGH) return PERHAPS;
  if (bytes[start + 1] !== 0 || readUint16(bytes, start + TPKT_LENGTH) > end - start) return NOT_MINE;
  const type = bytes[start + X224_TYPE]!;
  if (type === X224_DATA && bytes[start + X224_INDICATOR] === X224_DATA_INDICATOR) {
    return bytes[start + S7_IDENTIFIER] === S7_PROTOCOL ? AppProtocol.S7comm : NOT_MINE;
  }
  if (!hasPort(payload, S7_PORT) || (type !== X224_REQUEST && type !== X224_CONFIRM)) return NOT_MINE;
  return X224_PARAMETER_CODES.includes(bytes[start + X224_PARAMETERS]!) ? AppProtocol.S7comm : NOT_MINE;
}

const APDU_START = 0x68;
const APDU_LENGTH = 1;
const APDU_CONTROL = 2;
const APDU_HEADER_LENGTH = 6;
const APDU_SMALLEST = 4;
const APDU_LARGEST = 253;
const UNNUMBERED = 0x03;
const IEC104_PORT = 2404;

/** Start and test frames say so in four bytes of which three are zero; numbered ones are believed on their port alone. */
export function recogniseIec104(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (end === start) return PERHAPS;
  if (bytes[start] !== APDU_START) return NOT_MINE;
  if (end - start < APDU_HEADER_LENGTH) return PERHAPS;
  const length = bytes[start + APDU_LENGTH]!;
  const control = bytes[start + APDU_CONTROL]!;
  if (length < APDU_SMALLEST || length > APDU_LARGEST) return NOT_MINE;
  const isUnnumbered = (control & UNNUMBERED) === UNNUMBERED && (bytes[start + 3]! | bytes[start + 4]! | bytes[start + 5]!) === 0;
  if (isUnnumbered && length === APDU_SMALLEST) return AppProtocol.Iec104;
  return hasPort(payload, IEC104_PORT) ? AppProtocol.Iec104 : NOT_MINE;
}

const CIP_COMMAND = 0;
const CIP_LENGTH = 2;
const CIP_STATUS = 8;
const CIP_OPTIONS = 20;
const CIP_HEADER_LENGTH = 24;
/** List services, identity, interfaces; register and unregister a session; send request data, unit data. */
const CIP_COMMANDS: readonly number[] = [0x0004, 0x0063, 0x0064, 0x0065, 0x0066, 0x006f, 0x0070];
const CIP_LARGEST = 0x1000;

export function recogniseEtherNetIp({ bytes, start, end }: Payload): Verdict {
  if (end - start < CIP_LENGTH) return PERHAPS;
  if (!isCipCommand(bytes, start)) return NOT_MINE;
  if (end - start < CIP_HEADER_LENGTH) return PERHAPS;
  const length = readUint16LittleEndian(bytes, start + CIP_LENGTH);
  if (length > CIP_LARGEST) return NOT_MINE;
  // Small numbers with zeros around them are many a protocol's: what follows the message has to be another one.
  const next = start + CIP_HEADER_LENGTH + length;
  if (next + CIP_LENGTH <= end && !isCipCommand(bytes, next)) return NOT_MINE;
  const isZero =
    readUint16(bytes, start + CIP_STATUS + 2) === 0 &&
    readUint16(bytes, start + CIP_OPTIONS) === 0 &&
    readUint16(bytes, start + CIP_OPTIONS + 2) === 0;
  return isZero ? AppProtocol.EtherNetIp : NOT_MINE;
}

function isCipCommand(bytes: Uint8Array, at: number): boolean {
  return CIP_COMMANDS.includes(readUint16LittleEndian(bytes, at + CIP_COMMAND));
}
