// `note` runs for sampled frames: allocate nothing.

import { Direction } from '../../decode/direction.ts';
import { readVlanId } from '../../decode/link/vlan.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { destinationOffset, isGlobalIpv6, isPrivateIpv4, isSpecialIpv4, sourceOffset } from './address-ranges.ts';
import type { LocalAddresses } from './local-addresses.ts';

const MAX_VLANS = 8;
const MAX_CANDIDATES = 8;
/** An address is the line's own when so many samples, and nearly all, came from it. */
const IPV4_SAMPLES = 8;
const IPV4_SHARE = 0.8;
/** A /64 is home's when it was seen so often. */
const PREFIX_SAMPLES = 3;

/** 64:ff9b::/96 (RFC 6052): IPv4 addresses as an IPv6-only line names them. */
const NAT64_WORD = 0x0064ff9b;

/** What samples of the line's frames show: VLAN ids, home's own addresses, where a softwire ends. */
export class LineSamples {
  readonly #local: LocalAddresses;
  readonly #vlans = new Int32Array(MAX_VLANS).fill(-1);
  readonly #ipv4 = new Int32Array(MAX_CANDIDATES);
  readonly #ipv4Counts = new Uint32Array(MAX_CANDIDATES);
  #ipv4Total = 0;
  readonly #prefixes = new Int32Array(2 * MAX_CANDIDATES);
  readonly #prefixCounts = new Uint32Array(MAX_CANDIDATES);
  #prefixHand = 0;
  readonly #aftr = new Int32Array(4);
  #hasAftr = false;
  nat64 = 0;
  /** Sampled IP packets, and those of them that stay within private networks or go to groups. */
  ip = 0;
  inside = 0;

  constructor(local: LocalAddresses) {
    this.#local = local;
  }

  get vlanIds(): number[] {
    return Array.from(this.#vlans)
      .filter((id) => id >= 0)
      .sort((a, b) => a - b);
  }

  /** The provider's end of a softwire (DS-Lite), as four words; null without one. */
  get aftrAddress(): readonly [number, number, number, number] | null {
    const [a, b, c, d] = this.#aftr;
    return this.#hasAftr ? [a!, b!, c!, d!] : null;
  }

  /** Notes a frame whose outermost IP header is at stack index `layer` (-1: none). */
  note(packet: Packet, layer: number): void {
    if (packet.direction !== Direction.Unknown) this.#noteVlans(packet);
    if (layer < 0) return;
    this.ip += 1;
    if (packet.protocols[layer] === Protocol.Ipv4) this.#noteIpv4(packet, layer);
    else this.#noteIpv6(packet, layer);
  }

  #noteVlans(packet: Packet): void {
    for (let layer = 1; layer < packet.layerCount; layer += 1) {
      const protocol = packet.protocols[layer];
      if (protocol !== Protocol.Vlan && protocol !== Protocol.ServiceVlan) return;
      const id = readVlanId(packet.bytes, packet.offsets[layer]!);
      for (let at = 0; at < MAX_VLANS; at += 1) {
        if (this.#vlans[at] === id) break;
        if (this.#vlans[at]! >= 0) continue;
        this.#vlans[at] = id;
        break;
      }
    }
  }

  #noteIpv4(packet: Packet, layer: number): void {
    const source = packet.view.getInt32(sourceOffset(packet, layer));
    const destination = packet.view.getInt32(destinationOffset(packet, layer));
    if (isInsideIpv4(source) && isInsideIpv4(destination)) this.inside += 1;
    if (packet.direction !== Direction.Up || isSpecialIpv4(source)) return;
    this.#ipv4Total += 1;
    for (let at = 0; at < MAX_CANDIDATES; at += 1) {
      if (this.#ipv4Counts[at] === 0) this.#ipv4[at] = source;
      if (this.#ipv4[at] !== source) continue;
      this.#ipv4Counts[at]! += 1;
      const isEnough = this.#ipv4Counts[at] === IPV4_SAMPLES || this.#ipv4Counts[at]! % 64 === 0;
      if (isEnough && this.#ipv4Counts[at]! >= IPV4_SHARE * this.#ipv4Total) this.#local.learnIpv4(source, 'inferred');
      break;
    }
    if (this.#ipv4Total >= 1024) this.#forgetHalf();
  }

  #noteIpv6(packet: Packet, layer: number): void {
    const { view } = packet;
    const source = sourceOffset(packet, layer);
    const destination = destinationOffset(packet, layer);
    const sourceWord = view.getInt32(source);
    const destinationWord = view.getInt32(destination);
    if (!isGlobalIpv6(sourceWord) && !isGlobalIpv6(destinationWord) && !isNat64(view, destination)) this.inside += 1;
    if (packet.direction === Direction.Unknown) return;
    const isUp = packet.direction === Direction.Up;
    if (packet.ipLayer === layer + 1 && packet.protocols[layer + 1] === Protocol.Ipv4)
      this.#noteSoftwire(view, isUp ? destination : source);
    if (isNat64(view, isUp ? destination : source)) this.nat64 += 1;
    if (isUp && isGlobalIpv6(sourceWord)) this.#notePrefix(sourceWord, view.getInt32(source + 4));
  }

  #noteSoftwire(view: DataView, at: number): void {
    this.#hasAftr = true;
    for (let word = 0; word < 4; word += 1) this.#aftr[word] = view.getInt32(at + 4 * word);
  }

  #notePrefix(first: number, second: number): void {
    for (let at = 0; at < MAX_CANDIDATES; at += 1) {
      if (this.#prefixes[2 * at] !== first || this.#prefixes[2 * at + 1] !== second) continue;
      this.#prefixCounts[at]! += 1;
      if (this.#prefixCounts[at] === PREFIX_SAMPLES) this.#local.learnPrefix([first, second, 0, 0], 64, 'inferred');
      return;
    }
    const at = this.#prefixHand;
    this.#prefixHand = (at + 1) % MAX_CANDIDATES;
    this.#prefixes[2 * at] = first;
    this.#prefixes[2 * at + 1] = second;
    this.#prefixCounts[at] = 1;
  }

  /** So that an address that the line no longer has gives way to the one it has. */
  #forgetHalf(): void {
    this.#ipv4Total = 0;
    for (let at = 0; at < MAX_CANDIDATES; at += 1) {
      this.#ipv4Counts[at]! >>>= 1;
      this.#ipv4Total += this.#ipv4Counts[at]!;
    }
  }
}

function isInsideIpv4(word: number): boolean {
  return isPrivateIpv4(word) || isSpecialIpv4(word);
}

function isNat64(view: DataView, at: number): boolean {
  return view.getInt32(at) === NAT64_WORD && view.getInt32(at + 4) === 0 && view.getInt32(at + 8) === 0;
}
