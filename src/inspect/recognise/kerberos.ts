// RFC 4120, section 5.4 (exchanges with the key distribution centre) and 5.9.1 (errors); over TCP, a length stands in front (section 7.2.2).
import { readUint32 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, Transport } from '../payload.ts';
import { contentOf, endOfElement, isSmallInteger, Tag } from './ber.ts';
import type { Verdict } from './verdict.ts';

/** The message's type is its tag's number: AS and TGS, request and reply; AP request and reply; error. */
const APPLICATION = 0x60;
const REQUESTS: readonly number[] = [10, 12];
const REPLIES: readonly number[] = [11, 13, 14, 15, 30];
const FIRST_FIELD = 0xa0;
const SECOND_FIELD = 0xa1;
const VERSION_5 = 5;
/** The field's tag and length around an INTEGER of one byte. */
const FIELD_HEADER_LENGTH = 2;
const INTEGER_FIELD_LENGTH = 5;

const FRAME_LENGTH = 4;
const MAX_MESSAGE = 0x100000;
/** Tags and lengths up to the second field's end. */
const ENOUGH = 24;

export function recogniseKerberos(payload: Payload): Verdict {
  const { bytes, start, end, wireEnd } = payload;
  if (payload.transport === Transport.Udp) return isMessage(payload, start, wireEnd) ? AppProtocol.Kerberos : NOT_MINE;
  if (end - start <= FRAME_LENGTH) return PERHAPS;
  const length = readUint32(bytes, start);
  const message = start + FRAME_LENGTH;
  if (length > MAX_MESSAGE || (bytes[message]! & APPLICATION) !== APPLICATION) return NOT_MINE;
  if (end - message < Math.min(length, ENOUGH)) return PERHAPS;
  return isMessage(payload, message, message + length) ? AppProtocol.Kerberos : NOT_MINE;
}

function isMessage(payload: Payload, start: number, messageEnd: number): boolean {
  const { bytes, end } = payload;
  if (start >= end) return false;
  const type = bytes[start]! ^ APPLICATION;
  const isRequest = REQUESTS.includes(type);
  if ((!isRequest && !REPLIES.includes(type)) || endOfElement(bytes, start, end) !== messageEnd) return false;
  const sequence = contentOf(bytes, start, end);
  if (sequence < 0 || sequence >= end || bytes[sequence] !== Tag.Sequence) return false;
  const version = contentOf(bytes, sequence, end);
  const firstField = isRequest ? SECOND_FIELD : FIRST_FIELD;
  return (
    version >= 0 &&
    isField(payload, version, { tag: firstField, value: VERSION_5 }) &&
    isField(payload, version + INTEGER_FIELD_LENGTH, { tag: firstField + 1, value: type })
  );
}

interface IntegerField {
  readonly tag: number;
  readonly value: number;
}

function isField({ bytes, end }: Payload, at: number, field: IntegerField): boolean {
  const integer = at + FIELD_HEADER_LENGTH;
  if (at + INTEGER_FIELD_LENGTH > end || bytes[at] !== field.tag || !isSmallInteger(bytes, integer, end)) return false;
  return bytes[integer + 2] === field.value;
}
