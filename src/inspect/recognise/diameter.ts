// RFC 6733, section 3, and the first attribute (section 4.1).
import { readUint24, readUint32 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import type { Verdict } from './verdict.ts';

const VERSION = 0;
const LENGTH = 1;
const FLAGS = 4;
const COMMAND = 5;
const HEADER_LENGTH = 20;
const ATTRIBUTE_CODE = 20;
const ATTRIBUTE_FLAGS = 24;
const ATTRIBUTE_LENGTH = 25;
const FIRST_ATTRIBUTE_END = 28;

const VERSION_1 = 1;
const MAX_LENGTH = 0x10000;
const RESERVED_FLAGS = 0x0f;
/** The IETF's commands from capabilities exchange on, and those of 3GPP. */
const FIRST_COMMAND = 257;
const LAST_COMMAND = 330;
const FIRST_MOBILE_COMMAND = 8_388_608;
const LAST_MOBILE_COMMAND = 8_388_799;
const SMALLEST_ATTRIBUTE = 8;
const ATTRIBUTE_RESERVED_FLAGS = 0x1f;

export function recogniseDiameter({ bytes, start, end }: Payload): Verdict {
  if (end === start) return PERHAPS;
  if (bytes[start + VERSION] !== VERSION_1) return NOT_MINE;
  if (end - start < FIRST_ATTRIBUTE_END) return PERHAPS;
  const length = readUint24(bytes, start + LENGTH);
  if (length < FIRST_ATTRIBUTE_END || length > MAX_LENGTH || length % 4 !== 0) return NOT_MINE;
  const command = readUint24(bytes, start + COMMAND);
  const isCommand =
    (command >= FIRST_COMMAND && command <= LAST_COMMAND) || (command >= FIRST_MOBILE_COMMAND && command <= LAST_MOBILE_COMMAND);
  if (!isCommand || (bytes[start + FLAGS]! & RESERVED_FLAGS) !== 0) return NOT_MINE;
  const attributeLength = readUint24(bytes, start + ATTRIBUTE_LENGTH);
  const isAttribute =
    readUint32(bytes, start + ATTRIBUTE_CODE) !== 0 &&
    (bytes[start + ATTRIBUTE_FLAGS]! & ATTRIBUTE_RESERVED_FLAGS) === 0 &&
    attributeLength >= SMALLEST_ATTRIBUTE &&
    attributeLength <= length - HEADER_LENGTH;
  return isAttribute ? AppProtocol.Diameter : NOT_MINE;
}
