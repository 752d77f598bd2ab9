// Asked for sampled frames: allocate nothing. Addresses are 32-bit words as `Packet.view` reads them.

import { IPV4_DESTINATION, IPV4_SOURCE } from '../../decode/network/ipv4.ts';
import { IPV6_DESTINATION, IPV6_SOURCE } from '../../decode/network/ipv6.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';

/** RFC 1918, section 3. */
export function isPrivateIpv4(word: number): boolean {
  const first = word >>> 24;
  if (first === 10) return true;
  const half = word >>> 16;
  return half >>> 4 === 0xac1 || half === 0xc0a8;
}

/** RFC 6598, section 7: between a provider's translator and its customers. */
export function isSharedIpv4(word: number): boolean {
  return word >>> 22 === 0x191;
}

/** Unspecified, loopback, link-local, multicast, reserved and broadcast: addresses that name no host on a line. */
export function isSpecialIpv4(word: number): boolean {
  const first = word >>> 24;
  return first === 0 || first === 127 || first >= 224 || word >>> 16 === 0xa9fe;
}

/** 2000::/3 (RFC 4291, section 2.4). */
export function isGlobalIpv6(firstWord: number): boolean {
  return firstWord >>> 29 === 1;
}

/** fe80::/10. */
export function isLinkLocalIpv6(firstWord: number): boolean {
  return firstWord >>> 22 === 0x3fa;
}

/** fc00::/7 (RFC 4193). */
export function isUniqueLocalIpv6(firstWord: number): boolean {
  return firstWord >>> 25 === 0x7e;
}

/** The outermost IP header as an index into the stack; -1 without one. */
export function outermostIpLayer(packet: Packet): number {
  const { ipLayer } = packet;
  if (ipLayer < 0 || packet.tunnelCount === 0) return ipLayer;
  for (let layer = 0; layer < ipLayer; layer += 1) {
    const protocol = packet.protocols[layer];
    if (protocol === Protocol.Ipv4 || protocol === Protocol.Ipv6) return layer;
  }
  return ipLayer;
}

/** Where the source address of the IP header at stack index `layer` is. */
export function sourceOffset(packet: Packet, layer: number): number {
  return packet.offsets[layer]! + (packet.protocols[layer] === Protocol.Ipv4 ? IPV4_SOURCE : IPV6_SOURCE);
}

export function destinationOffset(packet: Packet, layer: number): number {
  return packet.offsets[layer]! + (packet.protocols[layer] === Protocol.Ipv4 ? IPV4_DESTINATION : IPV6_DESTINATION);
}
