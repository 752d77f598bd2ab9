// Cold: reads the few router advertisements of a line.

import { IPV6_SOURCE } from '../../../decode/network/ipv6.ts';
import type { Packet } from '../../../decode/packet.ts';
import { Protocol } from '../../../decode/protocol.ts';
import { readInt32, readUint16, readUint32 } from '../../../decode/read.ts';
import { isLinkLocalIpv6 } from '../address-ranges.ts';

// RFC 4861, sections 4.1, 4.2 and 4.6.
const ROUTER_SOLICITATION = 133;
const ROUTER_ADVERTISEMENT = 134;
const FLAGS = 5;
const ROUTER_LIFETIME = 6;
const OPTIONS = 16;
const HOP_LIMIT = 7;
const MANAGED = 0x80;
const OTHER = 0x40;
const OPTION_UNIT = 8;

const Option = { Prefix: 3, Mtu: 5, DnsServers: 25 } as const;

const MAX_ITEMS = 8;

type Words = readonly [number, number, number, number];

export interface AdvertisedPrefix {
  readonly words: Words;
  readonly length: number;
  readonly validSeconds: number;
  readonly preferredSeconds: number;
  readonly isAutonomous: boolean;
}

/** A router advertisement (RFC 4861, section 4.2; DNS servers: RFC 8106). */
export interface Advertisement {
  readonly source: Words;
  readonly routerLifetimeSeconds: number;
  readonly isManaged: boolean;
  readonly hasOtherConfiguration: boolean;
  readonly mtu: number | null;
  readonly prefixes: readonly AdvertisedPrefix[];
  readonly dnsServers: readonly Words[];
}

/** The type of a message that can only come from the link itself, straight under the line's own IPv6 header; 0 for any other. */
function discoveryType(packet: Packet): number {
  const last = packet.layerCount - 1;
  if (packet.tunnelCount !== 0 || packet.ipLayer < 0 || packet.protocols[packet.ipLayer] !== Protocol.Ipv6) return 0;
  if (packet.protocols[last] !== Protocol.Icmpv6) return 0;
  // A hop limit of 255 proves that no router has passed it on (section 6.1).
  if (packet.bytes[packet.offsets[packet.ipLayer]! + HOP_LIMIT] !== 255) return 0;
  return packet.bytes[packet.offsets[last]!]!;
}

export function isRouterSolicitation(packet: Packet): boolean {
  return discoveryType(packet) === ROUTER_SOLICITATION;
}

/** The advertisement a packet is; null where it is none or not valid (section 6.1.2). */
export function readAdvertisement(packet: Packet): Advertisement | null {
  if (discoveryType(packet) !== ROUTER_ADVERTISEMENT) return null;
  const { bytes, end } = packet;
  const start = packet.offsets[packet.layerCount - 1]!;
  const source = wordsAt(bytes, packet.offsets[packet.ipLayer]! + IPV6_SOURCE);
  if (end - start < OPTIONS || !isLinkLocalIpv6(source[0])) return null;
  const options = readOptions(bytes, start + OPTIONS, end);
  return {
    source,
    routerLifetimeSeconds: readUint16(bytes, start + ROUTER_LIFETIME),
    isManaged: (bytes[start + FLAGS]! & MANAGED) !== 0,
    hasOtherConfiguration: (bytes[start + FLAGS]! & OTHER) !== 0,
    ...options,
  };
}

function readOptions(bytes: Uint8Array, start: number, end: number) {
  const prefixes: AdvertisedPrefix[] = [];
  const dnsServers: Words[] = [];
  let mtu: number | null = null;
  for (let at = start; at + 2 <= end; ) {
    const next = at + bytes[at + 1]! * OPTION_UNIT;
    if (next === at || next > end) break;
    const type = bytes[at]!;
    if (type === Option.Mtu) mtu = readUint32(bytes, at + 4);
    else if (type === Option.Prefix && next - at >= 32 && prefixes.length < MAX_ITEMS) {
      prefixes.push({
        words: wordsAt(bytes, at + 16),
        length: Math.min(128, bytes[at + 2]!),
        isAutonomous: (bytes[at + 3]! & OTHER) !== 0,
        validSeconds: readUint32(bytes, at + 4),
        preferredSeconds: readUint32(bytes, at + 8),
      });
    } else if (type === Option.DnsServers) {
      for (let item = at + 8; item + 16 <= next && dnsServers.length < MAX_ITEMS; item += 16)
        dnsServers.push(wordsAt(bytes, item));
    }
    at = next;
  }
  return { prefixes, dnsServers, mtu };
}

function wordsAt(bytes: Uint8Array, at: number): Words {
  return [readInt32(bytes, at), readInt32(bytes, at + 4), readInt32(bytes, at + 8), readInt32(bytes, at + 12)];
}
