// Cold: reads the few DHCPv6 messages of a line.

import { readInt32, readUint16, readUint24, readUint32 } from '../../../decode/read.ts';

// RFC 8415, sections 8 and 21.
const MESSAGE_TYPE = 0;
const TRANSACTION_ID = 1;
const HEADER_LENGTH = 4;
const OPTION_HEADER_LENGTH = 4;

const Option = {
  AssociationForAddresses: 3,
  Address: 5,
  StatusCode: 13,
  DnsServers: 23,
  AssociationForPrefixes: 25,
  Prefix: 26,
  AftrName: 64,
} as const;

export const Dhcpv6Type = {
  Solicit: 1,
  Advertise: 2,
  Request: 3,
  Confirm: 4,
  Renew: 5,
  Rebind: 6,
  Reply: 7,
  Release: 8,
  Decline: 9,
  Reconfigure: 10,
  InformationRequest: 11,
} as const;

/** What option codes above 93 announce softwires other than DS-Lite: MAP-E, MAP-T and lightweight 4over6 (RFC 7598). */
const FIRST_SOFTWIRE_CONTAINER = 94;
const LAST_SOFTWIRE_CONTAINER = 96;

const MAX_ITEMS = 8;
const MAX_TEXT = 128;
const MAX_NAME = 255;

export interface Dhcpv6Address {
  readonly words: readonly [number, number, number, number];
  /** 128 for an address, the prefix's length for a prefix. */
  readonly length: number;
  readonly preferredSeconds: number;
  readonly validSeconds: number;
}

/** A DHCPv6 message between client and server (RFC 8415). */
export interface Dhcpv6Message {
  readonly type: number;
  readonly transactionId: number;
  readonly asksForPrefix: boolean;
  readonly asksForAddress: boolean;
  readonly addresses: readonly Dhcpv6Address[];
  readonly prefixes: readonly Dhcpv6Address[];
  readonly renewalSeconds: number;
  /** The first status that is no success, of the message or of anything in it; 0 without one. */
  readonly statusCode: number;
  readonly statusText: string | null;
  readonly dnsServers: readonly (readonly [number, number, number, number])[];
  readonly aftrName: string | null;
  readonly hasOtherSoftwire: boolean;
}

class Reading {
  asksForPrefix = false;
  asksForAddress = false;
  readonly addresses: Dhcpv6Address[] = [];
  readonly prefixes: Dhcpv6Address[] = [];
  renewalSeconds = -1;
  statusCode = 0;
  statusText: string | null = null;
  readonly dnsServers: [number, number, number, number][] = [];
  aftrName: string | null = null;
  hasOtherSoftwire = false;
}

/** Reads the message in `bytes` from `start` to `end`; null where it is cut short or passed between relays. */
export function readDhcpv6(bytes: Uint8Array, start: number, end: number): Dhcpv6Message | null {
  if (end - start < HEADER_LENGTH) return null;
  const type = bytes[start + MESSAGE_TYPE]!;
  if (type < Dhcpv6Type.Solicit || type > Dhcpv6Type.InformationRequest) return null;
  const reading = new Reading();
  readOptions(bytes, start + HEADER_LENGTH, end, reading);
  return { type, transactionId: readUint24(bytes, start + TRANSACTION_ID), ...reading };
}

function readOptions(bytes: Uint8Array, start: number, end: number, reading: Reading): void {
  let at = start;
  while (at + OPTION_HEADER_LENGTH <= end) {
    const code = readUint16(bytes, at);
    const value = at + OPTION_HEADER_LENGTH;
    const next = value + readUint16(bytes, at + 2);
    if (next > end) return;
    readOption(bytes, code, { value, next }, reading);
    at = next;
  }
}

function readOption(bytes: Uint8Array, code: number, { value, next }: { value: number; next: number }, reading: Reading): void {
  const length = next - value;
  if (code === Option.AssociationForAddresses && length >= 12) {
    reading.asksForAddress = true;
    reading.renewalSeconds = readUint32(bytes, value + 4);
    readLeased(bytes, value + 12, next, reading);
  } else if (code === Option.AssociationForPrefixes && length >= 12) {
    reading.asksForPrefix = true;
    reading.renewalSeconds = readUint32(bytes, value + 4);
    readLeased(bytes, value + 12, next, reading);
  } else if (code === Option.StatusCode && length >= 2) {
    readStatus(bytes, value, next, reading);
  } else if (code === Option.DnsServers) {
    for (let item = value; item + 16 <= next && reading.dnsServers.length < MAX_ITEMS; item += 16) {
      reading.dnsServers.push(wordsAt(bytes, item));
    }
  } else if (code === Option.AftrName) reading.aftrName = readName(bytes, value, next);
  else if (code >= FIRST_SOFTWIRE_CONTAINER && code <= LAST_SOFTWIRE_CONTAINER) reading.hasOtherSoftwire = true;
}

/** What is inside an identity association; options inside of that are not looked into, but for a status. */
function readLeased(bytes: Uint8Array, start: number, end: number, reading: Reading): void {
  let at = start;
  while (at + OPTION_HEADER_LENGTH <= end) {
    const code = readUint16(bytes, at);
    const value = at + OPTION_HEADER_LENGTH;
    const next = value + readUint16(bytes, at + 2);
    if (next > end) return;
    if (code === Option.Address && next - value >= 24 && reading.addresses.length < MAX_ITEMS) {
      reading.addresses.push({
        words: wordsAt(bytes, value),
        length: 128,
        preferredSeconds: readUint32(bytes, value + 16),
        validSeconds: readUint32(bytes, value + 20),
      });
    } else if (code === Option.Prefix && next - value >= 25 && reading.prefixes.length < MAX_ITEMS) {
      reading.prefixes.push({
        words: wordsAt(bytes, value + 9),
        length: Math.min(128, bytes[value + 8]!),
        preferredSeconds: readUint32(bytes, value),
        validSeconds: readUint32(bytes, value + 4),
      });
    } else if (code === Option.StatusCode && next - value >= 2) readStatus(bytes, value, next, reading);
    at = next;
  }
}

function readStatus(bytes: Uint8Array, value: number, next: number, reading: Reading): void {
  const status = readUint16(bytes, value);
  if (status === 0 || reading.statusCode !== 0) return;
  reading.statusCode = status;
  reading.statusText = String.fromCharCode(...bytes.subarray(value + 2, Math.min(next, value + 2 + MAX_TEXT)));
}

/** RFC 6334, section 3: a domain name in DNS's wire format, uncompressed. */
function readName(bytes: Uint8Array, start: number, end: number): string | null {
  const limit = Math.min(end, start + MAX_NAME);
  const labels: string[] = [];
  for (let at = start; at < limit && bytes[at] !== 0; at += 1 + bytes[at]!) {
    const length = bytes[at]!;
    if (length > 63 || at + 1 + length > limit) return null;
    labels.push(String.fromCharCode(...bytes.subarray(at + 1, at + 1 + length)));
  }
  return labels.length === 0 ? null : labels.join('.');
}

function wordsAt(bytes: Uint8Array, at: number): [number, number, number, number] {
  return [readInt32(bytes, at), readInt32(bytes, at + 4), readInt32(bytes, at + 8), readInt32(bytes, at + 12)];
}
