// NetFlow version 9: RFC 3954, section 5; IPFIX: RFC 7011, section 3; versions 1, 5 and 7: as Cisco's documentation of NetFlow export has them.
import { readUint16, readUint32 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload } from '../payload.ts';
import { capturedLength, datagramLength } from './match.ts';
import type { Verdict } from './verdict.ts';

const VERSION = 0;
const COUNT = 2;
const HEADER_LENGTH = 16;

/** Header and record of the versions whose records are all alike. */
const FIXED: Readonly<Record<number, readonly [header: number, record: number]>> = { 1: [16, 52], 5: [24, 48], 7: [24, 52] };
const SECONDS = 8;
const MAX_RECORDS = 30;

const VERSION_9 = 9;
const HEADER_9_LENGTH = 20;
const IPFIX = 10;
const IPFIX_LENGTH = 2;
const IPFIX_SECONDS = 4;
/** Templates and options; data have the template's number, from 256 on. */
const FIRST_SET = 0;
const LAST_TEMPLATE_SET = 3;
const FIRST_DATA_SET = 256;
const SET_LENGTH = 2;
const SET_HEADER_LENGTH = 4;
/** 1996: before that there was no NetFlow. */
const EARLIEST_SECONDS = 820_454_400;

export function recogniseNetFlow(payload: Payload): Verdict {
  const { bytes, start } = payload;
  if (capturedLength(payload) < HEADER_LENGTH) return NOT_MINE;
  const version = readUint16(bytes, start + VERSION);
  const isNetFlow = version === VERSION_9 || version === IPFIX ? hasSets(payload, version) : hasRecords(payload, FIXED[version]);
  return isNetFlow ? AppProtocol.NetFlow : NOT_MINE;
}

function hasRecords(payload: Payload, layout: readonly [number, number] | undefined): boolean {
  if (layout === undefined) return false;
  const count = readUint16(payload.bytes, payload.start + COUNT);
  const [header, record] = layout;
  if (count === 0 || count > MAX_RECORDS || datagramLength(payload) !== header + count * record) return false;
  return readUint32(payload.bytes, payload.start + SECONDS) >= EARLIEST_SECONDS;
}

/** Whether the sets, each with its number and its length, follow each other to the end. */
function hasSets(payload: Payload, version: number): boolean {
  const { bytes, start, end, wireEnd } = payload;
  const isIpfix = version === IPFIX;
  if (isIpfix && readUint16(bytes, start + IPFIX_LENGTH) !== wireEnd - start) return false;
  if (readUint32(bytes, start + (isIpfix ? IPFIX_SECONDS : SECONDS)) < EARLIEST_SECONDS) return false;
  let at = start + (isIpfix ? HEADER_LENGTH : HEADER_9_LENGTH);
  if (at + SET_HEADER_LENGTH > end) return false;
  while (at + SET_HEADER_LENGTH <= end) {
    const set = readUint16(bytes, at);
    const length = readUint16(bytes, at + SET_LENGTH);
    const isSet = set >= FIRST_DATA_SET || (set >= FIRST_SET && set <= LAST_TEMPLATE_SET);
    at += length;
    if (!isSet || length < SET_HEADER_LENGTH || at > wireEnd) return false;
  }
  return at === wireEnd || end < wireEnd;
}
