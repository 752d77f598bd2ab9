// RFC 8489, section 5; without the magic cookie: RFC 3489, section 11; TURN's channels: RFC 8656, section 12.4; over TCP: RFC 4571, RFC 6544.
import { readInt32, readUint16 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, Transport } from '../payload.ts';
import { capturedLength, datagramLength } from './match.ts';
import { Mark, recall, remember } from './memory.ts';
import type { Verdict } from './verdict.ts';

const TYPE = 0;
const LENGTH = 2;
const COOKIE = 4;
const HEADER_LENGTH = 20;
const COOKIE_END = 8;

const MAGIC_COOKIE = 0x2112a442;
/** The first two bits of every message are zero. */
const TYPE_MASK = 0xc000;

/** RFC 3489: binding and shared secret, and what Microsoft's TURN adds to them: allocate, send, data, set active destination. */
const CLASSIC_TYPES: readonly number[] = [
  0x0001, 0x0101, 0x0111, 0x0002, 0x0102, 0x0112, 0x0003, 0x0103, 0x0113, 0x0004, 0x0104, 0x0115, 0x0006, 0x0106,
];
const ATTRIBUTE_HEADER_LENGTH = 4;
/** Below this, and from 0x8000 to 0x80ff, are all attributes that were ever used without the cookie; those from 0x0100 on are Zoom's. */
const LAST_OLD_ATTRIBUTE = 0x010f;
const OPTIONAL_ATTRIBUTES = 0x80;

const FIRST_CHANNEL = 0x4000;
const LAST_CHANNEL = 0x7fff;
const CHANNEL_HEADER_LENGTH = 4;

/** In a stream of RTP and its kin, each message has its length in front. */
const FRAME_LENGTH = 2;

export function recogniseStun(payload: Payload): Verdict {
  if (payload.transport === Transport.Tcp) return recogniseInStream(payload);
  if (capturedLength(payload) < CHANNEL_HEADER_LENGTH) return NOT_MINE;
  const type = readUint16(payload.bytes, payload.start + TYPE);
  if (type >= FIRST_CHANNEL && type <= LAST_CHANNEL) return recogniseChannel(payload, type);
  if (capturedLength(payload) < HEADER_LENGTH || (type & TYPE_MASK) !== 0) return NOT_MINE;
  if (readUint16(payload.bytes, payload.start + LENGTH) + HEADER_LENGTH !== datagramLength(payload)) return NOT_MINE;
  if (readInt32(payload.bytes, payload.start + COOKIE) === MAGIC_COOKIE) return AppProtocol.Stun;
  return CLASSIC_TYPES.includes(type) && hasOldAttributes(payload) ? AppProtocol.Stun : NOT_MINE;
}

/** Whether attributes follow each other up to the last byte that is there. None at all is a request's right. */
function hasOldAttributes({ bytes, start, end, wireEnd }: Payload): boolean {
  let at = start + HEADER_LENGTH;
  while (at + ATTRIBUTE_HEADER_LENGTH <= end) {
    const type = readUint16(bytes, at);
    if (type > LAST_OLD_ATTRIBUTE && type >>> 8 !== OPTIONAL_ATTRIBUTES) return false;
    at += ATTRIBUTE_HEADER_LENGTH + readUint16(bytes, at + LENGTH);
  }
  return end < wireEnd || at === end;
}

/** A number and a length are little to go by: the second datagram on the same channel tells. */
function recogniseChannel(payload: Payload, channel: number): Verdict {
  const padding = datagramLength(payload) - CHANNEL_HEADER_LENGTH - readUint16(payload.bytes, payload.start + LENGTH);
  if (padding < 0 || padding > 3) return NOT_MINE;
  if (recall(payload.memory, Mark.TurnChannel) === channel) return AppProtocol.Stun;
  remember(payload, Mark.TurnChannel, channel);
  return PERHAPS;
}

function recogniseInStream(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (end - start < FRAME_LENGTH) return PERHAPS;
  const first = readUint16(bytes, start);
  const plain = messageAt(payload, start);
  if (plain !== NOT_MINE) return plain;
  const framed = messageAt(payload, start + FRAME_LENGTH);
  if (framed !== AppProtocol.Stun) return framed;
  return first === HEADER_LENGTH + readUint16(bytes, start + FRAME_LENGTH + LENGTH) ? AppProtocol.Stun : NOT_MINE;
}

function messageAt({ bytes, end }: Payload, at: number): Verdict {
  if (end - at < FRAME_LENGTH) return PERHAPS;
  if ((readUint16(bytes, at) & TYPE_MASK) !== 0) return NOT_MINE;
  if (end - at < COOKIE_END) return PERHAPS;
  if (readUint16(bytes, at + LENGTH) % 4 !== 0) return NOT_MINE;
  return readInt32(bytes, at + COOKIE) === MAGIC_COOKIE ? AppProtocol.Stun : NOT_MINE;
}
