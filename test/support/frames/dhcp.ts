import { CLIENT_MAC, ipv4Bytes, macBytes } from './addresses.ts';
import type { Layer } from './build-frame.ts';
import { concatenate, drawing, uint8, uint16, uint24, uint32 } from './drawing.ts';

const MESSAGE_TYPES = { discover: 1, offer: 2, request: 3, ack: 5 } as const;

export interface DhcpOptions {
  readonly messageType?: keyof typeof MESSAGE_TYPES;
  readonly transactionId?: number;
  readonly clientMac?: string;
  readonly yourAddress?: string;
  /** More options, each with code and length. */
  readonly options?: readonly Uint8Array[];
}

/** RFC 2131, section 2, with the message type option (RFC 2132, section 9.6). */
export function dhcp(options: DhcpOptions = {}): Layer {
  const messageType = options.messageType ?? 'discover';
  const isReply = messageType === 'offer' || messageType === 'ack';
  return {
    name: 'dhcp',
    identifiers: { udpPort: isReply ? 68 : 67 },
    build: (inner) =>
      drawing(
        [uint8(isReply ? 2 : 1), uint8(1), uint8(6), uint8(0)],
        [uint32(options.transactionId ?? 1)],
        [uint16(0), uint16(0)],
        [uint32(0), ipv4Bytes(options.yourAddress ?? '0.0.0.0'), uint32(0), uint32(0)],
        [macBytes(options.clientMac ?? CLIENT_MAC), new Uint8Array(10), new Uint8Array(64 + 128)],
        [uint32(0x63825363)],
        [uint8(53), uint8(1), uint8(MESSAGE_TYPES[messageType]), ...(options.options ?? []), uint8(255)],
        [inner],
      ),
  };
}

const DHCPV6_MESSAGES = { solicit: 1, advertise: 2, request: 3, reply: 7 } as const;

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
