import { CLIENT_IPV4, CLIENT_MAC, ipv4Bytes, macBytes, SERVER_IPV4 } from './addresses.ts';
import type { Layer } from './build-frame.ts';
import { drawing, uint8, uint16 } from './drawing.ts';

export interface ArpOptions {
  readonly operation?: 'request' | 'reply' | number;
  readonly hardwareLength?: number;
  readonly protocolLength?: number;
  readonly senderMac?: string;
  readonly senderIpv4?: string;
  readonly targetMac?: string;
  readonly targetIpv4?: string;
}

const OPERATIONS = { request: 1, reply: 2 } as const;

/** RFC 826. */
export function arp(options: ArpOptions = {}): Layer {
  const operation = options.operation ?? 'request';
  return {
    name: 'arp',
    identifiers: { etherType: 0x0806 },
    build: (inner) =>
      drawing(
        [uint16(1), uint16(0x0800)],
        [uint8(options.hardwareLength ?? 6), uint8(options.protocolLength ?? 4)],
        [uint16(typeof operation === 'string' ? OPERATIONS[operation] : operation)],
        [macBytes(options.senderMac ?? CLIENT_MAC), ipv4Bytes(options.senderIpv4 ?? CLIENT_IPV4)],
        [macBytes(options.targetMac ?? '00:00:00:00:00:00'), ipv4Bytes(options.targetIpv4 ?? SERVER_IPV4)],
        [inner],
      ),
  };
}
