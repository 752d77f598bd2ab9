// Read once per PPPoE frame: allocate nothing.

import { PppoeCode, readPppoeCode } from '../../decode/link/pppoe.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { readUint16 } from '../../decode/read.ts';
import { linkLayerOf } from './frame-place.ts';
import { ETHERNET_DESTINATION, ETHERNET_SOURCE } from './mac-address.ts';

const MAC_LENGTH = 6;

/** https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html and LINKTYPE_LINUX_SLL2.html. */
const COOKED = { type: 0, addressLength: 4, address: 6 } as const;
const COOKED_2 = { type: 10, addressLength: 11, address: 12 } as const;
const TO_US = 0;
const BROADCAST = 1;
const FROM_US = 4;

const EVERYBODY = 0xff;
/** After so long without a frame from the other end, in microseconds, another may have taken its place. */
const GONE_MICROS = 30e6;

/**
 * Between whom a PPPoE frame goes: twelve bytes, destination and source, as an Ethernet header begins with. One is reused for all frames.
 *
 * Frames captured from all of a machine's interfaces at once ("cooked") name their sender alone, and say whether that was the machine. There the
 * receiver is the other one of two: the machine, whose address its own frames told, and who last spoke to it.
 */
export class FrameEnds {
  bytes: Uint8Array = new Uint8Array(0);
  view = new DataView(this.bytes.buffer);
  /** Where they start. */
  at = 0;
  readonly #written = new Uint8Array(2 * MAC_LENGTH);
  readonly #writtenView = new DataView(this.#written.buffer);
  readonly #us = new Uint8Array(MAC_LENGTH);
  readonly #them = new Uint8Array(MAC_LENGTH);
  #areWeKnown = false;
  /** When `#them` last spoke; before all times while nobody did. */
  #theySpokeAt = Number.NEGATIVE_INFINITY;

  /** Stands at the Ethernet header at `offset`. */
  readEthernet(packet: Packet, offset: number): void {
    this.bytes = packet.bytes;
    this.view = packet.view;
    this.at = offset;
  }

  /** Stands at the ends of a frame whose PPPoE header is at index `layer`; false where they are not known. */
  read(packet: Packet, layer: number): boolean {
    const link = linkLayerOf(packet, layer);
    const offset = packet.offsets[link]!;
    switch (packet.protocols[link]) {
      case Protocol.Ethernet:
        this.readEthernet(packet, offset);
        return true;
      case Protocol.LinuxSll:
        return this.#readCooked(packet, layer, { offset, type: readUint16(packet.bytes, offset + COOKED.type), fields: COOKED });
      case Protocol.LinuxSll2:
        return this.#readCooked(packet, layer, { offset, type: packet.bytes[offset + COOKED_2.type]!, fields: COOKED_2 });
      default:
        return false;
    }
  }

  #readCooked(
    packet: Packet,
    layer: number,
    header: { readonly offset: number; readonly type: number; readonly fields: typeof COOKED | typeof COOKED_2 },
  ): boolean {
    const { bytes, timestampMicros } = packet;
    const { offset, type, fields } = header;
    const source = offset + fields.address;
    // The lower byte of a field that has two in the first version and one in the second.
    const length = fields === COOKED ? bytes[offset + fields.addressLength + 1] : bytes[offset + fields.addressLength];
    if (length !== MAC_LENGTH) return false;
    const code = packet.protocols[layer] === Protocol.PppoeDiscovery ? readPppoeCode(bytes, packet.offsets[layer]!) : -1;
    if (type === FROM_US) {
      copyMac(bytes, source, this.#us);
      this.#areWeKnown = true;
      if (code !== PppoeCode.Padi && this.#theySpokeAt === Number.NEGATIVE_INFINITY) return false;
    } else if (type === TO_US || type === BROADCAST) {
      this.#hear(bytes, source, { isOffer: code === PppoeCode.Pado || code === PppoeCode.Pads, micros: timestampMicros });
      if (type === TO_US && !this.#areWeKnown) return false;
    } else return false;

    const written = this.#written;
    for (let at = 0; at < MAC_LENGTH; at += 1) {
      const receiver = type === FROM_US ? this.#them[at]! : this.#us[at]!;
      written[ETHERNET_DESTINATION + at] = type === BROADCAST || code === PppoeCode.Padi ? EVERYBODY : receiver;
      written[ETHERNET_SOURCE + at] = bytes[source + at]!;
    }
    this.bytes = written;
    this.view = this.#writtenView;
    this.at = 0;
    return true;
  }

  /** Somebody spoke to the machine: a third one is not believed to be the other end while that is there, unless discovery says so. */
  #hear(bytes: Uint8Array, source: number, { isOffer, micros }: { readonly isOffer: boolean; readonly micros: number }): void {
    const isSame = isMac(bytes, source, this.#them);
    if (!isSame && !isOffer && micros - this.#theySpokeAt < GONE_MICROS) return;
    copyMac(bytes, source, this.#them);
    this.#theySpokeAt = micros;
  }
}

function copyMac(bytes: Uint8Array, from: number, to: Uint8Array): void {
  for (let at = 0; at < MAC_LENGTH; at += 1) to[at] = bytes[from + at]!;
}

function isMac(bytes: Uint8Array, from: number, mac: Uint8Array): boolean {
  for (let at = 0; at < MAC_LENGTH; at += 1) if (bytes[from + at] !== mac[at]) return false;
  return true;
}
