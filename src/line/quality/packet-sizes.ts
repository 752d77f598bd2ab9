// Runs once per IP packet: allocate nothing in what is called then.

import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { readUint16 } from '../../decode/read.ts';
import { DirectionCounts } from './direction-counts.ts';

/** What is counted of IP packets' sizes, by their direction. */
export const SIZE_COUNTS = [
  'fragments',
  /** Fragments of packets that carry a tunnel. */
  'tunnelFragments',
] as const;
export type SizeCountName = (typeof SIZE_COUNTS)[number];

const FRAGMENTS = 0;
const TUNNEL_FRAGMENTS = 1;

// RFC 791, section 3.1.
const FLAGS_AND_FRAGMENT_OFFSET = 6;
const MORE_FRAGMENTS = 0x2000;

/** IP protocols that carry other packets: IPv4, IPv6, GRE, ESP, EtherIP, L2TP. */
const TUNNEL_PROTOCOLS = Uint8Array.from({ length: 256 }, (_, protocol) => ([4, 41, 47, 50, 97, 115].includes(protocol) ? 1 : 0));

/** How large packets are, and how many come in pieces. */
export class PacketSizes {
  readonly counts = new DirectionCounts<SizeCountName>(SIZE_COUNTS);
  /** The largest packet outside tunnels, by direction and by IP version: bytes with the IP header. */
  readonly largestIpv4 = new Int32Array(3);
  readonly largestIpv6 = new Int32Array(3);

  /** An IP packet. */
  observe(packet: Packet): void {
    if (packet.isFragment) this.#noteFragment(packet);
    if (packet.tunnelCount > 0) {
      this.#noteTunnel(packet);
      return;
    }
    const { ipLayer, direction } = packet;
    const bytes = packet.wireEnd - packet.offsets[ipLayer]!;
    const largest = packet.protocols[ipLayer] === Protocol.Ipv4 ? this.largestIpv4 : this.largestIpv6;
    if (bytes > largest[direction]!) largest[direction] = bytes;
  }

  #noteTunnel(packet: Packet): void {
    if (!isCarrierCut(packet)) return;
    this.counts.add(packet.direction, FRAGMENTS, 1);
    this.counts.add(packet.direction, TUNNEL_FRAGMENTS, 1);
  }

  #noteFragment(packet: Packet): void {
    this.counts.add(packet.direction, FRAGMENTS, 1);
    if (packet.tunnelCount > 0 || (packet.ipProtocol >= 0 && TUNNEL_PROTOCOLS[packet.ipProtocol] === 1)) {
      this.counts.add(packet.direction, TUNNEL_FRAGMENTS, 1);
    }
  }
}

/** Whether the IPv4 packet that carries the outermost tunnel is a first fragment: later ones show no tunnel. */
function isCarrierCut(packet: Packet): boolean {
  const carrier = packet.tunnelCarriers[0]!;
  if (carrier < 0 || carrier === packet.ipLayer || packet.protocols[carrier] !== Protocol.Ipv4) return false;
  return (readUint16(packet.bytes, packet.offsets[carrier]! + FLAGS_AND_FRAGMENT_OFFSET) & MORE_FRAGMENTS) !== 0;
}
