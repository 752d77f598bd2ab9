// Read once per PPPoE frame: allocate nothing.

import { readPppoeCode, readPppoeSessionId } from '../../decode/link/pppoe.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { readUint16 } from '../../decode/read.ts';
import { CookedPeers, EVERYBODY, NO_CODE } from './cooked-peers.ts';
import { linkLayerOf } from './frame-place.ts';
import { copyMac, ETHERNET_DESTINATION, ETHERNET_SOURCE, MAC_LENGTH } from './mac-address.ts';

/** https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html and LINKTYPE_LINUX_SLL2.html. */
const COOKED = { type: 0, addressLength: 4, address: 6 } as const;
const COOKED_2 = { type: 10, addressLength: 11, address: 12 } as const;
const TO_US = 0;
const BROADCAST = 1;
const FROM_US = 4;

/**
 * Between whom a PPPoE frame goes: twelve bytes, destination and source, as an Ethernet header begins with. One is reused for all frames.
 *
 * Frames captured from all of a machine's interfaces at once ("cooked") name their sender alone, and say whether that was the machine. There the
 * receiver is the machine, whose address its own frames told, or whom it has to do with (cooked-peers.ts).
 */
export class FrameEnds {
  bytes: Uint8Array = new Uint8Array(0);
  view = new DataView(this.bytes.buffer);
  /** Where they start. */
  at = 0;
  readonly #written = new Uint8Array(2 * MAC_LENGTH);
  readonly #writtenView = new DataView(this.#written.buffer);
  readonly #us = new Uint8Array(MAC_LENGTH);
  #areWeKnown = false;
  readonly #peers = new CookedPeers();
  /** Reused for every frame. */
  readonly #exchange = { code: NO_CODE, sessionId: 0, micros: 0 };

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
    const { bytes } = packet;
    const { offset, type, fields } = header;
    const source = offset + fields.address;
    // The lower byte of a field that has two in the first version and one in the second.
    const length = fields === COOKED ? bytes[offset + fields.addressLength + 1] : bytes[offset + fields.addressLength];
    if (length !== MAC_LENGTH) return false;
    const pppoe = packet.offsets[layer]!;
    const exchange = this.#exchange;
    exchange.code = packet.protocols[layer] === Protocol.PppoeDiscovery ? readPppoeCode(bytes, pppoe) : NO_CODE;
    exchange.sessionId = readPppoeSessionId(bytes, pppoe);
    exchange.micros = packet.timestampMicros;
    const written = this.#written;
    if (type === FROM_US) {
      copyMac(bytes, source, this.#us, 0);
      this.#areWeKnown = true;
      if (!this.#peers.writeReceiver(exchange, written)) return false;
    } else if (type === TO_US || type === BROADCAST) {
      this.#peers.hear(bytes, source, exchange);
      if (type === BROADCAST) written.fill(EVERYBODY, ETHERNET_DESTINATION, MAC_LENGTH);
      else if (this.#areWeKnown) copyMac(this.#us, 0, written, ETHERNET_DESTINATION);
      else return false;
    } else return false;
    copyMac(bytes, source, written, ETHERNET_SOURCE);
    this.bytes = written;
    this.view = this.#writtenView;
    this.at = 0;
    return true;
  }
}
