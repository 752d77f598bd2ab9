// Lines without PPP are signed in to with DHCP: RFC 2131 and 8415.
import { readUint16, readUint32 } from '../../decode/read.ts';
import type { Eraser } from './eraser.ts';

const PORTS_V4: readonly number[] = [67, 68];
const PORTS_V6: readonly number[] = [546, 547];

const COOKIE = 236;
const MAGIC_COOKIE = 0x63825363;
const OPTIONS_V4 = 240;
const PAD = 0;
const END = 255;
/** The client's identifier is mostly an address; some providers have it made of user and password. */
const CLIENT_ID = 61;
/** RFC 3046: circuit and remote id, from the access node. */
const RELAY_AGENT = 82;
/** RFC 3118; some providers have it made of user and password. */
const AUTHENTICATION_V4 = 90;

const OPTIONS_V6 = 4;
const OPTIONS_RELAYED = 34;
const RELAY_FORWARD = 12;
const RELAY_REPLY = 13;
const RELAY_MESSAGE = 9;
const AUTHENTICATION_V6 = 11;
/** Interface-Id, Remote-Id, Subscriber-Id (RFC 8415, 4649 and 4580), from the access node. */
const LINE_IDS: ReadonlySet<number> = new Set([18, 37, 38]);
const MOST_RELAYS = 8;

/** Between a user's name and its realm, and between it and its password. */
const SEPARATORS: ReadonlySet<number> = new Set([0x40, 0x7c]);

/** Overwrites what a DHCP message at the cursor, if there is one, tells of a user. */
export function overwriteDhcp(eraser: Eraser): void {
  const { sourcePort, destinationPort, cursor } = eraser.packet;
  if (PORTS_V4.includes(sourcePort) && PORTS_V4.includes(destinationPort)) overwriteDhcpv4(cursor, eraser);
  else if (PORTS_V6.includes(sourcePort) && PORTS_V6.includes(destinationPort)) overwriteDhcpv6(cursor, eraser);
}

function overwriteDhcpv4(at: number, eraser: Eraser): void {
  const { bytes } = eraser.packet;
  let option = at + OPTIONS_V4;
  if (option > eraser.end || readUint32(bytes, at + COOKIE) !== MAGIC_COOKIE) return;
  while (option + 1 < eraser.end && bytes[option] !== END) {
    if (bytes[option] === PAD) {
      option += 1;
      continue;
    }
    const type = bytes[option]!;
    const value = option + 2;
    option = value + bytes[option + 1]!;
    if (type === RELAY_AGENT) eraser.text(value, option);
    else if (type === AUTHENTICATION_V4) eraser.binary(value, option);
    else if (type === CLIENT_ID && isSignIn(value + 1, option, eraser)) eraser.text(value + 1, option);
  }
}

function overwriteDhcpv6(at: number, eraser: Eraser): void {
  const { bytes } = eraser.packet;
  let option = endOfHeader(at, eraser);
  let relays = 0;
  while (option + 4 <= eraser.end) {
    const type = readUint16(bytes, option);
    const value = option + 4;
    option = value + readUint16(bytes, option + 2);
    if (LINE_IDS.has(type)) eraser.text(value, option);
    else if (type === AUTHENTICATION_V6) eraser.binary(value, option);
    else if (type === RELAY_MESSAGE && relays < MOST_RELAYS) {
      // The message that was passed on is inside, and the relay's further options come behind it: all one list, but for its header.
      relays += 1;
      option = endOfHeader(value, eraser);
    }
  }
}

function endOfHeader(at: number, { packet, end }: Eraser): number {
  if (at >= end) return end;
  const type = packet.bytes[at];
  return at + (type === RELAY_FORWARD || type === RELAY_REPLY ? OPTIONS_RELAYED : OPTIONS_V6);
}

/** Whether all of it is printable and something separates a name from what follows, or may where the rest was not captured. */
function isSignIn(from: number, end: number, eraser: Eraser): boolean {
  let isSeparated = end > eraser.end;
  for (let at = from; at < Math.min(end, eraser.end); at += 1) {
    const byte = eraser.packet.bytes[at]!;
    if (byte < 0x20 || byte > 0x7e) return false;
    if (SEPARATORS.has(byte)) isSeparated = true;
  }
  return isSeparated;
}
