// Version 2: RFC 7296, section 3.1; version 1: RFC 2408, section 3.1; behind the non-ESP marker: RFC 3948; over TCP: RFC 9329.
import { readInt32, readUint32 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, Transport } from '../payload.ts';
import { ascii, Match, matchAt } from './match.ts';
import type { Verdict } from './verdict.ts';

const INITIATOR = 0;
const VERSION = 17;
const EXCHANGE = 18;
const FLAGS = 19;
const LENGTH = 24;
const HEADER_LENGTH = 28;

const VERSION_1_0 = 0x10;
const VERSION_2_0 = 0x20;
const EXCHANGES_1: readonly number[] = [1, 2, 3, 4, 5, 6, 32, 33];
const FLAGS_1 = 0x07;
const FIRST_EXCHANGE_2 = 34;
const LAST_EXCHANGE_2 = 44;
/** Response, version and initiator; all other bits are zero. */
const FLAGS_2 = 0x38;

const NON_ESP_MARKER_LENGTH = 4;
const STREAM_PREFIX = ascii('IKETCP');

export function recogniseIke(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (payload.transport === Transport.Tcp) {
    const match = matchAt(payload, 0, STREAM_PREFIX);
    if (match === Match.Whole) return AppProtocol.Ike;
    return match === Match.Beginning ? PERHAPS : NOT_MINE;
  }
  if (end - start < HEADER_LENGTH) return NOT_MINE;
  const isMarked = readInt32(bytes, start) === 0;
  return isHeader(payload, isMarked ? start + NON_ESP_MARKER_LENGTH : start) ? AppProtocol.Ike : NOT_MINE;
}

function isHeader({ bytes, end, wireEnd }: Payload, at: number): boolean {
  if (end - at < HEADER_LENGTH || readUint32(bytes, at + LENGTH) !== wireEnd - at) return false;
  if (readInt32(bytes, at + INITIATOR) === 0 && readInt32(bytes, at + INITIATOR + 4) === 0) return false;
  const exchange = bytes[at + EXCHANGE]!;
  const flags = bytes[at + FLAGS]!;
  if (bytes[at + VERSION] === VERSION_1_0) return EXCHANGES_1.includes(exchange) && (flags & ~FLAGS_1) === 0;
  if (bytes[at + VERSION] !== VERSION_2_0) return false;
  return exchange >= FIRST_EXCHANGE_2 && exchange <= LAST_EXCHANGE_2 && (flags & ~FLAGS_2) === 0;
}
