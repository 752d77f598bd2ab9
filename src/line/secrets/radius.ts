// RFC 2865, sections 3 and 5: attributes of type, length of all, value.
import { readUint16 } from '../../decode/read.ts';
import type { Eraser } from './eraser.ts';

/** Authentication and accounting, their ports before those were assigned, and changes of authorization (RFC 5176). */
const PORTS: ReadonlySet<number> = new Set([1645, 1646, 1812, 1813, 3799]);

const LENGTH = 2;
const HEADER_LENGTH = 20;
const ATTRIBUTE_HEADER_LENGTH = 2;

/** Codes of RFC 2865, 2866 and 5176: what has another one is some other protocol from a port that happens to be one of these. */
const CODES: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 11, 40, 41, 42, 43, 44, 45]);
/** User-Name, Reply-Message, Calling-Station-Id, NAS-Port-Id, Chargeable-User-Identity (RFC 4372). */
const TEXTS: ReadonlySet<number> = new Set([1, 18, 31, 87, 89]);
/** User-Password, CHAP-Password, State, Class, Vendor-Specific (MS-CHAP, RFC 2548; circuit ids, RFC 4679), CHAP-Challenge, EAP-Message. */
const BINARIES: ReadonlySet<number> = new Set([2, 3, 24, 25, 26, 60, 79]);

export function isRadius({ packet }: Eraser): boolean {
  const { bytes, cursor, capturedEnd } = packet;
  const isPort = PORTS.has(packet.sourcePort) || PORTS.has(packet.destinationPort);
  return isPort && cursor < capturedEnd && CODES.has(bytes[cursor]!);
}

/** Overwrites what the RADIUS packet at the cursor tells of a user. */
export function overwriteRadius(eraser: Eraser): void {
  const { bytes, cursor } = eraser.packet;
  if (cursor + HEADER_LENGTH > eraser.end) return;
  const length = readUint16(bytes, cursor + LENGTH);
  const end = length < HEADER_LENGTH ? eraser.end : Math.min(cursor + length, eraser.end);
  let attribute = cursor + HEADER_LENGTH;
  while (attribute + ATTRIBUTE_HEADER_LENGTH <= end) {
    const type = bytes[attribute]!;
    const value = attribute + ATTRIBUTE_HEADER_LENGTH;
    const attributeEnd = attribute + bytes[attribute + 1]!;
    if (attributeEnd < value || attributeEnd > end) {
      eraser.text(value, eraser.end);
      return;
    }
    if (TEXTS.has(type)) eraser.text(value, attributeEnd);
    else if (BINARIES.has(type)) eraser.binary(value, attributeEnd);
    attribute = attributeEnd;
  }
  eraser.clear(end, eraser.end);
}
