// Runs several times per frame: allocate nothing.

import { destinationMacOffset, sourceMacOffset } from '../decode/link/mac-addresses.ts';
import { IPV4_DESTINATION, IPV4_SOURCE } from '../decode/network/ipv4.ts';
import { IPV6_DESTINATION, IPV6_SOURCE } from '../decode/network/ipv6.ts';
import type { Packet } from '../decode/packet.ts';
import { Protocol } from '../decode/protocol.ts';
import { ipv4Text, ipv6Text, macText } from '../decode/text.ts';

/** What kind of address a key holds. */
export const Family = { None: 0, Ipv4: 1, Ipv6: 2, Mac: 3 } as const;
export type Family = (typeof Family)[keyof typeof Family];

const IPV6_BYTES = 16;

/** 32-bit words an address of a family fills in a key. */
export const FAMILY_WORDS: readonly [0, 1, 4, 2] = [0, 1, 4, 2];

/**
 * Writes both addresses of the IP header at stack index `layer` into `key` from `at` on, the smaller one first: the source, and the
 * destination or, on a source route, the final one. Returns whether the source is the second.
 */
export function writeIpPair(packet: Packet, layer: number, key: Int32Array, at: number): boolean {
  const { view } = packet;
  const header = packet.offsets[layer]!;
  const isRouted = layer === packet.routedLayer;
  if (packet.protocols[layer] === Protocol.Ipv4) {
    const source = view.getInt32(header + IPV4_SOURCE);
    const destination = view.getInt32(isRouted ? packet.finalDestination : header + IPV4_DESTINATION);
    const isSwapped = source > destination;
    key[at] = isSwapped ? destination : source;
    key[at + 1] = isSwapped ? source : destination;
    return isSwapped;
  }
  const source = header + IPV6_SOURCE;
  const destination = isRouted ? packet.finalDestination : header + IPV6_DESTINATION;
  let isSwapped = false;
  for (let byte = 0; byte < IPV6_BYTES; byte += 4) {
    const sourceWord = view.getInt32(source + byte);
    const destinationWord = view.getInt32(destination + byte);
    if (sourceWord !== destinationWord) {
      isSwapped = sourceWord > destinationWord;
      break;
    }
  }
  writeIpv6(view, isSwapped ? destination : source, key, at);
  writeIpv6(view, isSwapped ? source : destination, key, at + 4);
  return isSwapped;
}

/**
 * Writes both addresses of the link-layer header at stack index `layer` into `key` from `at` on, the smaller one first; zeros where `layer` is
 * -1, because the frame has no such header. Returns whether the source is the first.
 */
export function writeMacPair(packet: Packet, layer: number, key: Int32Array, at: number): boolean {
  if (layer < 0) {
    key.fill(0, at, at + 4);
    return false;
  }
  const { view } = packet;
  const destination = destinationMacOffset(packet, layer);
  const source = sourceMacOffset(packet, layer);
  const upperA = view.getUint16(destination);
  const lowerA = view.getInt32(destination + 2);
  const upperB = view.getUint16(source);
  const lowerB = view.getInt32(source + 2);
  const isSourceFirst = upperA > upperB || (upperA === upperB && lowerA > lowerB);
  key[at] = isSourceFirst ? upperB : upperA;
  key[at + 1] = isSourceFirst ? lowerB : lowerA;
  key[at + 2] = isSourceFirst ? upperA : upperB;
  key[at + 3] = isSourceFirst ? lowerA : lowerB;
  return isSourceFirst;
}

/** The text of the address of `family` that stands in `keys` from `at` on. */
export function addressText(family: Family, keys: Int32Array, at: number): string {
  if (family === Family.Ipv4) return ipv4Text(keys[at]!);
  if (family === Family.Ipv6) return ipv6Text([keys[at]!, keys[at + 1]!, keys[at + 2]!, keys[at + 3]!]);
  return macText(keys[at]!, keys[at + 1]!);
}

function writeIpv6(view: DataView, offset: number, key: Int32Array, at: number): void {
  key[at] = view.getInt32(offset);
  key[at + 1] = view.getInt32(offset + 4);
  key[at + 2] = view.getInt32(offset + 8);
  key[at + 3] = view.getInt32(offset + 12);
}
