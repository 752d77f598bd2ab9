// Cold: reads the few DHCP messages of a line.

import { readInt32, readUint16, readUint32 } from '../../../decode/read.ts';

// RFC 2131, section 2.
const OPERATION = 0;
const TRANSACTION_ID = 4;
const CLIENT_ADDRESS = 12;
const YOUR_ADDRESS = 16;
const RELAY_ADDRESS = 24;
const CLIENT_HARDWARE = 28;
const COOKIE = 236;
const OPTIONS = 240;
const MAGIC_COOKIE = 0x63825363;
const BOOT_REPLY = 2;

const PAD = 0;
const END = 255;

/** Options of RFC 2132 that say something about the line; 82 is RFC 3046. */
const Option = {
  SubnetMask: 1,
  Router: 3,
  DomainNameServer: 6,
  RequestedAddress: 50,
  LeaseTime: 51,
  MessageType: 53,
  ServerIdentifier: 54,
  Message: 56,
  RenewalTime: 58,
  RebindingTime: 59,
  RelayAgent: 82,
} as const;

export const Dhcpv4Type = { Discover: 1, Offer: 2, Request: 3, Decline: 4, Ack: 5, Nak: 6, Release: 7, Inform: 8 } as const;

/** The message's text is somebody else's: kept raw, no longer than this. */
const MAX_TEXT = 128;
const MAX_SERVERS = 4;

/** A DHCPv4 message (RFC 2131, 2132). Addresses are 32-bit words, 0 where there is none; times in seconds, -1 where there is none. */
export interface Dhcpv4Message {
  readonly type: number;
  readonly isReply: boolean;
  readonly transactionId: number;
  readonly clientAddress: number;
  readonly yourAddress: number;
  readonly relayAddress: number;
  /** The first four bytes of the client's hardware address and the two behind them. */
  readonly clientHardware: readonly [number, number];
  readonly hasRelayOption: boolean;
  readonly requestedAddress: number;
  readonly serverIdentifier: number;
  readonly gateway: number;
  readonly subnetMask: number;
  readonly dnsServers: readonly number[];
  readonly leaseSeconds: number;
  readonly renewalSeconds: number;
  readonly rebindingSeconds: number;
  readonly text: string | null;
}

/** Reads the message in `bytes` from `start` to `end`; null where it is none or cut short. */
export function readDhcpv4(bytes: Uint8Array, start: number, end: number): Dhcpv4Message | null {
  if (end - start < OPTIONS || readUint32(bytes, start + COOKIE) !== MAGIC_COOKIE) return null;
  const options = readOptions(bytes, start + OPTIONS, end);
  if (options.type === 0) return null;
  return {
    ...options,
    isReply: bytes[start + OPERATION] === BOOT_REPLY,
    transactionId: readUint32(bytes, start + TRANSACTION_ID),
    clientAddress: readInt32(bytes, start + CLIENT_ADDRESS),
    yourAddress: readInt32(bytes, start + YOUR_ADDRESS),
    relayAddress: readInt32(bytes, start + RELAY_ADDRESS),
    clientHardware: [readInt32(bytes, start + CLIENT_HARDWARE), readUint16(bytes, start + CLIENT_HARDWARE + 4)],
  };
}

function readOptions(bytes: Uint8Array, start: number, end: number) {
  const found = {
    type: 0,
    hasRelayOption: false,
    requestedAddress: 0,
    serverIdentifier: 0,
    gateway: 0,
    subnetMask: 0,
    dnsServers: [] as number[],
    leaseSeconds: -1,
    renewalSeconds: -1,
    rebindingSeconds: -1,
    text: null as string | null,
  };
  let at = start;
  while (at < end && bytes[at] !== END) {
    if (bytes[at] === PAD) {
      at += 1;
      continue;
    }
    if (at + 2 > end) break;
    const code = bytes[at]!;
    const length = bytes[at + 1]!;
    const value = at + 2;
    if (value + length > end) break;
    at = value + length;
    if (code === Option.RelayAgent) found.hasRelayOption = true;
    else if (code === Option.Message) found.text = textOf(bytes, value, Math.min(length, MAX_TEXT));
    else if (code === Option.MessageType && length === 1) found.type = bytes[value]!;
    if (length < 4) continue;
    const word = readInt32(bytes, value);
    if (code === Option.RequestedAddress) found.requestedAddress = word;
    else if (code === Option.ServerIdentifier) found.serverIdentifier = word;
    else if (code === Option.Router) found.gateway = word;
    else if (code === Option.SubnetMask) found.subnetMask = word;
    else if (code === Option.LeaseTime) found.leaseSeconds = word >>> 0;
    else if (code === Option.RenewalTime) found.renewalSeconds = word >>> 0;
    else if (code === Option.RebindingTime) found.rebindingSeconds = word >>> 0;
    else if (code === Option.DomainNameServer) {
      for (let next = value; next + 4 <= at && found.dnsServers.length < MAX_SERVERS; next += 4) {
        found.dnsServers.push(readInt32(bytes, next));
      }
    }
  }
  return found;
}

function textOf(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}
