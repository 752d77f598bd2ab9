// RFC 2453, section 4 (version 2), RFC 1058, section 3.1 (version 1), RFC 2080, section 2.1 (for IPv6).
import { readUint16, readUint32 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload } from '../payload.ts';
import { datagramLength, hasPort } from './match.ts';
import type { Verdict } from './verdict.ts';

const COMMAND = 0;
const VERSION = 1;
const ZERO = 2;
const FAMILY = 4;
const METRIC = 20;
const HEADER_LENGTH = 4;
const ENTRY_LENGTH = 20;

const LAST_COMMAND = 2;
const LAST_VERSION = 2;
const WHOLE_TABLE = 0;
const INTERNET = 2;
const AUTHENTICATION = 0xffff;
const UNREACHABLE = 16;
const IPV6_PORT = 521;
const IPV6_PREFIX_LENGTH = 22;
const LONGEST_PREFIX = 128;

export function recogniseRip(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  const entries = datagramLength(payload) - HEADER_LENGTH;
  if (end - start < HEADER_LENGTH + ENTRY_LENGTH || entries % ENTRY_LENGTH !== 0) return NOT_MINE;
  const command = bytes[start + COMMAND]!;
  const version = bytes[start + VERSION]!;
  if (command === 0 || command > LAST_COMMAND || version === 0 || version > LAST_VERSION) return NOT_MINE;
  if (readUint16(bytes, start + ZERO) !== 0) return NOT_MINE;
  if (hasPort(payload, IPV6_PORT)) return bytes[start + IPV6_PREFIX_LENGTH]! <= LONGEST_PREFIX ? AppProtocol.Rip : NOT_MINE;
  const family = readUint16(bytes, start + FAMILY);
  if (family === AUTHENTICATION) return AppProtocol.Rip;
  const isEntry = (family === INTERNET || family === WHOLE_TABLE) && readUint32(bytes, start + METRIC) <= UNREACHABLE;
  return isEntry ? AppProtocol.Rip : NOT_MINE;
}
