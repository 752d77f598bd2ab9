// RFC 2281, section 5; version 2 has type-length-value fields, the first of which is the group's state.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload } from '../payload.ts';
import { ascii, datagramLength, hasAt, hasPort } from './match.ts';
import type { Verdict } from './verdict.ts';

const VERSION = 0;
const OPERATION = 1;
const STATE = 2;
const AUTHENTICATION = 8;
const LENGTH = 20;
const LAST_OPERATION = 3;
const STATES: readonly number[] = [0, 1, 2, 4, 8, 16];
const USUAL_AUTHENTICATION = ascii('cisco\0\0\0');

const PORT = 1985;
const IPV6_PORT = 2029;
const GROUP_STATE = 1;
const GROUP_STATE_LENGTH = 40;

export function recogniseHsrp(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (end - start < LENGTH) return NOT_MINE;
  const isOnPort = hasPort(payload, PORT) || hasPort(payload, IPV6_PORT);
  if (isOnPort && bytes[start] === GROUP_STATE && bytes[start + 1] === GROUP_STATE_LENGTH) return AppProtocol.Hsrp;
  const isState = bytes[start + OPERATION]! <= LAST_OPERATION && STATES.includes(bytes[start + STATE]!);
  if (bytes[start + VERSION] !== 0 || !isState || datagramLength(payload) < LENGTH) return NOT_MINE;
  return isOnPort || hasAt(payload, AUTHENTICATION, USUAL_AUTHENTICATION) ? AppProtocol.Hsrp : NOT_MINE;
}
