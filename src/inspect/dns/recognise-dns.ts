// Runs once per payload of a conversation whose protocol is not known yet: allocate nothing.

import { readUint16 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, Transport } from '../payload.ts';
import { CLASS_MASK, INTERNET_CLASS, RecordType } from './dns-message.ts';
import { DNS_HEADER_LENGTH } from './message-reader.ts';
import { type MessageBytes, skipName } from './name-reader.ts';

const DNS_PORT = 53;
const MDNS_PORT = 5353;
const LLMNR_PORT = 5355;
/** Its messages have the shape of DNS ones, and are not (RFC 1002, section 4.2.1). */
const NETBIOS_NAME_PORT = 137;
const LENGTH_PREFIX = 2;

// RFC 1035, section 4.1.1.
const FLAGS = 2;
const QUESTION_COUNT = 4;
const ANSWER_COUNT = 6;
const AUTHORITY_COUNT = 8;
const ADDITIONAL_COUNT = 10;
const IS_RESPONSE = 0x8000;
const OPCODE_SHIFT = 11;
const OPCODE_MASK = 0xf;
/** Query, inverse query, status, notify, update and stateful operations; 3 was never given out. */
const KNOWN_OPCODES = 0b1110111;
/** Opcode, AA, RA, the reserved bit and the response code: none of them is set in a plain question. */
const NOT_IN_PLAIN_QUERY = 0x7c00 | 0x0080 | 0x0040 | 0x000f;
/** Opcode and the reserved bit. */
const NOT_IN_PLAIN_RESPONSE = 0x7800 | 0x0040;
/** IN, CH, HS; NONE and ANY of RFC 2136. */
const KNOWN_CLASSES: readonly number[] = [1, 3, 4, 254, 255];
const CLASS = 2;
const QUESTION_TAIL = 4;
const DATA_LENGTH = 8;
const RECORD_TAIL = 10;
/** With the root as their name. */
const SHORTEST_QUESTION = 1 + QUESTION_TAIL;
const SHORTEST_RECORD = 1 + RECORD_TAIL;
/** A message on any port that has more is not walked through for a guess. */
const MAX_RECORDS = 128;
/** One label of one character. */
const SHORTEST_NAME = 3;
/** An OPT record and a signature (RFC 8945). */
const MAX_QUERY_ADDITIONS = 2;

/** What walking through a message's beginning says. */
const Shape = { Wrong: 0, Cut: 1, Right: 2 } as const;
type Shape = (typeof Shape)[keyof typeof Shape];

/**
 * Recognises DNS, multicast DNS and LLMNR: on their ports by a header and a first name that may be theirs, on any other port only by a
 * message with one question in which everything is where the header says it is, to the last byte.
 */
export function recogniseDns(payload: Payload): AppProtocol | typeof NOT_MINE | typeof PERHAPS {
  const protocol = protocolOfPorts(payload);
  return payload.transport === Transport.Tcp ? recogniseStream(payload, protocol) : recogniseDatagram(payload, protocol);
}

function recogniseDatagram(payload: Payload, protocol: AppProtocol): AppProtocol | typeof NOT_MINE {
  if (protocol === AppProtocol.Unknown) {
    return payload.wireEnd <= payload.end && isWholeMessage(payload, payload) ? AppProtocol.Dns : NOT_MINE;
  }
  const shape = shapeOf(payload, payload.wireEnd - payload.start);
  if (shape === Shape.Cut) return payload.wireEnd > payload.end ? protocol : NOT_MINE;
  return shape === Shape.Right ? protocol : NOT_MINE;
}

function recogniseStream(payload: Payload, portProtocol: AppProtocol): AppProtocol | typeof NOT_MINE | typeof PERHAPS {
  // Multicast DNS is not spoken over TCP: there its port says nothing.
  const protocol = portProtocol === AppProtocol.Mdns ? AppProtocol.Unknown : portProtocol;
  const { bytes, start, end } = payload;
  if (end - start < LENGTH_PREFIX + DNS_HEADER_LENGTH) return protocol === AppProtocol.Unknown ? NOT_MINE : PERHAPS;
  const length = readUint16(bytes, start);
  if (length < DNS_HEADER_LENGTH) return NOT_MINE;
  const messageStart = start + LENGTH_PREFIX;
  const message = { bytes, start: messageStart, end: Math.min(end, messageStart + length) };
  if (protocol === AppProtocol.Unknown) {
    return message.end === messageStart + length && isWholeMessage(message, payload) ? AppProtocol.Dns : NOT_MINE;
  }
  const shape = shapeOf(message, length);
  if (shape === Shape.Cut) return end < messageStart + length ? PERHAPS : NOT_MINE;
  return shape === Shape.Right ? protocol : NOT_MINE;
}

