// Cold: reads the few DHCP messages that pass by. RFC 2131, section 2; options: RFC 2132; the client's full name: RFC 4702, section 2.

import { readInt32, readUint16, readUint32 } from '../../decode/read.ts';
import { hostNameText } from '../host-name-text.ts';

const OPERATION = 0;
const TRANSACTION = 4;
const CLIENT_ADDRESS = 12;
const YOUR_ADDRESS = 16;
const HARDWARE_ADDRESS = 28;
const COOKIE = 236;
const OPTIONS = 240;
const MAGIC_COOKIE = 0x63825363;
const BOOT_REPLY = 2;

const PAD = 0;
const END = 255;
const Option = { HostName: 12, RequestedAddress: 50, MessageType: 53, FullName: 81 } as const;

/** Flags and two codes that are no longer used stand in front of a full name. */
const FULL_NAME = 3;
const IS_ENCODED = 0x04;
const LABEL_MASK = 0xc0;
const MAX_NAME = 255;

export const DhcpType = { Discover: 1, Request: 3, Ack: 5, Inform: 8 } as const;

/** What a message says of its client. Addresses are 32-bit words, 0 where there is none. */
export interface DhcpMessage {
  readonly type: number;
  readonly isReply: boolean;
  readonly transaction: number;
  /** The client's hardware address, as far as two words tell clients apart. */
  readonly hardware: readonly [number, number];
  readonly clientAddress: number;
  readonly yourAddress: number;
  readonly requestedAddress: number;
  /** The client's name, lower case and visible; empty without one. */
  readonly name: string;
}

/** Reads the message in `bytes` from `start` to `end`; null where it is none. Options behind a cut are left out. */
export function readDhcpMessage(bytes: Uint8Array, start: number, end: number): DhcpMessage | null {
  if (end - start < OPTIONS || readUint32(bytes, start + COOKIE) !== MAGIC_COOKIE) return null;
  const options = readOptions(bytes, start + OPTIONS, end);
  return {
    ...options,
    isReply: bytes[start + OPERATION] === BOOT_REPLY,
    transaction: readInt32(bytes, start + TRANSACTION),
    hardware: [readInt32(bytes, start + HARDWARE_ADDRESS), readUint16(bytes, start + HARDWARE_ADDRESS + 4)],
    clientAddress: readInt32(bytes, start + CLIENT_ADDRESS),
    yourAddress: readInt32(bytes, start + YOUR_ADDRESS),
  };
}

function readOptions(bytes: Uint8Array, start: number, end: number) {
  const found = { type: 0, requestedAddress: 0, name: '' };
  let fullName = '';
  let at = start;
  while (at < end && bytes[at] !== END) {
    if (bytes[at] === PAD) {
      at += 1;
      continue;
    }
    if (at + 2 > end) break;
    const value = at + 2;
    const next = value + bytes[at + 1]!;
    if (next > end) break;
    const code = bytes[at];
    if (code === Option.MessageType && next > value) found.type = bytes[value]!;
    else if (code === Option.RequestedAddress && next - value >= 4) found.requestedAddress = readInt32(bytes, value);
    else if (code === Option.HostName && found.name === '') found.name = hostNameText(bytes, value, next);
    else if (code === Option.FullName && fullName === '') fullName = readFullName(bytes, value, next);
    at = next;
  }
  if (found.name === '') found.name = fullName;
  return found;
}

/** Text, or labels as DNS has them, if a flag says so. */
function readFullName(bytes: Uint8Array, start: number, end: number): string {
  const name = start + FULL_NAME;
  if (name >= end) return '';
  if ((bytes[start]! & IS_ENCODED) === 0) return hostNameText(bytes, name, end);
  const dotted = new Uint8Array(MAX_NAME);
  let length = 0;
  let at = name;
  while (at < end && bytes[at] !== 0) {
    const labelLength = bytes[at]!;
    if ((labelLength & LABEL_MASK) !== 0 || at + 1 + labelLength > end || length + labelLength + 1 > MAX_NAME) return '';
    if (length > 0) dotted[length++] = 0x2e;
    for (let index = 0; index < labelLength; index += 1) dotted[length++] = bytes[at + 1 + index]!;
    at += 1 + labelLength;
  }
  return hostNameText(dotted, 0, length);
}
