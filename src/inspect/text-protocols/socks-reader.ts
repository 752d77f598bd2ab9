// Runs once per segment at the beginning of a connection: keeps nothing of what it reads.
// RFC 1928 (version 5), RFC 1929 (names and passwords); version 4 and 4a: https://www.openssh.com/txt/socks4.protocol.
import type { Packet } from '../../decode/packet.ts';
import { readUint32 } from '../../decode/read.ts';
import { Reading, type StreamReader, type StreamView } from '../stream-view.ts';
import type { Span } from './ascii.ts';

const VERSION_4 = 4;
const VERSION_5 = 5;
const CONNECT = 1;
const PASSWORD_VERSION = 1;

/** Version 5: version, command, reserved, address type, address, port. */
const ADDRESS_TYPE = 3;
const ADDRESS = 4;
const PORT_LENGTH = 2;
const IPV4_TYPE = 1;
const NAME_TYPE = 3;
const IPV6_TYPE = 4;
/** Version 4: version, command, port, address, user id, zero; 4a: an address 0.0.0.x, and a name behind, with a zero. */
const ADDRESS_4 = 4;
const USER_4 = 8;

/** More than all names and passwords at their longest. */
const LONGEST_VIEW = 1280;

/** Where a part of the dialogue ends; `SHORT` where that is not there, `INVALID` where it is none. */
const SHORT = -1;
const INVALID = -2;

/** Reads what a client says to a SOCKS proxy up to its request to connect: `Restart` behind that. What the proxy says is not read. */
export class SocksReader implements StreamReader {
  read(view: StreamView, _packet: Packet): Reading {
    const end = view.bytes[view.start] === VERSION_4 ? endOfVersion4(view) : endOfVersion5(view);
    if (end === INVALID || (end === SHORT && view.length >= LONGEST_VIEW)) return Reading.Done;
    if (end === SHORT) {
      view.needed = view.length + 1;
      return Reading.More;
    }
    view.consumed = end - view.start;
    return Reading.Restart;
  }
}

function endOfVersion5(view: Span): number {
  const { bytes, start, end } = view;
  if (end - start < 2) return end === start || bytes[start] === VERSION_5 ? SHORT : INVALID;
  const methods = bytes[start + 1]!;
  if (bytes[start] !== VERSION_5 || methods === 0) return INVALID;
  const behindMethods = start + 2 + methods;
  if (behindMethods >= end) return SHORT;
  const at = bytes[behindMethods] === PASSWORD_VERSION ? skipPassword(view, behindMethods) : behindMethods;
  if (at === SHORT || at >= end) return SHORT;
  return endOfRequest(view, at);
}

/** Version, length and user name, length and password. */
function skipPassword({ bytes, end }: Span, at: number): number {
  if (at + 2 > end) return SHORT;
  const passwordLength = at + 2 + bytes[at + 1]!;
  return passwordLength < end ? passwordLength + 1 + bytes[passwordLength]! : SHORT;
}

function endOfRequest({ bytes, end }: Span, at: number): number {
  if (bytes[at] !== VERSION_5) return INVALID;
  if (at + ADDRESS >= end) return SHORT;
  if (bytes[at + 1] !== CONNECT || bytes[at + 2] !== 0) return INVALID;
  const length = addressLength(bytes[at + ADDRESS_TYPE]!, bytes[at + ADDRESS]!);
  if (length === INVALID) return INVALID;
  const requestEnd = at + ADDRESS + length + PORT_LENGTH;
  return requestEnd <= end ? requestEnd : SHORT;
}

/** How long an address is whose first byte is `first`: a name has its length before it. */
function addressLength(type: number, first: number): number {
  if (type === IPV4_TYPE) return 4;
  if (type === IPV6_TYPE) return 16;
  return type === NAME_TYPE ? 1 + first : INVALID;
}

function endOfVersion4(view: Span): number {
  const { bytes, start, end } = view;
  if (end - start > 1 && bytes[start + 1] !== CONNECT) return INVALID;
  if (end - start < USER_4) return SHORT;
  const address = readUint32(bytes, start + ADDRESS_4);
  const user = endOfText(view, start + USER_4);
  return user !== SHORT && address > 0 && address <= 0xff ? endOfText(view, user) : user;
}

function endOfText({ bytes, end }: Span, from: number): number {
  for (let at = from; at < end; at += 1) if (bytes[at] === 0) return at + 1;
  return SHORT;
}
