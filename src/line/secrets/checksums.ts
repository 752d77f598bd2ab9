// A checksum left as it was would tell sixteen bits of what was overwritten. RFC 1071.
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { readUint16 } from '../../decode/read.ts';

const UDP_LENGTH = 4;
const UDP_CHECKSUM = 6;
const ICMP_CHECKSUM = 2;
const GRE_CHECKSUM_PRESENT = 0x80;
const GRE_CHECKSUM = 4;

const IPV4_TOTAL_LENGTH = 2;
const IPV4_FRAGMENT = 6;
const MORE_FRAGMENTS_OR_OFFSET = 0x3fff;
const IPV6_PAYLOAD_LENGTH = 4;
const IPV6_HEADER_LENGTH = 40;
const IPV6_ADDRESSES = 8;
const IPV6_ADDRESSES_LENGTH = 32;
const IP_PROTOCOL_UDP = 17;
const IP_PROTOCOL_ICMPV6 = 58;

/** One layer whose checksum covers what follows it. */
interface Covered {
  readonly start: number;
  readonly checksum: number;
  /** The next header that the pseudo-header names; 0: there is no pseudo-header. */
  readonly nextHeader: number;
}

/**
 * Makes the checksums of all layers of a frame that was overwritten those of what is there now. They become zero, which means none, in UDP
 * over IPv4, and wherever they cannot be known: in fragments, behind IPv6 extension headers, and where the packet was cut.
 */
export function repairChecksums(packet: Packet): void {
  // From the inside out: outer checksums cover inner ones.
  for (let layer = packet.layerCount - 1; layer > 0; layer -= 1) {
    const covered = coveredBy(packet, layer);
    if (covered !== null) repair(packet, layer, covered);
  }
}

function coveredBy(packet: Packet, layer: number): Covered | null {
  const start = packet.offsets[layer]!;
  switch (packet.protocols[layer]) {
    case Protocol.Udp:
    case Protocol.UdpLite:
      return { start, checksum: start + UDP_CHECKSUM, nextHeader: IP_PROTOCOL_UDP };
    case Protocol.Icmp:
      return { start, checksum: start + ICMP_CHECKSUM, nextHeader: 0 };
    case Protocol.Icmpv6:
      return { start, checksum: start + ICMP_CHECKSUM, nextHeader: IP_PROTOCOL_ICMPV6 };
    case Protocol.Gre:
      return (packet.bytes[start]! & GRE_CHECKSUM_PRESENT) === 0
        ? null
        : { start, checksum: start + GRE_CHECKSUM, nextHeader: 0 };
    default:
      return null;
  }
}

function repair(packet: Packet, layer: number, { start, checksum, nextHeader }: Covered): void {
  const { bytes } = packet;
  const isUdp = nextHeader === IP_PROTOCOL_UDP;
  if (checksum + 2 > packet.capturedEnd || (isUdp && readUint16(bytes, checksum) === 0)) return;
  bytes[checksum] = 0;
  bytes[checksum + 1] = 0;
  const end = endOfCovered(packet, layer);
  if (end === null) return;
  const pseudoHeader = nextHeader === 0 ? 0 : sumOfPseudoHeader(packet, layer, { length: end - start, nextHeader });
  const sum = ~foldedSum(bytes, start, end, pseudoHeader) & 0xffff;
  // In UDP, zero would mean that there is none (RFC 768).
  const written = sum === 0 && isUdp ? 0xffff : sum;
  bytes[checksum] = written >>> 8;
  bytes[checksum + 1] = written & 0xff;
}

/** Where what the layer's checksum covers ends; null where it cannot be known, or has not been captured. */
function endOfCovered(packet: Packet, layer: number): number | null {
  const { bytes } = packet;
  const start = packet.offsets[layer]!;
  const carrier = packet.offsets[layer - 1]!;
  const isUdp = packet.protocols[layer] === Protocol.Udp;
  let end: number;
  if (packet.protocols[layer - 1] === Protocol.Ipv4) {
    const isFragment = (readUint16(bytes, carrier + IPV4_FRAGMENT) & MORE_FRAGMENTS_OR_OFFSET) !== 0;
    if (isUdp || isFragment) return null;
    end = carrier + readUint16(bytes, carrier + IPV4_TOTAL_LENGTH);
  } else if (packet.protocols[layer - 1] === Protocol.Ipv6) {
    end = carrier + IPV6_HEADER_LENGTH + readUint16(bytes, carrier + IPV6_PAYLOAD_LENGTH);
    if (isUdp) end = Math.min(end, start + readUint16(bytes, start + UDP_LENGTH));
  } else return null;
  const isKnown = packet.protocols[layer] !== Protocol.UdpLite && end > start;
  return isKnown && end <= packet.capturedEnd ? end : null;
}

/** RFC 8200, section 8.1. */
function sumOfPseudoHeader(
  packet: Packet,
  layer: number,
  { length, nextHeader }: { readonly length: number; readonly nextHeader: number },
): number {
  const addresses = packet.offsets[layer - 1]! + IPV6_ADDRESSES;
  return foldedSum(packet.bytes, addresses, addresses + IPV6_ADDRESSES_LENGTH, length + nextHeader);
}

function foldedSum(bytes: Uint8Array, from: number, to: number, initial: number): number {
  let sum = initial;
  for (let at = from; at + 1 < to; at += 2) sum += readUint16(bytes, at);
  if (((to - from) & 1) === 1) sum += bytes[to - 1]! << 8;
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return sum;
}
