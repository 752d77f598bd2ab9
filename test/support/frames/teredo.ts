import { CLIENT_IPV4, ipv4Bytes } from './addresses.ts';
import type { Layer } from './build-frame.ts';
import { drawing, uint8, uint16, uint64 } from './drawing.ts';

/** Teredo's port: the default of `udp()` when one of these follows, and of no other layer. Plain Teredo is `udp({ destinationPort: TEREDO_PORT }), ipv6()`. */
export const TEREDO_PORT = 3544;

export interface TeredoAuthenticationOptions {
  readonly clientIdentifier?: Uint8Array;
  readonly authenticationValue?: Uint8Array;
  readonly clientIdentifierLength?: number;
}

/** The authentication encapsulation in front of IPv6 (RFC 4380, section 5.1.1). */
export function teredoAuthentication(options: TeredoAuthenticationOptions = {}): Layer {
  const client = options.clientIdentifier ?? new Uint8Array(0);
  const value = options.authenticationValue ?? new Uint8Array(0);
  return {
    name: 'teredo',
    identifiers: { udpPort: TEREDO_PORT },
    build: (inner) =>
      drawing(
        [uint16(0x0001), uint8(options.clientIdentifierLength ?? client.length), uint8(value.length)],
        [client, value],
        [uint64(0x0123456789abcdefn), uint8(0)],
        [inner],
      ),
  };
}

/** The origin indication in front of IPv6: port and address with every bit inverted (RFC 4380, section 5.1.1). */
export function teredoOrigin(options: { readonly port?: number; readonly address?: string } = {}): Layer {
  const address = ipv4Bytes(options.address ?? CLIENT_IPV4).map((byte) => byte ^ 0xff);
  return {
    name: 'teredo',
    identifiers: { udpPort: TEREDO_PORT },
    build: (inner) => drawing([uint16(0x0000), uint16((options.port ?? 49152) ^ 0xffff)], [address], [inner]),
  };
}
