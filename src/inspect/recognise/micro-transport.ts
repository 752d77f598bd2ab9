// BEP 29, with the extensions that are in use: selective acknowledgements and extension bits.
import { readInt32, readUint16 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { Mark, recall, remember } from './memory.ts';
import type { Verdict } from './verdict.ts';

const TYPE_AND_VERSION = 0;
const EXTENSION = 1;
const CONNECTION = 2;
const TIME_DIFFERENCE = 8;
const WINDOW = 12;
const SEQUENCE = 16;
const ACKNOWLEDGED = 18;
const HEADER_LENGTH = 20;

const VERSION_1 = 1;
const LAST_TYPE = 4;
const SYN = 4;
/** In bytes; nobody offers a gigabyte. */
const LARGEST_WINDOW_BYTE = 0x0f;
const NO_EXTENSION = 0;
const LAST_EXTENSION = 3;
const MAX_EXTENSIONS = 4;
const EXTENSION_UNIT = 4;

/** The 24 bits kept of a packet: its connection above the end of its sequence number. */
const SEQUENCE_BITS = 8;
const SEQUENCE_MASK = (1 << SEQUENCE_BITS) - 1;
const MAX_DISTANCE = 32;

/** Claims the beginning of a connection at once, and otherwise the second packet of one. */
export function recogniseMicroTransport(payload: Payload): Verdict {
  const { bytes, start } = payload;
  if (!looksLikePacket(payload)) return NOT_MINE;
  const connection = readUint16(bytes, start + CONNECTION);
  const sequence = readUint16(bytes, start + SEQUENCE) & SEQUENCE_MASK;
  const acknowledged = readUint16(bytes, start + ACKNOWLEDGED);
  if (bytes[start + TYPE_AND_VERSION]! >>> 4 === SYN) {
    return acknowledged === 0 && readInt32(bytes, start + TIME_DIFFERENCE) === 0 ? AppProtocol.MicroTransport : NOT_MINE;
  }
  const own = recall(payload.memory, Mark.MicroTransport);
  const other = recall(payload.otherMemory, Mark.MicroTransport);
  // The same number again says nothing: the datagram may have been seen twice.
  const isNext = own >= 0 && own >>> SEQUENCE_BITS === connection && (own & SEQUENCE_MASK) !== sequence;
  if (isNext && isClose(own, sequence)) return AppProtocol.MicroTransport;
  if (other >= 0 && Math.abs((other >>> SEQUENCE_BITS) - connection) === 1 && isClose(other, acknowledged)) {
    return AppProtocol.MicroTransport;
  }
  remember(payload, Mark.MicroTransport, (connection << SEQUENCE_BITS) | sequence);
  return PERHAPS;
}

/** Whether the header is one and its extensions, each with the type of the next and its length, end inside the datagram. */
function looksLikePacket({ bytes, start, end, wireEnd }: Payload): boolean {
  if (end - start < HEADER_LENGTH) return false;
  const typeAndVersion = bytes[start + TYPE_AND_VERSION]!;
  if ((typeAndVersion & 0x0f) !== VERSION_1 || typeAndVersion >>> 4 > LAST_TYPE) return false;
  if (bytes[start + WINDOW]! > LARGEST_WINDOW_BYTE || readUint16(bytes, start + CONNECTION) === 0) return false;
  let extension = bytes[start + EXTENSION]!;
  let at = start + HEADER_LENGTH;
  for (let count = 0; extension !== NO_EXTENSION; count += 1) {
    if (extension > LAST_EXTENSION || count === MAX_EXTENSIONS || at + 2 > end) return false;
    extension = bytes[at]!;
    const length = bytes[at + 1]!;
    if (length === 0 || length % EXTENSION_UNIT !== 0) return false;
    at += 2 + length;
  }
  return at <= wireEnd;
}

function isClose(remembered: number, sequence: number): boolean {
  const ahead = (sequence - remembered) & SEQUENCE_MASK;
  return ahead <= MAX_DISTANCE || ahead >= SEQUENCE_MASK + 1 - MAX_DISTANCE;
}