function protocolOfPorts({ sourcePort, destinationPort }: Payload): AppProtocol {
  if (destinationPort === DNS_PORT || sourcePort === DNS_PORT) return AppProtocol.Dns;
  if (destinationPort === MDNS_PORT || sourcePort === MDNS_PORT) return AppProtocol.Mdns;
  if (destinationPort === LLMNR_PORT || sourcePort === LLMNR_PORT) return AppProtocol.Llmnr;
  return AppProtocol.Unknown;
}

/**
 * Whether a message's header and what comes first behind it may be of DNS: because its operation and its first class are known ones, or because
 * its counts are such as fit into it, which is a rare chance in what is not DNS (some tunnels hide on its port).
 */
function shapeOf(message: MessageBytes, wireLength: number): Shape {
  const { bytes, start, end } = message;
  if (end - start < DNS_HEADER_LENGTH) return Shape.Wrong;
  const flags = readUint16(bytes, start + FLAGS);
  const questions = readUint16(bytes, start + QUESTION_COUNT);
  const records =
    readUint16(bytes, start + ANSWER_COUNT) +
    readUint16(bytes, start + AUTHORITY_COUNT) +
    readUint16(bytes, start + ADDITIONAL_COUNT);
  // A server that could make nothing of a question returns the header alone.
  if (questions + records === 0) {
    return (flags & IS_RESPONSE) !== 0 && wireLength === DNS_HEADER_LENGTH ? Shape.Right : Shape.Wrong;
  }
  const tail = skipName(message, start + DNS_HEADER_LENGTH);
  if (tail < 0 || tail + QUESTION_TAIL > end) return Shape.Cut;
  if (DNS_HEADER_LENGTH + questions * SHORTEST_QUESTION + records * SHORTEST_RECORD <= wireLength) return Shape.Right;
  if (((KNOWN_OPCODES >>> ((flags >>> OPCODE_SHIFT) & OPCODE_MASK)) & 1) === 0) return Shape.Wrong;
  const type = readUint16(bytes, tail);
  const recordClass = readUint16(bytes, tail + CLASS) & CLASS_MASK;
  return type === RecordType.Opt || KNOWN_CLASSES.includes(recordClass) ? Shape.Right : Shape.Wrong;
}

function isWholeMessage(message: MessageBytes, { sourcePort, destinationPort }: Payload): boolean {
  if (sourcePort === NETBIOS_NAME_PORT || destinationPort === NETBIOS_NAME_PORT) return false;
  const { bytes, start, end } = message;
  if (end - start < DNS_HEADER_LENGTH || readUint16(bytes, start + QUESTION_COUNT) !== 1) return false;
  const flags = readUint16(bytes, start + FLAGS);
  const answers = readUint16(bytes, start + ANSWER_COUNT) + readUint16(bytes, start + AUTHORITY_COUNT);
  const additions = readUint16(bytes, start + ADDITIONAL_COUNT);
  if ((flags & IS_RESPONSE) === 0) {
    if ((flags & NOT_IN_PLAIN_QUERY) !== 0 || answers > 0 || additions > MAX_QUERY_ADDITIONS) return false;
  } else if ((flags & NOT_IN_PLAIN_RESPONSE) !== 0 || answers + additions > MAX_RECORDS) {
    return false;
  }
  // A question for the root is no proof of anything: a few zeros look like it.
  const name = start + DNS_HEADER_LENGTH;
  const tail = skipName(message, name);
  if (tail < 0 || tail - name < SHORTEST_NAME || tail + QUESTION_TAIL > end) return false;
  if (readUint16(bytes, tail) === 0 || readUint16(bytes, tail + CLASS) !== INTERNET_CLASS) return false;
  return behindRecords(message, tail + QUESTION_TAIL, answers + additions) === end;
}

/** The position behind so many records; -1 where they are not all there. */
function behindRecords(message: MessageBytes, at: number, count: number): number {
  const { bytes, end } = message;
  let position = at;
  for (let n = 0; n < count; n += 1) {
    const tail = skipName(message, position);
    if (tail < 0 || tail + RECORD_TAIL > end) return -1;
    position = tail + RECORD_TAIL + readUint16(bytes, tail + DATA_LENGTH);
    if (position > end) return -1;
  }
  return position;
}
