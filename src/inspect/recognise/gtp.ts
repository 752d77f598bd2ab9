// GTP-C version 2: 3GPP TS 29.274, section 5; version 1: TS 29.060, section 6. Users' packets in GTP-U are the decoders' to unwrap.
import { readUint16 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload } from '../payload.ts';
import { datagramLength, hasPort } from './match.ts';
import type { Verdict } from './verdict.ts';

const FLAGS = 0;
const LENGTH = 2;
const HEADER_LENGTH = 8;
/** Version 2 does not count its first four bytes, version 1 its first eight. */
const UNCOUNTED_2 = 4;
const UNCOUNTED_1 = 8;
/** GTP', which carries what calls cost: its short header. */
const UNCOUNTED_CHARGING = 6;
const VERSION_SHIFT = 5;
const PROTOCOL_TYPE = 0x10;

const CONTROL_PORT = 2123;
const USER_PORT = 2152;
const CHARGING_PORT = 3386;

/** Two bits and a length prove nothing elsewhere. */
export function recogniseGtp(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  const isOnPort = hasPort(payload, CONTROL_PORT) || hasPort(payload, USER_PORT) || hasPort(payload, CHARGING_PORT);
  if (!isOnPort || end - start < HEADER_LENGTH) return NOT_MINE;
  const version = bytes[start + FLAGS]! >>> VERSION_SHIFT;
  const rest = datagramLength(payload) - readUint16(bytes, start + LENGTH);
  if (version === 2) return rest === UNCOUNTED_2 ? AppProtocol.Gtp : NOT_MINE;
  const uncounted = (bytes[start + FLAGS]! & PROTOCOL_TYPE) !== 0 ? UNCOUNTED_1 : UNCOUNTED_CHARGING;
  return version === 1 && rest === uncounted ? AppProtocol.Gtp : NOT_MINE;
}
