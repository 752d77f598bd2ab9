// Runs once per payload of a conversation whose protocol nobody knows yet: allocate nothing but for DTLS handshakes.

import { readUint24 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, type Recogniser, Transport } from '../payload.ts';
import {
  canBeDtlsRecord,
  DTLS_HANDSHAKE_HEADER,
  DTLS_RECORD_HEADER,
  dtlsEpoch,
  dtlsRecordLength,
  readFragmentHeader,
} from './dtls-record.ts';
import { canBeSslV2Hello, isSslV2HeaderThere } from './sslv2-hello.ts';
import {
  ContentType,
  canBeRecord,
  HANDSHAKE_HEADER,
  HandshakeType,
  LONGEST_RECORD,
  RECORD_HEADER,
  recordLength,
} from './tls-record.ts';

/** Where a ClientHello and a ServerHello have their version, counted from the message's header. */
const HELLO_VERSION = HANDSHAKE_HEADER;
const HELLO_MAJOR_VERSION = 3;
/** A version, 32 random bytes and the length of a session id. */
const SHORTEST_HELLO = 35;
const LONGEST_HELLO = 1 << 16;
const ALERT_LENGTH = 2;
const WARNING = 1;
const FATAL = 2;
const HIGHEST_ALERT = 121;
/** What protects a record adds that much to it, whatever is inside. */
const SHORTEST_PROTECTED_RECORD = 16;
/** More of a datagram's records are not looked at: what has been right so often will be right. */
const MOST_RECORDS = 8;

/**
 * Recognises TLS and SSL over TCP, on any port, at a connection's beginning or where the probe came upon it, if that is where a record begins.
 * The few bytes of a record's header are no proof to speak of, so what is inside has to be right, or another record has to follow.
 */
export const recogniseTls: Recogniser = (payload) => {
  if (payload.transport !== Transport.Tcp) return NOT_MINE;
  const { bytes, start, end } = payload;
  if (start < end && canBeSslV2Hello(bytes, start, end)) return isSslV2HeaderThere(start, end) ? AppProtocol.Tls : PERHAPS;
  if (!canBeRecord(bytes, start, end)) return NOT_MINE;
  // At least one byte of the record has to be there, too.
  if (end - start <= RECORD_HEADER) return PERHAPS;

  const length = recordLength(bytes, start);
  const content = start + RECORD_HEADER;
  switch (bytes[start]) {
    case ContentType.ChangeCipherSpec:
      return length === 1 && bytes[content] === 1 ? AppProtocol.Tls : NOT_MINE;
    case ContentType.ApplicationData:
      return length >= SHORTEST_PROTECTED_RECORD && canFollow(payload, content + length) ? AppProtocol.Tls : NOT_MINE;
    case ContentType.Alert:
      return length === ALERT_LENGTH ? judgeAlert(payload, content) : judgeProtected(payload, length);
    case ContentType.Handshake:
      return judgeHandshake(payload, length);
    default:
      return judgeProtected(payload, length);
  }
};

/**
 * Recognises DTLS over UDP, on any port: a handshake by its first message, what is encrypted by its records, which fill the datagram. DTLS 1.3
 * encrypts most of that header, too (RFC 9147, section 4); such conversations are recognised by their hellos alone.
 */
export const recogniseDtls: Recogniser = (payload) => {
  if (payload.transport !== Transport.Udp) return NOT_MINE;
  const { bytes, start, end, wireEnd } = payload;
  if (!canBeDtlsRecord(bytes, start, end)) return NOT_MINE;
  if (end - start < DTLS_RECORD_HEADER) return end < wireEnd ? PERHAPS : NOT_MINE;

  if (bytes[start] !== ContentType.Handshake || dtlsEpoch(bytes, start) > 0) return judgeRecords(payload);
  const content = start + DTLS_RECORD_HEADER;
  const recordEnd = content + dtlsRecordLength(bytes, start);
  const message = content + DTLS_HANDSHAKE_HEADER;
  if (recordEnd > wireEnd || message > recordEnd) return NOT_MINE;
  if (message > end) return PERHAPS;
  const fragment = readFragmentHeader(bytes, content);
  const isRight = fragment !== null && fragment.type <= HandshakeType.KeyUpdate && message + fragment.length <= recordEnd;
  return isRight ? AppProtocol.Dtls : NOT_MINE;
};

/** RFC 8446, section 6. */
function judgeAlert({ bytes, end }: Payload, at: number): ReturnType<Recogniser> {
  const level = bytes[at]!;
  if (level !== WARNING && level !== FATAL) return NOT_MINE;
  if (at + 1 >= end) return PERHAPS;
  return bytes[at + 1]! <= HIGHEST_ALERT ? AppProtocol.Tls : NOT_MINE;
}

function judgeHandshake(payload: Payload, length: number): ReturnType<Recogniser> {
  const { bytes, start, end } = payload;
  const content = start + RECORD_HEADER;
  if (length < HANDSHAKE_HEADER) return judgeProtected(payload, length);
  if (end - content < HANDSHAKE_HEADER) return PERHAPS;

  const type = bytes[content]!;
  const messageLength = readUint24(bytes, content + 1);
  if (type === HandshakeType.ClientHello || type === HandshakeType.ServerHello) {
    const isLengthRight = messageLength >= SHORTEST_HELLO && messageLength <= LONGEST_HELLO;
    if (!isLengthRight || length <= HELLO_VERSION) return judgeProtected(payload, length);
    if (content + HELLO_VERSION >= end) return PERHAPS;
    if (bytes[content + HELLO_VERSION] === HELLO_MAJOR_VERSION) return AppProtocol.Tls;
  }
  // A message in the clear that fills its record (HelloRequest, Certificate, ClientKeyExchange): four bytes agree.
  if (type <= HandshakeType.KeyUpdate && HANDSHAKE_HEADER + messageLength === length) return AppProtocol.Tls;
  return judgeProtected(payload, length);
}

/** Of a record whose content says nothing, only what follows it can be judged. */
function judgeProtected(payload: Payload, length: number): ReturnType<Recogniser> {
  const { start, end } = payload;
  const recordEnd = start + RECORD_HEADER + length;
  if (recordEnd > end) return PERHAPS;
  if (!canFollow(payload, recordEnd)) return NOT_MINE;
  const isRest = end - recordEnd;
  return isRest === 0 || isRest >= RECORD_HEADER ? AppProtocol.Tls : PERHAPS;
}

/** Whether another record can begin at `at`, or nothing is there yet. */
function canFollow({ bytes, end }: Payload, at: number): boolean {
  return at >= end || canBeRecord(bytes, at, end);
}

/** RFC 6347, section 4.1.1: a datagram holds whole records and nothing else. */
function judgeRecords({ bytes, start, end, wireEnd }: Payload): ReturnType<Recogniser> {
  let at = start;
  for (let records = 0; records < MOST_RECORDS && at < wireEnd; records += 1) {
    if (!canBeDtlsRecord(bytes, at, end)) return NOT_MINE;
    // Cut off by the snap length, behind a record at least.
    if (end - at < DTLS_RECORD_HEADER) return end < wireEnd && at > start ? AppProtocol.Dtls : NOT_MINE;
    const length = dtlsRecordLength(bytes, at);
    if (length === 0 || length > LONGEST_RECORD) return NOT_MINE;
    at += DTLS_RECORD_HEADER + length;
  }
  return at <= wireEnd ? AppProtocol.Dtls : NOT_MINE;
}
