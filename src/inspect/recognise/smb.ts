// [MS-SMB2] and [MS-CIFS], section 2.2 (headers); [MS-SMB2], section 2.1 and RFC 1002, section 4.3 (what stands in front over TCP).
import { readUint24 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { ascii, hasAt, Match, matchAt } from './match.ts';
import type { Verdict } from './verdict.ts';

const TYPE = 0;
const LENGTH = 1;
const HEADER_LENGTH = 4;
const MAGIC_LENGTH = 4;
/** Version 1; version 2 and 3; encrypted; compressed. */
const MAGICS: readonly number[] = [0xff, 0xfe, 0xfd, 0xfc];
const MAGIC_NAME = ascii('SMB');

const Session = { Message: 0x00, Request: 0x81, PositiveResponse: 0x82, NegativeResponse: 0x83, Keepalive: 0x85 } as const;
/** Two encoded names of 34 bytes. */
const REQUEST_LENGTH = 68;
const ENCODED_NAME = 0x20;

/** SMB, alone or in a NetBIOS session. A session that never carries any is NetBIOS and no more. */
export function recogniseSmb(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (end === start) return PERHAPS;
  switch (bytes[start + TYPE]) {
    case Session.Message:
      return messageAt(payload, 0);
    case Session.Request:
      if (end - start <= HEADER_LENGTH) return PERHAPS;
      if (readUint24(bytes, start + LENGTH) !== REQUEST_LENGTH || bytes[start + HEADER_LENGTH] !== ENCODED_NAME) return NOT_MINE;
      return messageAt(payload, HEADER_LENGTH + REQUEST_LENGTH);
    case Session.PositiveResponse:
      if (end - start < HEADER_LENGTH) return PERHAPS;
      return readUint24(bytes, start + LENGTH) === 0 ? messageAt(payload, HEADER_LENGTH) : NOT_MINE;
    default:
      return NOT_MINE;
  }
}

function messageAt(payload: Payload, offset: number): Verdict {
  const { bytes, start, end } = payload;
  const at = start + offset;
  if (at >= end) return PERHAPS;
  if (bytes[at] !== Session.Message) return NOT_MINE;
  if (at + HEADER_LENGTH >= end) return PERHAPS;
  const isLongEnough = readUint24(bytes, at + LENGTH) >= MAGIC_LENGTH;
  if (!isLongEnough || !MAGICS.includes(bytes[at + HEADER_LENGTH]!)) return NOT_MINE;
  if (hasAt(payload, offset + HEADER_LENGTH + 1, MAGIC_NAME)) return AppProtocol.Smb;
  return matchAt(payload, offset + HEADER_LENGTH + 1, MAGIC_NAME) === Match.Beginning ? PERHAPS : NOT_MINE;
}
