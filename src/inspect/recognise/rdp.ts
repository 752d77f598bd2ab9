// [MS-RDPBCGR], sections 2.2.1.1 and 2.2.1.2, in TPKT (RFC 1006) and X.224; over UDP: [MS-RDPEUDP], section 3.1.5.1.1.
import { readInt32, readUint16 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { ascii, datagramLength, hasAt, hasPort } from './match.ts';
import type { Verdict } from './verdict.ts';

const TPKT_VERSION = 0;
const TPKT_RESERVED = 1;
const TPKT_LENGTH = 2;
const HEADER_LENGTH_INDICATOR = 4;
const TYPE = 5;
const VARIABLE_PART = 11;
/** The indicator counts what follows it. */
const INDICATOR_END = 5;

const VERSION_3 = 3;
const CONNECTION_REQUEST = 0xe0;
const CONNECTION_CONFIRM = 0xd0;
const LARGEST = 0x200;

const COOKIE = ascii('Cookie: ');
const NEGOTIATION_TYPE = 0;
const NEGOTIATION_LENGTH = 2;
const NEGOTIATION_SIZE = 8;
const NEGOTIATION_REQUEST = 1;
const NEGOTIATION_RESPONSE = 2;
const NEGOTIATION_FAILURE = 3;

const PORT = 3389;

export function recogniseRdp(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (end === start) return PERHAPS;
  if (bytes[start + TPKT_VERSION] !== VERSION_3) return NOT_MINE;
  if (end - start < VARIABLE_PART) return PERHAPS;
  const length = readUint16(bytes, start + TPKT_LENGTH);
  const isTpkt = bytes[start + TPKT_RESERVED] === 0 && length >= VARIABLE_PART && length <= LARGEST;
  if (!isTpkt || bytes[start + HEADER_LENGTH_INDICATOR]! + INDICATOR_END !== length) return NOT_MINE;
  const type = bytes[start + TYPE]!;
  if (type !== CONNECTION_REQUEST && type !== CONNECTION_CONFIRM) return NOT_MINE;
  if (end - start < length) return PERHAPS;
  // Without anything behind the header, other protocols over X.224 begin in the same way.
  if (length === VARIABLE_PART) return hasPort(payload, PORT) ? AppProtocol.Rdp : NOT_MINE;
  if (type === CONNECTION_REQUEST && hasAt(payload, VARIABLE_PART, COOKIE)) return AppProtocol.Rdp;
  return isNegotiation(payload, length - NEGOTIATION_SIZE, type) ? AppProtocol.Rdp : NOT_MINE;
}

function isNegotiation({ bytes, start }: Payload, offset: number, type: number): boolean {
  if (offset < VARIABLE_PART) return false;
  const at = start + offset;
  // Its length is little-endian.
  if (bytes[at + NEGOTIATION_LENGTH] !== NEGOTIATION_SIZE || bytes[at + NEGOTIATION_LENGTH + 1] !== 0) return false;
  const negotiation = bytes[at + NEGOTIATION_TYPE];
  if (type === CONNECTION_REQUEST) return negotiation === NEGOTIATION_REQUEST;
  return negotiation === NEGOTIATION_RESPONSE || negotiation === NEGOTIATION_FAILURE;
}

const ACKNOWLEDGED = 0;
const FLAGS = 6;
const ACKNOWLEDGEMENTS = 8;
const ACKNOWLEDGEMENTS_END = 10;
const UPSTREAM_SIZE = 12;
const DOWNSTREAM_SIZE = 14;
const SYN_LENGTH = 16;
const NOTHING_ACKNOWLEDGED = -1;
const SYN = 0x0001;
const ACKNOWLEDGEMENT = 0x0004;
const KNOWN_FLAGS = 0x3fff;
const MOST_ACKNOWLEDGEMENTS = 2048;
const SMALLEST_SIZE = 1132;
const LARGEST_SIZE = 1232;

/** The first datagram is filled up to the largest size it asks for. Those that follow acknowledge others, and are believed on the port. */
export function recogniseRdpDatagram(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (hasPort(payload, PORT) && isAcknowledgement(payload)) return AppProtocol.Rdp;
  if (end - start < SYN_LENGTH || datagramLength(payload) < SMALLEST_SIZE) return NOT_MINE;
  if (readInt32(bytes, start + ACKNOWLEDGED) !== NOTHING_ACKNOWLEDGED) return NOT_MINE;
  const isSyn = (readUint16(bytes, start + FLAGS) & SYN) !== 0;
  const areSizes = isSize(readUint16(bytes, start + UPSTREAM_SIZE)) && isSize(readUint16(bytes, start + DOWNSTREAM_SIZE));
  return isSyn && areSizes ? AppProtocol.Rdp : NOT_MINE;
}

function isSize(size: number): boolean {
  return size >= SMALLEST_SIZE && size <= LARGEST_SIZE;
}

function isAcknowledgement({ bytes, start, end }: Payload): boolean {
  if (end - start < ACKNOWLEDGEMENTS_END) return false;
  const flags = readUint16(bytes, start + FLAGS);
  if ((flags & ACKNOWLEDGEMENT) === 0 || (flags & ~KNOWN_FLAGS) !== 0) return false;
  return readUint16(bytes, start + ACKNOWLEDGEMENTS) <= MOST_ACKNOWLEDGEMENTS;
}
