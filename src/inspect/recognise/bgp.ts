// RFC 4271, section 4.1; type 5: RFC 2918.
import { readUint16 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { Match, matchAt } from './match.ts';
import type { Verdict } from './verdict.ts';

const MARKER = new Uint8Array(16).fill(0xff);
const LENGTH = 16;
const TYPE = 18;
const HEADER_LENGTH = 19;
const LAST_TYPE = 5;

export function recogniseBgp(payload: Payload): Verdict {
  const match = matchAt(payload, 0, MARKER);
  if (match !== Match.Whole) return match === Match.Beginning ? PERHAPS : NOT_MINE;
  const { bytes, start, end } = payload;
  if (end - start < HEADER_LENGTH) return PERHAPS;
  const type = bytes[start + TYPE]!;
  const isMessage = readUint16(bytes, start + LENGTH) >= HEADER_LENGTH && type > 0 && type <= LAST_TYPE;
  return isMessage ? AppProtocol.Bgp : NOT_MINE;
}
