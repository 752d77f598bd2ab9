// https://openvpn.net/community-docs/openvpn-protocol.html; over TCP, each packet has its length in front.
import { readInt32, readUint16, readUint24, readUint32 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, Transport } from '../payload.ts';
import { fold, Mark, recall, remember } from './memory.ts';
import type { Verdict } from './verdict.ts';

const SESSION_ID = 1;
const SESSION_ID_LENGTH = 8;
/** Behind the session's id: what signs the packet (tls-auth: a digest, its number, its time; tls-crypt: its number, its time, a digest). */
const BODY = 9;
const REPLAY_LENGTH = 8;
/** How many packets it acknowledges, then its own number. */
const PLAIN_TAIL_LENGTH = 5;
const TLS_CRYPT_DIGEST_LENGTH = 32;
const LARGEST_RESET = 2048;

/** The opcode in the upper five bits, key 0 in the lower three: hard resets of version 1, 2 and 3 (tls-crypt-v2), client's and server's. */
const CLIENT_RESETS: readonly number[] = [0x08, 0x38, 0x50];
const SERVER_RESETS: readonly number[] = [0x10, 0x40];
const OPCODE_SHIFT = 3;
const DATA_VERSION_2 = 9;
/** Opcode, peer, packet number; then a tag of 16 bytes. */
const SMALLEST_DATA = 24;
const PEER = 1;
const PACKET_NUMBER = 4;

/** Lengths of the digests that tls-auth may be set to; 0 is without. */
const DIGEST_LENGTHS: readonly number[] = [0, 16, 20, 28, 32, 48, 64];
const FIRST_PACKET = 1;
/** How a client says that it knows cookies (tls-crypt-v2). */
const FIRST_PACKET_WITH_COOKIES = 0x0f000001;
/** 1999: clocks that are not set are in 1970, and then this is not believed. */
const EARLIEST_TIME = 0x38000000;

const FRAME_LENGTH = 2;
const NUMBER_BITS = 16;
const NUMBER_MASK = (1 << NUMBER_BITS) - 1;
const PEER_BITS = 8;
/** Keys are changed every hour: nobody counts further than this. */
const MAX_NUMBER = 0xffffff;
const MAX_AHEAD = 64;

export function recogniseOpenVpn(payload: Payload): Verdict {
  if (payload.transport === Transport.Udp) {
    if (payload.end - payload.start < BODY || payload.end < payload.wireEnd) return NOT_MINE;
    const isData = payload.bytes[payload.start]! >>> OPCODE_SHIFT === DATA_VERSION_2;
    return isData ? recogniseData(payload) : recogniseReset(payload, payload.start, payload.end);
  }
  const { bytes, start, end } = payload;
  if (end - start <= FRAME_LENGTH) return PERHAPS;
  const length = readUint16(bytes, start);
  const opcode = bytes[start + FRAME_LENGTH]!;
  const isReset = CLIENT_RESETS.includes(opcode) || SERVER_RESETS.includes(opcode);
  if (!isReset || length < BODY + PLAIN_TAIL_LENGTH || length > LARGEST_RESET) return NOT_MINE;
  const packetEnd = start + FRAME_LENGTH + length;
  return packetEnd > end ? PERHAPS : recogniseReset(payload, start + FRAME_LENGTH, packetEnd);
}

/** A client's reset proves itself, or is kept until the server's names its session. */
function recogniseReset(payload: Payload, start: number, end: number): Verdict {
  const { bytes } = payload;
  const opcode = bytes[start]!;
  if (end - start < BODY + PLAIN_TAIL_LENGTH || end - start > LARGEST_RESET) return NOT_MINE;
  if (CLIENT_RESETS.includes(opcode)) {
    if (isFirstOfClient(bytes, start, end) || isEncrypted(bytes, start, end)) return AppProtocol.OpenVpn;
    remember(payload, Mark.OpenVpn, sessionAt(bytes, start + SESSION_ID));
    return PERHAPS;
  }
  if (!SERVER_RESETS.includes(opcode)) return NOT_MINE;
  const client = recall(payload.otherMemory, Mark.OpenVpn);
  if (isEncrypted(bytes, start, end) || isAnswer(bytes, start, end)) return AppProtocol.OpenVpn;
  return client >= 0 && endsWithSession(bytes, end, client) ? AppProtocol.OpenVpn : PERHAPS;
}

/** It acknowledges nothing and is number 0: plain, or behind a digest of a length there is. */
function isFirstOfClient(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[end - PLAIN_TAIL_LENGTH] !== 0 || readInt32(bytes, end - 4) !== 0) return false;
  const digest = digestLength(end - start - BODY - PLAIN_TAIL_LENGTH);
  return digest >= 0 && (digest === 0 || isFirstAt(bytes, start + BODY + digest));
}

/** It acknowledges packet 0 of a session, and is number 0 itself. */
function isAnswer(bytes: Uint8Array, start: number, end: number): boolean {
  const tail = PLAIN_TAIL_LENGTH + 4 + SESSION_ID_LENGTH;
  const digest = digestLength(end - start - BODY - tail);
  if (digest < 0 || bytes[end - tail] !== 1 || readInt32(bytes, end - tail + 1) !== 0) return false;
  return readInt32(bytes, end - 4) === 0 && (digest === 0 || isFirstAt(bytes, start + BODY + digest));
}

/** The digest's length where `length` bytes are one and what stands behind it, or nothing; -1 otherwise. */
function digestLength(length: number): number {
  if (length === 0) return 0;
  const digest = length - REPLAY_LENGTH;
  return digest > 0 && DIGEST_LENGTHS.includes(digest) ? digest : -1;
}

function isEncrypted(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start >= BODY + REPLAY_LENGTH + TLS_CRYPT_DIGEST_LENGTH + PLAIN_TAIL_LENGTH && isFirstAt(bytes, start + BODY);
}

function isFirstAt(bytes: Uint8Array, at: number): boolean {
  const number = readUint32(bytes, at);
  return (number === FIRST_PACKET || number === FIRST_PACKET_WITH_COOKIES) && readUint32(bytes, at + 4) >= EARLIEST_TIME;
}

function sessionAt(bytes: Uint8Array, at: number): number {
  return fold(readInt32(bytes, at) ^ Math.imul(readInt32(bytes, at + 4), 31), 24);
}

function endsWithSession(bytes: Uint8Array, end: number, client: number): boolean {
  return sessionAt(bytes, end - 4 - SESSION_ID_LENGTH) === client;
}

/** Data says whose it is and counts: two in a row of one peer. */
function recogniseData(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (end - start < SMALLEST_DATA) return NOT_MINE;
  const peer = fold(readUint24(bytes, start + PEER) | (bytes[start]! << 24), PEER_BITS);
  const packetNumber = readUint32(bytes, start + PACKET_NUMBER);
  if (packetNumber > MAX_NUMBER) return NOT_MINE;
  const number = packetNumber & NUMBER_MASK;
  const before = recall(payload.memory, Mark.OpenVpnData);
  remember(payload, Mark.OpenVpnData, (peer << NUMBER_BITS) | number);
  if (before < 0 || before >>> NUMBER_BITS !== peer) return PERHAPS;
  const ahead = (number - before) & NUMBER_MASK;
  return ahead > 0 && ahead <= MAX_AHEAD ? AppProtocol.OpenVpn : PERHAPS;
}
