// RFC 1350, section 5; option acknowledgements: RFC 2347.
import { readUint16 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { ascii, capturedLength, datagramLength, isPrintable } from './match.ts';
import { Mark, recall, remember } from './memory.ts';
import type { Verdict } from './verdict.ts';

const OPERATION = 0;
const BLOCK = 2;
const HEADER_LENGTH = 4;
const NAME = 2;

const Operation = { Read: 1, Write: 2, Data: 3, Acknowledgement: 4, Error: 5, OptionAcknowledgement: 6 } as const;
const MODES = ['octet\0', 'netascii\0', 'mail\0'].map(ascii);
const OPTIONS = ['blksize\0', 'tsize\0', 'timeout\0', 'windowsize\0', 'multicast\0'].map(ascii);
const UPPER_CASE_BIT = 0x20;
const LONGEST_NAME = 255;
const BLOCK_LENGTH = 512;
const LAST_ERROR = 8;
const BLOCK_BITS = 16;

/** What is asked for is read; blocks and acknowledgements are believed when the next one has the next number. */
export function recogniseTftp(payload: Payload): Verdict {
  const { bytes, start } = payload;
  if (capturedLength(payload) < HEADER_LENGTH) return NOT_MINE;
  const operation = readUint16(bytes, start + OPERATION);
  switch (operation) {
    case Operation.Read:
    case Operation.Write:
      return hasTextAt(payload, endOfName(payload), MODES) ? AppProtocol.Tftp : NOT_MINE;
    case Operation.OptionAcknowledgement:
      return hasTextAt(payload, start + NAME, OPTIONS) ? AppProtocol.Tftp : NOT_MINE;
    case Operation.Data:
      return datagramLength(payload) === HEADER_LENGTH + BLOCK_LENGTH ? recogniseBlock(payload, operation) : NOT_MINE;
    case Operation.Acknowledgement:
      return datagramLength(payload) === HEADER_LENGTH ? recogniseBlock(payload, operation) : NOT_MINE;
    case Operation.Error:
      return isError(payload) ? AppProtocol.Tftp : NOT_MINE;
    default:
      return NOT_MINE;
  }
}

function recogniseBlock(payload: Payload, operation: number): Verdict {
  const block = readUint16(payload.bytes, payload.start + BLOCK);
  const before = recall(payload.memory, Mark.Tftp);
  remember(payload, Mark.Tftp, (operation << BLOCK_BITS) | block);
  return before >= 0 && ((before + 1) & 0xffff) === block && before >>> BLOCK_BITS === operation ? AppProtocol.Tftp : PERHAPS;
}

/** Where the mode starts, behind a name that can be read and its zero; -1 without. */
function endOfName({ bytes, start, end }: Payload): number {
  const limit = Math.min(end, start + NAME + LONGEST_NAME);
  let at = start + NAME;
  while (at < limit && isPrintable(bytes[at]!)) at += 1;
  return at > start + NAME && at < limit && bytes[at] === 0 ? at + 1 : -1;
}

/** Whether one of `texts`, in any case, stands at `at`. */
function hasTextAt({ bytes, end }: Payload, at: number, texts: readonly Uint8Array[]): boolean {
  if (at < 0) return false;
  return texts.some((text) => at + text.length <= end && text.every((byte, index) => lower(bytes[at + index]!) === byte));
}

function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | UPPER_CASE_BIT : byte;
}

/** A number and a text of some length with a zero behind it. */
function isError({ bytes, start, end, wireEnd }: Payload): boolean {
  if (readUint16(bytes, start + BLOCK) > LAST_ERROR || end < wireEnd || bytes[end - 1] !== 0 || end - start > LONGEST_NAME)
    return false;
  for (let at = start + HEADER_LENGTH; at < end - 1; at += 1) {
    if (!isPrintable(bytes[at]!)) return false;
  }
  return end - start > HEADER_LENGTH + 4;
}
