// Cold. Options of Configure packets: type, length of all three, value (RFC 1661, section 6).

import type { Packet } from '../../decode/packet.ts';
import { readInt32, readUint16, readUint32 } from '../../decode/read.ts';

const LENGTH = 1;
const VALUE = 2;
const MAX_OPTIONS = 32;

// RFC 1661, section 6.
const MAXIMUM_RECEIVE_UNIT = 1;
const AUTHENTICATION_PROTOCOL = 3;
const MAGIC_NUMBER = 5;

// RFC 1332, section 3.3; RFC 1877, section 1.
const IP_ADDRESS = 3;
const PRIMARY_DNS = 129;
const SECONDARY_DNS = 131;

// RFC 5072, section 4.1.
const INTERFACE_IDENTIFIER = 1;

/** Which protocol an end demands that the other authenticates itself with. */
export type AuthenticationProtocol = 'PAP' | 'CHAP-MD5' | 'MS-CHAP' | 'MS-CHAPv2' | 'CHAP' | 'EAP' | 'unknown';

const PAP = 0xc023;
const CHAP = 0xc223;
const EAP = 0xc227;
/** RFC 1994, section 3; RFC 2433, section 1; RFC 2759, section 1. */
const CHAP_ALGORITHMS: Readonly<Record<number, AuthenticationProtocol>> = { 5: 'CHAP-MD5', 128: 'MS-CHAP', 129: 'MS-CHAPv2' };

export interface LcpOptions {
  /** What the sender can receive; null where it leaves the default. */
  readonly maximumReceiveUnit: number | null;
  readonly magicNumber: number | null;
  readonly authentication: AuthenticationProtocol | null;
}

/** Addresses as 32-bit words; null where the option is not there. */
export interface IpcpOptions {
  readonly address: number | null;
  readonly primaryDns: number | null;
  readonly secondaryDns: number | null;
}

export interface Ipv6cpOptions {
  /** Two 32-bit words. */
  readonly interfaceId: readonly [number, number] | null;
}

/** Calls `visit` with type, value offset and value length of each option behind the header at the packet's cursor that lies whole. */
function eachOption(packet: Packet, visit: (type: number, value: number, length: number) => void): void {
  const { bytes, end } = packet;
  let at = packet.cursor;
  for (let options = 0; options < MAX_OPTIONS && at + VALUE <= end; options += 1) {
    const length = bytes[at + LENGTH]!;
    if (length < VALUE || at + length > end) return;
    visit(bytes[at]!, at + VALUE, length - VALUE);
    at += length;
  }
}

export function readLcpOptions(packet: Packet): LcpOptions {
  const { bytes } = packet;
  let maximumReceiveUnit: number | null = null;
  let magicNumber: number | null = null;
  let authentication: AuthenticationProtocol | null = null;
  eachOption(packet, (type, value, length) => {
    if (type === MAXIMUM_RECEIVE_UNIT && length === 2) maximumReceiveUnit = readUint16(bytes, value);
    if (type === MAGIC_NUMBER && length === 4) magicNumber = readUint32(bytes, value);
    if (type === AUTHENTICATION_PROTOCOL && length >= 2) {
      authentication = protocolOf(readUint16(bytes, value), length > 2 ? bytes[value + 2]! : 0);
    }
  });
  return { maximumReceiveUnit, magicNumber, authentication };
}

function protocolOf(number: number, algorithm: number): AuthenticationProtocol {
  if (number === PAP) return 'PAP';
  if (number === EAP) return 'EAP';
  return number === CHAP ? (CHAP_ALGORITHMS[algorithm] ?? 'CHAP') : 'unknown';
}

export function readIpcpOptions(packet: Packet): IpcpOptions {
  let address: number | null = null;
  let primaryDns: number | null = null;
  let secondaryDns: number | null = null;
  eachOption(packet, (type, value, length) => {
    if (length !== 4) return;
    if (type === IP_ADDRESS) address = readInt32(packet.bytes, value);
    if (type === PRIMARY_DNS) primaryDns = readInt32(packet.bytes, value);
    if (type === SECONDARY_DNS) secondaryDns = readInt32(packet.bytes, value);
  });
  return { address, primaryDns, secondaryDns };
}

export function readIpv6cpOptions(packet: Packet): Ipv6cpOptions {
  let interfaceId: readonly [number, number] | null = null;
  eachOption(packet, (type, value, length) => {
    if (type === INTERFACE_IDENTIFIER && length === 8) {
      interfaceId = [readInt32(packet.bytes, value), readInt32(packet.bytes, value + 4)];
    }
  });
  return { interfaceId };
}
