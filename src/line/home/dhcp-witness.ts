// Cold: sees DHCP and router discovery only.

import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { Authority } from './authority.ts';
import { isRouterSolicitation, readAdvertisement } from './leases/advertisement.ts';
import { Dhcpv4Type, readDhcpv4 } from './leases/dhcpv4-message.ts';
import { Dhcpv6Type, readDhcpv6 } from './leases/dhcpv6-message.ts';
import { type Mac, NO_MAC } from './mac.ts';
import type { RoleClaim } from './roles.ts';

const DHCPV4_SERVER = 67;
const DHCPV4_CLIENT = 68;
const DHCPV6_CLIENT = 546;
const DHCPV6_SERVER = 547;

const TRANSACTION_MICROS = 60e6;
const SOLICITED_MICROS = 10e6;
const MAX_ASKED = 4;

interface Asked {
  readonly client: Mac;
  readonly transactionId: number;
  readonly atMicros: number;
}

/** Whether a datagram's ports are DHCP's, version 4 or 6, on the line itself and not in a tunnel. */
export function isDhcp(packet: Packet): boolean {
  return packet.tunnelCount === 0 && (isDhcpv4(packet) || isDhcpv6(packet)) && !packet.isTrailingFragment;
}

export function isDhcpv4({ sourcePort, destinationPort }: Packet): boolean {
  return (
    (sourcePort === DHCPV4_CLIENT || sourcePort === DHCPV4_SERVER) &&
    (destinationPort === DHCPV4_CLIENT || destinationPort === DHCPV4_SERVER)
  );
}

export function isDhcpv6({ sourcePort, destinationPort }: Packet): boolean {
  return destinationPort === DHCPV6_SERVER || (destinationPort === DHCPV6_CLIENT && sourcePort !== DHCPV6_CLIENT);
}

/** Follows who asks for addresses and who gives them: DHCPv4 (RFC 2131), DHCPv6 (RFC 8415), router advertisements (RFC 4861). */
export class DhcpWitness {
  readonly #asked: Asked[] = [];
  #solicitor: Asked | null = null;

  /** What a DHCP or ICMPv6 packet from `source` says of the ends; null when nothing. */
  testify(packet: Packet, source: Mac): RoleClaim | null {
    if (packet.protocols[packet.layerCount - 1] === Protocol.Icmpv6) return this.#testifyDiscovery(packet, source);
    return isDhcpv4(packet) ? this.#testifyDhcpv4(packet, source) : this.#testifyDhcpv6(packet, source);
  }

  #testifyDhcpv4(packet: Packet, source: Mac): RoleClaim | null {
    const message = readDhcpv4(packet.bytes, packet.cursor, packet.end);
    if (message === null) return null;
    const { transactionId } = message;
    const atMicros = packet.timestampMicros;
    if (!message.isReply) {
      // A relay's request comes from the relay.
      if (message.relayAddress !== 0) return null;
      this.#remember({ client: source, transactionId, atMicros });
      if (message.type !== Dhcpv4Type.Discover && message.type !== Dhcpv4Type.Request) return null;
      const evidence = 'it asked for an address (DHCP), as routers do; nobody has answered yet';
      return { authority: Authority.DhcpAsked, router: source, provider: NO_MAC, evidence, atMicros };
    }
    const client = this.#clientOf(transactionId, source, atMicros);
    if (client === NO_MAC) return null;
    if (message.type === Dhcpv4Type.Offer) return offered(client, source, atMicros);
    if (message.type !== Dhcpv4Type.Ack) return null;
    const evidence = 'the router asked for an address and the provider gave it one (DHCP)';
    return { authority: Authority.Dhcp, router: client, provider: source, evidence, atMicros };
  }

  #testifyDhcpv6(packet: Packet, source: Mac): RoleClaim | null {
    const message = readDhcpv6(packet.bytes, packet.cursor, packet.end);
    if (message === null) return null;
    const { transactionId, type } = message;
    const atMicros = packet.timestampMicros;
    if (type === Dhcpv6Type.Reply) {
      const client = this.#clientOf(transactionId, source, atMicros);
      if (client === NO_MAC || message.statusCode !== 0) return null;
      const evidence = 'the router asked for IPv6 addresses or prefixes and the provider gave them (DHCPv6)';
      return { authority: Authority.Dhcpv6, router: client, provider: source, evidence, atMicros };
    }
    if (type === Dhcpv6Type.Reconfigure) return null;
    if (type === Dhcpv6Type.Advertise) {
      const client = this.#clientOf(transactionId, source, atMicros);
      return client === NO_MAC ? null : offered(client, source, atMicros);
    }
    this.#remember({ client: source, transactionId, atMicros });
    if (!message.asksForPrefix) return null;
    const evidence = 'it asked for an IPv6 prefix (DHCPv6), as routers do; nobody has answered yet';
    return { authority: Authority.DhcpAsked, router: source, provider: NO_MAC, evidence, atMicros };
  }

  #testifyDiscovery(packet: Packet, source: Mac): RoleClaim | null {
    const atMicros = packet.timestampMicros;
    if (isRouterSolicitation(packet)) {
      this.#solicitor = { client: source, transactionId: 0, atMicros };
      return null;
    }
    const advertisement = readAdvertisement(packet);
    if (advertisement === null || advertisement.routerLifetimeSeconds === 0) return null;
    const asked = this.#solicitor;
    if (asked !== null && asked.client !== source && atMicros - asked.atMicros <= SOLICITED_MICROS) {
      const evidence = 'the router asked for an IPv6 router, and the provider said that it is one (router advertisement)';
      return { authority: Authority.Advertisement, router: asked.client, provider: source, evidence, atMicros };
    }
    const evidence = 'it says that it is an IPv6 router (router advertisement), as a provider does; nobody had asked';
    return { authority: Authority.Advertised, router: NO_MAC, provider: source, evidence, atMicros };
  }

  #remember(asked: Asked): void {
    this.#asked.unshift(asked);
    if (this.#asked.length > MAX_ASKED) this.#asked.pop();
  }

  #clientOf(transactionId: number, server: Mac, atMicros: number): Mac {
    const asked = this.#asked.find(
      (one) => one.transactionId === transactionId && one.client !== server && atMicros - one.atMicros <= TRANSACTION_MICROS,
    );
    return asked?.client ?? NO_MAC;
  }
}

function offered(router: Mac, provider: Mac, atMicros: number): RoleClaim {
  const evidence = 'the router asked for an address and the provider offered one (DHCP)';
  return { authority: Authority.DhcpOffered, router, provider, evidence, atMicros };
}
