// https://github.com/memcached/memcached/blob/master/doc/protocol.txt; over UDP, eight bytes stand in front.
import { readUint16, readUint32 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, Transport } from '../payload.ts';
import { ascii, hasAt, hasPort, Match, matchAt } from './match.ts';
import type { Verdict } from './verdict.ts';

const COMMANDS = ['stats\r\n', 'stats ', 'version\r\n', 'get ', 'gets ', 'set ', 'add ', 'replace ', 'delete ', 'flush_all'].map(
  ascii,
);
const ANSWERS = ['STORED\r\n', 'NOT_STORED\r\n', 'VALUE ', 'STAT pid ', 'VERSION 1.', 'END\r\n', 'DELETED\r\n'].map(ascii);
const TEXTS = [...COMMANDS, ...ANSWERS];
const PORT = 11211;

const SEQUENCE = 2;
const TOTAL = 4;
const RESERVED = 6;
const FRAME_LENGTH = 8;

// The binary protocol.
const REQUEST = 0x80;
const RESPONSE = 0x81;
const OPERATION = 1;
const KEY_LENGTH = 2;
const EXTRAS_LENGTH = 4;
const DATA_TYPE = 5;
const BODY_LENGTH = 8;
const HEADER_LENGTH = 24;
const LAST_OPERATION = 0x49;
const MAX_BODY = 0x200000;
const MAX_EXTRAS = 32;

/** Its words are others' words, too: they count where it is expected. */
export function recogniseMemcached(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (payload.transport === Transport.Udp) return isDatagram(payload) ? AppProtocol.Memcached : NOT_MINE;
  if (end === start) return PERHAPS;
  if (bytes[start] === REQUEST || bytes[start] === RESPONSE) return recogniseBinary(payload);
  if (!hasPort(payload, PORT)) return NOT_MINE;
  if (TEXTS.some((text) => hasAt(payload, 0, text))) return AppProtocol.Memcached;
  return TEXTS.some((text) => matchAt(payload, 0, text) === Match.Beginning) ? PERHAPS : NOT_MINE;
}

/** One datagram of one, and a word behind it. */
function isDatagram(payload: Payload): boolean {
  const { bytes, start, end } = payload;
  if (end - start < FRAME_LENGTH || readUint16(bytes, start + SEQUENCE) >= Math.max(1, readUint16(bytes, start + TOTAL)))
    return false;
  return readUint16(bytes, start + RESERVED) === 0 && TEXTS.some((text) => hasAt(payload, FRAME_LENGTH, text));
}

function recogniseBinary({ bytes, start, end }: Payload): Verdict {
  if (end - start < HEADER_LENGTH) return PERHAPS;
  const body = readUint32(bytes, start + BODY_LENGTH);
  const extras = bytes[start + EXTRAS_LENGTH]!;
  const isHeader =
    bytes[start + OPERATION]! <= LAST_OPERATION &&
    bytes[start + DATA_TYPE] === 0 &&
    extras <= MAX_EXTRAS &&
    body <= MAX_BODY &&
    readUint16(bytes, start + KEY_LENGTH) + extras <= body;
  return isHeader ? AppProtocol.Memcached : NOT_MINE;
}
