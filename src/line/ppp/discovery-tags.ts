// Cold: discovery passes a few times per session.

import type { Packet } from '../../decode/packet.ts';
import { readUint16, readUint24 } from '../../decode/read.ts';
import { readMessage, readText } from './message-text.ts';

// RFC 2516, appendix A: type, length, value.
const TYPE = 0;
const LENGTH = 2;
const VALUE = 4;

const END_OF_LIST = 0x0000;
const SERVICE_NAME = 0x0101;
const AC_NAME = 0x0102;
const HOST_UNIQ = 0x0103;
const AC_COOKIE = 0x0104;
const VENDOR_SPECIFIC = 0x0105;
const RELAY_SESSION_ID = 0x0110;
/** RFC 4638. */
const PPP_MAX_PAYLOAD = 0x0120;
const SERVICE_NAME_ERROR = 0x0201;
const AC_SYSTEM_ERROR = 0x0202;
const GENERIC_ERROR = 0x0203;

const ERROR_NAMES: Readonly<Record<number, DiscoveryErrorName>> = {
  [SERVICE_NAME_ERROR]: 'Service-Name-Error',
  [AC_SYSTEM_ERROR]: 'AC-System-Error',
  [GENERIC_ERROR]: 'Generic-Error',
};

export type DiscoveryErrorName = 'Service-Name-Error' | 'AC-System-Error' | 'Generic-Error';

export interface DiscoveryError {
  readonly name: DiscoveryErrorName;
  readonly text: string;
}

/** What the tags of a discovery packet say, bounded. */
export interface DiscoveryTags {
  readonly serviceNames: readonly string[];
  readonly acName: string | null;
  /** In hexadecimal digits, for comparison. */
  readonly hostUniq: string | null;
  readonly acCookie: string | null;
  readonly relaySessionId: string | null;
  readonly maxPayload: number | null;
  readonly vendorIds: readonly number[];
  readonly errors: readonly DiscoveryError[];
}

const MAX_TAGS = 32;
const MAX_NAMES = 8;
const MAX_ERRORS = 4;
const MAX_OPAQUE_BYTES = 64;

/** Reads the tags at the packet's cursor, up to the first that does not fit. */
export function readDiscoveryTags(packet: Packet): DiscoveryTags {
  const { bytes, end } = packet;
  const serviceNames: string[] = [];
  const vendorIds: number[] = [];
  const errors: DiscoveryError[] = [];
  let acName: string | null = null;
  let hostUniq: string | null = null;
  let acCookie: string | null = null;
  let relaySessionId: string | null = null;
  let maxPayload: number | null = null;

  let at = packet.cursor;
  for (let tags = 0; tags < MAX_TAGS && at + VALUE <= end; tags += 1) {
    const type = readUint16(bytes, at + TYPE);
    const length = readUint16(bytes, at + LENGTH);
    const value = at + VALUE;
    if (type === END_OF_LIST || value + length > end) break;
    const error = ERROR_NAMES[type];
    if (error !== undefined && errors.length < MAX_ERRORS) errors.push({ name: error, text: readMessage(packet, value, length) });
    else if (type === SERVICE_NAME && serviceNames.length < MAX_NAMES)
      serviceNames.push(withoutUser(readText(packet, value, length)));
    else if (type === AC_NAME) acName = readText(packet, value, length);
    else if (type === HOST_UNIQ) hostUniq = readOpaque(bytes, value, length);
    else if (type === AC_COOKIE) acCookie = readOpaque(bytes, value, length);
    else if (type === RELAY_SESSION_ID) relaySessionId = readOpaque(bytes, value, length);
    else if (type === PPP_MAX_PAYLOAD && length === 2) maxPayload = readUint16(bytes, value);
    else if (type === VENDOR_SPECIFIC && length >= 4 && vendorIds.length < MAX_NAMES)
      vendorIds.push(readUint24(bytes, value + 1));
    at = value + length;
  }
  return { serviceNames, acName, hostUniq, acCookie, relaySessionId, maxPayload, vendorIds, errors };
}

/** `Generic-Error "out of sessions"`, one after the other; empty without any. */
export function errorsText(errors: readonly DiscoveryError[]): string {
  return errors.map(({ name, text }) => (text === '' ? name : `${name} "${text}"`)).join(', ');
}

/** The tags in words, for a timeline. */
export function tagsText(tags: DiscoveryTags): string {
  const parts = [
    ...(tags.acName === null ? [] : [`AC-Name "${tags.acName}"`]),
    ...tags.serviceNames.filter((name) => name !== '').map((name) => `Service-Name "${name}"`),
    ...(tags.hostUniq === null ? [] : [`Host-Uniq ${tags.hostUniq}`]),
    ...(tags.acCookie === null ? [] : [`AC-Cookie of ${tags.acCookie.length / 2} bytes`]),
    ...(tags.relaySessionId === null ? [] : [`Relay-Session-Id ${tags.relaySessionId}`]),
    ...(tags.maxPayload === null ? [] : [`PPP-Max-Payload ${tags.maxPayload}`]),
    ...tags.vendorIds.map((id) => `Vendor-Specific of ${id}`),
    ...(tags.errors.length === 0 ? [] : [errorsText(tags.errors)]),
  ];
  return parts.join(', ');
}

/** Some lines have the user's name in it, as `user@realm`. */
function withoutUser(serviceName: string): string {
  return serviceName.includes('@') ? '***' : serviceName;
}

function readOpaque(bytes: Uint8Array, start: number, length: number): string {
  return Array.from(bytes.subarray(start, start + Math.min(length, MAX_OPAQUE_BYTES)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
