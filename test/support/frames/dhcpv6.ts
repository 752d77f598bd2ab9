import { ipv6Bytes } from './addresses.ts';
import type { Layer } from './build-frame.ts';
import { dnsName } from './dns.ts';
import { concatenate, drawing, textBytes, uint8, uint16, uint24, uint32 } from './drawing.ts';

const DHCPV6_MESSAGES = {
  solicit: 1,
  advertise: 2,
  request: 3,
  confirm: 4,
  renew: 5,
  rebind: 6,
  reply: 7,
  release: 8,
  decline: 9,
  reconfigure: 10,
  'information-request': 11,
} as const;

export interface Dhcpv6Options {
  readonly messageType?: keyof typeof DHCPV6_MESSAGES;
  readonly transactionId?: number;
  readonly options?: readonly Uint8Array[];
}

/** RFC 8415, section 8. */
export function dhcpv6(options: Dhcpv6Options = {}): Layer {
  const messageType = options.messageType ?? 'solicit';
  const isReply = messageType === 'advertise' || messageType === 'reply';
  return {
    name: 'dhcpv6',
    identifiers: { udpPort: isReply ? 546 : 547 },
    build: (inner) =>
      drawing(
        [uint8(DHCPV6_MESSAGES[messageType]), uint24(options.transactionId ?? 1)],
        [concatenate(...(options.options ?? []))],
        [inner],
      ),
  };
}

/** RFC 8415, section 21.1. */
export function dhcpv6Option(code: number, value: Uint8Array): Uint8Array {
  return drawing([uint16(code), uint16(value.length)], [value]);
}

function association(code: number, inner: readonly Uint8Array[]): Uint8Array {
  return dhcpv6Option(code, drawing([uint32(1), uint32(1800), uint32(2880)], [concatenate(...inner)]));
}

export interface Lifetimes {
  readonly preferred?: number;
  readonly valid?: number;
}

/** RFC 8415, section 21; DNS servers: RFC 3646; AFTR-Name: RFC 6334. */
export const DHCPV6 = {
  addresses: (...inner: Uint8Array[]) => association(3, inner),
  address: (address: string, { preferred = 3600, valid = 7200 }: Lifetimes = {}) =>
    dhcpv6Option(5, drawing([ipv6Bytes(address)], [uint32(preferred), uint32(valid)])),
  prefixes: (...inner: Uint8Array[]) => association(25, inner),
  prefix: (prefix: string, length: number, { preferred = 3600, valid = 7200 }: Lifetimes = {}) =>
    dhcpv6Option(26, drawing([uint32(preferred), uint32(valid), uint8(length)], [ipv6Bytes(prefix)])),
  status: (code: number, text = '') => dhcpv6Option(13, drawing([uint16(code)], [textBytes(text)])),
  dnsServers: (...addresses: string[]) => dhcpv6Option(23, concatenate(...addresses.map(ipv6Bytes))),
  aftrName: (name: string) => dhcpv6Option(64, dnsName(name)),
} as const;
