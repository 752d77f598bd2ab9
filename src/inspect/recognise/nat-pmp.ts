// NAT-PMP: RFC 6886, section 3; its successor PCP: RFC 6887, section 7.
import { readInt32, readUint16 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload } from '../payload.ts';
import { datagramLength, hasPort } from './match.ts';
import type { Verdict } from './verdict.ts';

const VERSION = 0;
const OPERATION = 1;
const RESPONSE = 0x80;
const PORT = 5351;
const CLIENT_PORT = 5350;

/** By operation: external address, map UDP, map TCP. */
const REQUEST_LENGTHS: readonly number[] = [2, 12, 12];
const RESPONSE_LENGTHS: readonly number[] = [12, 16, 16];

const VERSION_2 = 2;
const LAST_OPERATION = 3;
const PCP_LENGTH = 24;
const CLIENT_ADDRESS = 8;
const MAX_PCP_LENGTH = 1100;

export function recogniseNatPmp(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (end - start < REQUEST_LENGTHS[0]!) return NOT_MINE;
  const operation = bytes[start + OPERATION]! & ~RESPONSE;
  const isResponse = (bytes[start + OPERATION]! & RESPONSE) !== 0;
  const isOnPort = hasPort(payload, PORT) || hasPort(payload, CLIENT_PORT);
  if (bytes[start + VERSION] === 0) {
    const length = (isResponse ? RESPONSE_LENGTHS : REQUEST_LENGTHS)[operation];
    return isOnPort && length === datagramLength(payload) ? AppProtocol.NatPmp : NOT_MINE;
  }
  const length = datagramLength(payload);
  const isLength = length >= PCP_LENGTH && length <= MAX_PCP_LENGTH && length % 4 === 0;
  if (bytes[start + VERSION] !== VERSION_2 || operation > LAST_OPERATION || !isLength || end - start < PCP_LENGTH)
    return NOT_MINE;
  return isOnPort || (!isResponse && isMappedAddress(bytes, start + CLIENT_ADDRESS)) ? AppProtocol.NatPmp : NOT_MINE;
}

/** ::ffff:0:0/96: a request of a client with an IPv4 address. */
function isMappedAddress(bytes: Uint8Array, at: number): boolean {
  const isZero = readInt32(bytes, at) === 0 && readInt32(bytes, at + 4) === 0 && readUint16(bytes, at + 8) === 0;
  return isZero && readUint16(bytes, at + 10) === 0xffff;
}
