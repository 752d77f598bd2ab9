// `note` runs for sampled frames: allocate nothing.

import { readVlanId } from '../../../decode/link/vlan.ts';
import type { Packet } from '../../../decode/packet.ts';
import { Protocol } from '../../../decode/protocol.ts';

const REMEMBERED = 64;
const COPY_MICROS = 5000;
/** Enough for IP and TCP headers with options and some payload. */
const HASHED_BYTES = 96;
const UNTAGGED = 0;

/** Of IPv4 (RFC 791, section 3.1). */
const IDENTIFICATION = 4;

/** Recognises copies of a frame: everything from the IP header on is the same, within five milliseconds. */
export class Duplicates {
  readonly #seed: number;
  readonly #hashes = new Int32Array(REMEMBERED);
  readonly #times = new Float64Array(REMEMBERED).fill(Number.NEGATIVE_INFINITY);
  readonly #tags = new Int32Array(REMEMBERED);
  #next = 0;
  sampled = 0;
  copies = 0;
  /** Copies that differ in their VLAN tags. */
  retagged = 0;

  constructor(random: () => number) {
    this.#seed = random() | 0;
  }

  /** Notes a frame whose outermost IP header is at stack index `layer` (-1: none). */
  note(packet: Packet, layer: number): void {
    if (isToGroup(packet) || (layer >= 0 && !canTellCopies(packet, layer))) return;
    const start = layer >= 0 ? packet.offsets[layer]! : startOfContent(packet);
    const hash = this.#hash(packet, start);
    const { timestampMicros } = packet;
    const tags = tagsOf(packet);
    this.sampled += 1;
    for (let back = 1; back <= REMEMBERED; back += 1) {
      const at = (this.#next - back + REMEMBERED) % REMEMBERED;
      if (timestampMicros - this.#times[at]! > COPY_MICROS) break;
      if (this.#hashes[at] !== hash) continue;
      // The same in another VLAN is another frame.
      const isRetagged = this.#tags[at] !== tags;
      if (isRetagged && this.#tags[at] !== UNTAGGED && tags !== UNTAGGED) continue;
      this.copies += 1;
      if (isRetagged) this.retagged += 1;
      // A third copy is one of the second; a copy is not the original of anything.
      this.#times[at] = timestampMicros;
      return;
    }
    this.#hashes[this.#next] = hash;
    this.#times[this.#next] = timestampMicros;
    this.#tags[this.#next] = tags;
    this.#next = (this.#next + 1) % REMEMBERED;
  }

  #hash(packet: Packet, start: number): number {
    const { view } = packet;
    const end = Math.min(packet.end > start ? packet.end : packet.capturedEnd, start + HASHED_BYTES);
    let hash = this.#seed ^ (packet.wireEnd - start);
    let at = start;
    for (; at + 4 <= end; at += 4) hash = mix(hash, view.getInt32(at));
    for (; at < end; at += 1) hash = mix(hash, view.getUint8(at));
    return hash;
  }
}

function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/**
 * A TCP segment without payload, sent twice, may look the same twice where IP gives packets no number of their own: IPv6, and IPv4 with an
 * identification of zero. With one, a retransmission has another.
 */
function canTellCopies(packet: Packet, layer: number): boolean {
  if (packet.tcpFlags === 0) return true;
  if (packet.protocols[layer] === Protocol.Ipv4 && packet.view.getUint16(packet.offsets[layer]! + IDENTIFICATION) !== 0)
    return true;
  return packet.wireEnd > packet.cursor;
}

function startOfContent(packet: Packet): number {
  for (let layer = 0; layer < packet.layerCount; layer += 1) {
    const protocol = packet.protocols[layer];
    const isLink = protocol === Protocol.Ethernet || protocol === Protocol.Vlan || protocol === Protocol.ServiceVlan;
    if (!isLink) return packet.offsets[layer]!;
  }
  return packet.cursor;
}

/** The VLAN ids of a frame as one number. */
function tagsOf(packet: Packet): number {
  let tags = UNTAGGED;
  for (let layer = 0; layer < packet.layerCount; layer += 1) {
    const protocol = packet.protocols[layer];
    if (protocol === Protocol.Vlan || protocol === Protocol.ServiceVlan) {
      tags = (Math.imul(tags, 0x1001) + readVlanId(packet.bytes, packet.offsets[layer]!) + 1) | 0;
    } else if (layer > 0) break;
  }
  return tags;
}

/** Senders themselves repeat what goes to groups. */
function isToGroup(packet: Packet): boolean {
  return packet.protocols[0] === Protocol.Ethernet && (packet.bytes[packet.start]! & 1) !== 0;
}
