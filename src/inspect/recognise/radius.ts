// RFC 2865, section 3; accounting: RFC 2866; changes of authorisation: RFC 5176.
import { readUint16 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload } from '../payload.ts';
import { hasPort } from './match.ts';
import type { Verdict } from './verdict.ts';

const CODE = 0;
const LENGTH = 2;
const HEADER_LENGTH = 20;
const MAX_LENGTH = 4096;
const ATTRIBUTE_LENGTH = 1;
const SMALLEST_ATTRIBUTE = 2;

const CODES: readonly number[] = [1, 2, 3, 4, 5, 11, 12, 13, 40, 41, 42, 43, 44, 45];
const PORTS: readonly number[] = [1812, 1813, 1645, 1646, 3799];

export function recogniseRadius(payload: Payload): Verdict {
  const { bytes, start, end, wireEnd } = payload;
  if (end - start < HEADER_LENGTH || !CODES.includes(bytes[start + CODE]!)) return NOT_MINE;
  const length = readUint16(bytes, start + LENGTH);
  if (length < HEADER_LENGTH || length > MAX_LENGTH || length !== wireEnd - start) return NOT_MINE;
  // An answer may have no attributes: on its ports, the length is enough.
  if (PORTS.some((port) => hasPort(payload, port))) return AppProtocol.Radius;
  if (length === HEADER_LENGTH) return NOT_MINE;
  let at = start + HEADER_LENGTH;
  while (at + SMALLEST_ATTRIBUTE <= end) {
    const attributeLength = bytes[at + ATTRIBUTE_LENGTH]!;
    if (bytes[at] === 0 || attributeLength < SMALLEST_ATTRIBUTE) return NOT_MINE;
    at += attributeLength;
  }
  return end < wireEnd || at === end ? AppProtocol.Radius : NOT_MINE;
}
