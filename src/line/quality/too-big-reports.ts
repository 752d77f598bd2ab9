// Runs once per ICMP message: allocate nothing but for the first of a kind.

import { Direction } from '../../decode/direction.ts';
import { ADDRESS_WORDS, addressTextAt, isAddress, Which, writeAddress } from '../../decode/network/address-words.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { readUint16, readUint32 } from '../../decode/read.ts';
import { timestampText } from '../../decode/text.ts';

// RFC 792 and RFC 1191, section 4; RFC 4443, section 3.2.
const TYPE = 0;
const CODE = 1;
const IPV4_NEXT_HOP_MTU = 6;
const IPV6_MTU = 4;
const HEADER_LENGTH = 8;
const DESTINATION_UNREACHABLE = 3;
const FRAGMENTATION_NEEDED = 4;
const PACKET_TOO_BIG = 2;
const ROWS = 16;

/** A router that says that packets of more than `mtu` bytes do not fit. */
export interface TooBigReport {
  readonly from: string;
  /** Bytes; 0 where the router does not say (before RFC 1191). */
  readonly mtu: number;
  /** The message's direction: what goes down is about packets that went up. */
  readonly direction: 'down' | 'up' | 'unknown';
  readonly messages: number;
  readonly lastAt: string;
}

/** ICMP fragmentation-needed and ICMPv6 packet-too-big messages, by who sends them. */
export class TooBigReports {
  /** Messages of routers that are too many to have a row. */
  others = 0;
  /** All messages since the last window was closed. */
  inWindow = 0;
  readonly #keys = new Int32Array(ROWS * ADDRESS_WORDS);
  readonly #mtus = new Float64Array(ROWS);
  readonly #directions = new Uint8Array(ROWS);
  readonly #counts = new Float64Array(ROWS);
  readonly #lastMicros = new Float64Array(ROWS);
  readonly #address = new Int32Array(ADDRESS_WORDS);
  #size = 0;

  /** Looks at a packet whose last layer is ICMP or ICMPv6. */
  observe(packet: Packet, last: number): void {
    const { bytes } = packet;
    const start = packet.offsets[packet.layerCount - 1]!;
    if (packet.end - start < HEADER_LENGTH) return;
    if (last === Protocol.Icmp) {
      if (bytes[start + TYPE] !== DESTINATION_UNREACHABLE || bytes[start + CODE] !== FRAGMENTATION_NEEDED) return;
      this.#note(packet, readUint16(bytes, start + IPV4_NEXT_HOP_MTU));
    } else if (bytes[start + TYPE] === PACKET_TOO_BIG) {
      this.#note(packet, readUint32(bytes, start + IPV6_MTU));
    }
  }

  /** The smallest MTU reported by messages going this way, 0 without any. */
  smallestMtu(direction: Direction): number {
    let smallest = 0;
    for (let row = 0; row < this.#size; row += 1) {
      const mtu = this.#mtus[row]!;
      if (this.#directions[row] === direction && mtu > 0 && (smallest === 0 || mtu < smallest)) smallest = mtu;
    }
    return smallest;
  }

  rows(): TooBigReport[] {
    return Array.from({ length: this.#size }, (_, row): TooBigReport => {
      const direction = this.#directions[row];
      return {
        from: addressTextAt(this.#keys, row * ADDRESS_WORDS),
        mtu: this.#mtus[row]!,
        direction: direction === Direction.Down ? 'down' : direction === Direction.Up ? 'up' : 'unknown',
        messages: this.#counts[row]!,
        lastAt: timestampText(this.#lastMicros[row]!),
      };
    });
  }

  #note(packet: Packet, mtu: number): void {
    this.inWindow += 1;
    writeAddress(packet, Which.Source, this.#address);
    let row = 0;
    while (row < this.#size && !this.#is(row, packet.direction, mtu)) row += 1;
    if (row === ROWS) {
      this.others += 1;
      return;
    }
    if (row === this.#size) {
      this.#keys.set(this.#address, row * ADDRESS_WORDS);
      this.#mtus[row] = mtu;
      this.#directions[row] = packet.direction;
      this.#size += 1;
    }
    this.#counts[row]! += 1;
    this.#lastMicros[row] = packet.timestampMicros;
  }

  #is(row: number, direction: Direction, mtu: number): boolean {
    return (
      this.#mtus[row] === mtu && this.#directions[row] === direction && isAddress(this.#keys, row * ADDRESS_WORDS, this.#address)
    );
  }
}
