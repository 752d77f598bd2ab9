import { CLIENT_MAC, ipv4Bytes, macBytes } from './addresses.ts';
import type { Layer } from './build-frame.ts';
import { concatenate, drawing, textBytes, uint8, uint16, uint32 } from './drawing.ts';

const MESSAGE_TYPES = { discover: 1, offer: 2, request: 3, decline: 4, ack: 5, nak: 6, release: 7, inform: 8 } as const;
const REPLIES: readonly string[] = ['offer', 'ack', 'nak'];

export interface DhcpOptions {
  readonly messageType?: keyof typeof MESSAGE_TYPES;
  readonly transactionId?: number;
  readonly clientMac?: string;
  readonly clientAddress?: string;
  readonly yourAddress?: string;
  readonly relayAddress?: string;
  /** More options, each with code and length. */
  readonly options?: readonly Uint8Array[];
}

/** RFC 2131, section 2, with the message type option (RFC 2132, section 9.6). */
export function dhcp(options: DhcpOptions = {}): Layer {
  const messageType = options.messageType ?? 'discover';
  const isReply = REPLIES.includes(messageType);
  return {
    name: 'dhcp',
    identifiers: { udpPort: isReply ? 68 : 67 },
    build: (inner) =>
      drawing(
        [uint8(isReply ? 2 : 1), uint8(1), uint8(6), uint8(0)],
        [uint32(options.transactionId ?? 1)],
        [uint16(0), uint16(0)],
        [ipv4Bytes(options.clientAddress ?? '0.0.0.0'), ipv4Bytes(options.yourAddress ?? '0.0.0.0')],
        [uint32(0), ipv4Bytes(options.relayAddress ?? '0.0.0.0')],
        [macBytes(options.clientMac ?? CLIENT_MAC), new Uint8Array(10), new Uint8Array(64 + 128)],
        [uint32(0x63825363)],
        [uint8(53), uint8(1), uint8(MESSAGE_TYPES[messageType]), ...(options.options ?? []), uint8(255)],
        [inner],
      ),
  };
}

function option(code: number, value: Uint8Array): Uint8Array {
  return drawing([uint8(code), uint8(value.length)], [value]);
}

/** RFC 2132; the relay agent's information: RFC 3046. */
export const DHCP = {
  subnetMask: (mask: string) => option(1, ipv4Bytes(mask)),
  router: (address: string) => option(3, ipv4Bytes(address)),
  dnsServers: (...addresses: string[]) => option(6, concatenate(...addresses.map(ipv4Bytes))),
  requestedAddress: (address: string) => option(50, ipv4Bytes(address)),
  leaseTime: (seconds: number) => option(51, drawing([uint32(seconds)])),
  serverIdentifier: (address: string) => option(54, ipv4Bytes(address)),
  message: (text: string) => option(56, textBytes(text)),
  renewalTime: (seconds: number) => option(58, drawing([uint32(seconds)])),
  rebindingTime: (seconds: number) => option(59, drawing([uint32(seconds)])),
  relayAgent: () => option(82, Uint8Array.of(1, 1, 7)),
} as const;
