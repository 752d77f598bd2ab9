import { CLIENT_IPV6, ipv6Bytes, SERVER_IPV6 } from './addresses.ts';
import type { Layer } from './build-frame.ts';
import { bits, drawing, uint8, uint16, uint24, uint32 } from './drawing.ts';
import { EXPERIMENTAL_IP_PROTOCOL } from './ipv4.ts';

export interface Ipv6Options {
  readonly version?: number;
  readonly trafficClass?: number;
  readonly flowLabel?: number;
  readonly payloadLength?: number;
  readonly nextHeader?: number;
  readonly hopLimit?: number;
  readonly source?: string;
  readonly destination?: string;
  /** Where a routing header leads in the end, which is what transport checksums cover; otherwise the destination. */
  readonly finalDestination?: string;
}

/** RFC 8200, section 3. */
export function ipv6(options: Ipv6Options = {}): Layer {
  const source = ipv6Bytes(options.source ?? CLIENT_IPV6);
  const destination = ipv6Bytes(options.destination ?? SERVER_IPV6);
  const finalDestination = options.finalDestination === undefined ? destination : ipv6Bytes(options.finalDestination);
  return {
    name: 'ipv6',
    identifiers: { etherType: 0x86dd, ipProtocol: 41, pppProtocol: 0x0057 },
    // Section 8.1.
    pseudoHeader: (ipProtocol, length) => drawing([source, finalDestination], [uint32(length)], [uint24(0), uint8(ipProtocol)]),
    build: (inner, context) => {
      const nextHeader = options.nextHeader ?? context.next?.identifiers.ipProtocol ?? EXPERIMENTAL_IP_PROTOCOL;
      return drawing(
        [bits(4, options.version ?? 6), bits(8, options.trafficClass ?? 0), bits(20, options.flowLabel ?? 0)],
        [uint16(options.payloadLength ?? inner.length), uint8(nextHeader), uint8(options.hopLimit ?? 64)],
        [source],
        [destination],
        [inner],
      );
    },
  };
}
