import { CLIENT_MAC, ipv6Bytes, macBytes, SERVER_IPV6 } from './addresses.ts';
import type { Layer } from './build-frame.ts';
import { transportChecksum } from './checksum.ts';
import { bits, concatenate, drawing, uint8, uint16, uint32 } from './drawing.ts';
import type { EchoOptions, IcmpOptions } from './icmp.ts';

const ICMPV6 = 58;

/** RFC 4443, section 2.1; by default an echo request. */
export function icmpv6(options: IcmpOptions & { readonly body?: Uint8Array } = {}): Layer {
  return {
    name: 'icmpv6',
    identifiers: { ipProtocol: ICMPV6 },
    build: (inner, context) => {
      const message = (checksum: number) =>
        drawing(
          [uint8(options.type ?? 128), uint8(options.code ?? 0), uint16(checksum)],
          [uint32(options.restOfHeader ?? 0)],
          [options.body ?? new Uint8Array(0)],
          [inner],
        );
      return message(options.checksum ?? transportChecksum(context, ICMPV6, message(0)));
    },
  };
}

/** RFC 4443, section 4. */
export function icmpv6Echo(kind: 'request' | 'reply', { identifier = 1, sequenceNumber = 1 }: EchoOptions = {}): Layer {
  return icmpv6({ type: kind === 'request' ? 128 : 129, restOfHeader: identifier * 0x10000 + sequenceNumber });
}

/** RFC 4443, section 3.2; the packet that did not fit follows. */
export function icmpv6PacketTooBig(mtu: number): Layer {
  return icmpv6({ type: 2, restOfHeader: mtu });
}

/** RFC 4861, section 4.3, with the sender's link-layer address. */
export function neighborSolicitation(target = SERVER_IPV6, sourceMac = CLIENT_MAC): Layer {
  return icmpv6({ type: 135, body: drawing([ipv6Bytes(target)], [uint8(1), uint8(1), macBytes(sourceMac)]) });
}

/** RFC 4861, section 4.4, solicited. */
export function neighborAdvertisement(target = SERVER_IPV6, targetMac = CLIENT_MAC): Layer {
  const body = drawing([ipv6Bytes(target)], [uint8(2), uint8(1), macBytes(targetMac)]);
  return icmpv6({ type: 136, restOfHeader: 0x60000000, body });
}

export interface RouterAdvertisementOptions {
  readonly prefix?: string;
  readonly prefixLength?: number;
  readonly mtu?: number;
  readonly routerLifetimeSeconds?: number;
  readonly validSeconds?: number;
  /** Addresses, or other settings, come from DHCPv6. */
  readonly isManaged?: boolean;
  readonly hasOtherConfiguration?: boolean;
  /** RFC 8106, section 5.1. */
  readonly dnsServers?: readonly string[];
}

/** RFC 4861, section 4.1. */
export function routerSolicitation(): Layer {
  return icmpv6({ type: 133 });
}

/** RFC 4861, section 4.2, with an MTU and a prefix option. */
export function routerAdvertisement(options: RouterAdvertisementOptions = {}): Layer {
  const lifetime = options.routerLifetimeSeconds ?? 1800;
  const servers = (options.dnsServers ?? []).map(ipv6Bytes);
  const body = drawing(
    [uint32(0)],
    [uint32(0)],
    [uint8(5), uint8(1), uint16(0), uint32(options.mtu ?? 1492)],
    [uint8(3), uint8(4), uint8(options.prefixLength ?? 64), bits(2, 0b01), bits(6, 0)],
    [uint32(options.validSeconds ?? 86400), uint32(14400), uint32(0)],
    [ipv6Bytes(options.prefix ?? '2001:db8::')],
    servers.length === 0 ? [] : [uint8(25), uint8(1 + 2 * servers.length), uint16(0), uint32(1800), concatenate(...servers)],
  );
  const flags = (options.isManaged ? 0x80 : 0) + (options.hasOtherConfiguration ? 0x40 : 0);
  return icmpv6({ type: 134, restOfHeader: 64 * 0x1000000 + flags * 0x10000 + lifetime, body });
}
