// RFC 2131, section 2, and BOOTP before it (RFC 951); version 6: RFC 8415, sections 8, 9 and 21.1.
import { readUint16, readUint32 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload } from '../payload.ts';
import { capturedLength, datagramLength, hasPort } from './match.ts';
import type { Verdict } from './verdict.ts';

const OPERATION = 0;
const HARDWARE_TYPE = 1;
const HARDWARE_LENGTH = 2;
const HOPS = 3;
const LOOKED_AT = 4;
const COOKIE = 236;
const COOKIE_END = 240;

const MAGIC_COOKIE = 0x63825363;
const LAST_OPERATION = 2;
const MAX_HARDWARE_LENGTH = 16;
const MAX_HOPS = 16;
const SERVER = 67;
const CLIENT = 68;

export function recogniseDhcp(payload: Payload): Verdict {
  const { bytes, start } = payload;
  if (capturedLength(payload) < LOOKED_AT || datagramLength(payload) < COOKIE) return NOT_MINE;
  const operation = bytes[start + OPERATION]!;
  if (operation === 0 || operation > LAST_OPERATION || bytes[start + HARDWARE_TYPE] === 0) return NOT_MINE;
  if (bytes[start + HARDWARE_LENGTH]! > MAX_HARDWARE_LENGTH || bytes[start + HOPS]! > MAX_HOPS) return NOT_MINE;
  if (capturedLength(payload) >= COOKIE_END && readUint32(bytes, start + COOKIE) === MAGIC_COOKIE) return AppProtocol.Dhcp;
  // BOOTP needs no cookie, and the capture may have cut it off.
  return hasPort(payload, SERVER) || hasPort(payload, CLIENT) ? AppProtocol.Dhcp : NOT_MINE;
}

const MESSAGE_TYPE = 0;
const OPTIONS = 4;
const RELAY_OPTIONS = 34;
const OPTION_LENGTH = 2;
const OPTION_HEADER_LENGTH = 4;

const RELAY_FORWARD = 12;
const RELAY_REPLY = 13;
/** Of the first option: those that messages begin with are among the first hundred and fifty. */
const LAST_OPTION = 150;
const CLIENT_IDENTIFIER = 1;
const SERVER_IDENTIFIER = 2;
const RELAY_MESSAGE = 9;
const VERSION_6_CLIENT = 546;
const VERSION_6_SERVER = 547;

/** Options follow each other to the end, and one of them says who speaks, or whose message is passed on. */
export function recogniseDhcpv6(payload: Payload): Verdict {
  const { bytes, start, end, wireEnd } = payload;
  if (capturedLength(payload) < OPTIONS + OPTION_HEADER_LENGTH) return NOT_MINE;
  const type = bytes[start + MESSAGE_TYPE]!;
  if (type === 0 || type > RELAY_REPLY) return NOT_MINE;
  const isRelayed = type === RELAY_FORWARD || type === RELAY_REPLY;
  let isSigned = false;
  let at = start + (isRelayed ? RELAY_OPTIONS : OPTIONS);
  while (at + OPTION_HEADER_LENGTH <= end) {
    const code = readUint16(bytes, at);
    if (code === 0 || code > LAST_OPTION) return NOT_MINE;
    isSigned ||= isRelayed ? code === RELAY_MESSAGE : code === CLIENT_IDENTIFIER || code === SERVER_IDENTIFIER;
    at += OPTION_HEADER_LENGTH + readUint16(bytes, at + OPTION_LENGTH);
  }
  if (!isSigned || at > wireEnd) return NOT_MINE;
  if (at === wireEnd) return AppProtocol.Dhcpv6;
  // Of options that were cut too few are left to tell by.
  const isOnPort = hasPort(payload, VERSION_6_CLIENT) || hasPort(payload, VERSION_6_SERVER);
  return end < wireEnd && isOnPort ? AppProtocol.Dhcpv6 : NOT_MINE;
}
