// RFC 4380, section 5.1.1: an IPv6 packet, an authentication and an origin in front of it if need be.
import { readInt32, readUint16 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload } from '../payload.ts';
import type { Verdict } from './verdict.ts';

const AUTHENTICATION = 0x0001;
const CLIENT_IDENTIFIER_LENGTH = 2;
const AUTHENTICATION_VALUE_LENGTH = 3;
const AUTHENTICATION_LENGTH = 13;
const ORIGIN = 0x0000;
const ORIGIN_LENGTH = 8;

const PAYLOAD_LENGTH = 4;
const SOURCE = 8;
const DESTINATION = 24;
const IPV6_HEADER_LENGTH = 40;
const IP_VERSION_6 = 6;

/** 2001::/32. */
const TEREDO_PREFIX = 0x20010000;
/** fe80::/16: the start of what a client and its server say to each other. */
const LINK_LOCAL = 0xfe80;

export function recogniseTeredo({ bytes, start, end, wireEnd }: Payload): Verdict {
  let at = start;
  if (end - at < AUTHENTICATION_LENGTH) return NOT_MINE;
  const isAuthenticated = readUint16(bytes, at) === AUTHENTICATION;
  if (isAuthenticated)
    at += AUTHENTICATION_LENGTH + bytes[at + CLIENT_IDENTIFIER_LENGTH]! + bytes[at + AUTHENTICATION_VALUE_LENGTH]!;
  const hasOrigin = at + ORIGIN_LENGTH <= end && readUint16(bytes, at) === ORIGIN;
  if (hasOrigin) at += ORIGIN_LENGTH;
  if (end - at < IPV6_HEADER_LENGTH || bytes[at]! >>> 4 !== IP_VERSION_6) return NOT_MINE;
  if (readUint16(bytes, at + PAYLOAD_LENGTH) + IPV6_HEADER_LENGTH !== wireEnd - at) return NOT_MINE;
  if (readInt32(bytes, at + SOURCE) === TEREDO_PREFIX || readInt32(bytes, at + DESTINATION) === TEREDO_PREFIX)
    return AppProtocol.Teredo;
  return (isAuthenticated || hasOrigin) && readUint16(bytes, at + SOURCE) === LINK_LOCAL ? AppProtocol.Teredo : NOT_MINE;
}
