// Runs once per SYN: allocate nothing but for the first of a kind.

import { Direction } from '../../decode/direction.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';

const ROWS = 64;

/** A maximum segment size that SYNs announce, in one direction and over one IP version. */
export interface SegmentSizeRow {
  readonly direction: 'down' | 'up' | 'unknown';
  readonly ipVersion: 4 | 6;
  readonly maximumSegmentSize: number;
  readonly syns: number;
}

/** The maximum segment sizes that SYNs and their answers announce outside tunnels: who announces one receives segments up to that size. */
export class SegmentSizes {
  /** SYNs whose size is one too many to have a row. */
  others = 0;
  /** Each row's direction, IP version and size in one word. */
  readonly #keys = new Int32Array(ROWS);
  readonly #counts = new Float64Array(ROWS);
  readonly #lastMicros = new Float64Array(ROWS);
  #size = 0;

  note(packet: Packet, maximumSegmentSize: number): void {
    if (packet.tunnelCount > 0 || maximumSegmentSize === 0) return;
    const isIpv6 = packet.protocols[packet.ipLayer] === Protocol.Ipv6;
    const key = (packet.direction << 17) | (isIpv6 ? 0x10000 : 0) | maximumSegmentSize;
    let row = 0;
    while (row < this.#size && this.#keys[row] !== key) row += 1;
    if (row === ROWS) {
      this.others += 1;
      return;
    }
    if (row === this.#size) {
      this.#keys[row] = key;
      this.#size += 1;
    }
    this.#counts[row]! += 1;
    this.#lastMicros[row] = packet.timestampMicros;
  }

  /** How many SYNs going up announce a size in (above, upTo], and when the last did. */
  countUp(isIpv6: boolean, above: number, upTo = 0xffff): { syns: number; lastMicros: number; largest: number } {
    const found = { syns: 0, lastMicros: 0, largest: 0 };
    for (let row = 0; row < this.#size; row += 1) {
      const key = this.#keys[row]!;
      const size = key & 0xffff;
      if (key >>> 17 !== Direction.Up || ((key & 0x10000) !== 0) !== isIpv6 || size <= above || size > upTo) continue;
      found.syns += this.#counts[row]!;
      found.lastMicros = Math.max(found.lastMicros, this.#lastMicros[row]!);
      found.largest = Math.max(found.largest, size);
    }
    return found;
  }

  rows(): SegmentSizeRow[] {
    const rows = Array.from({ length: this.#size }, (_, row): SegmentSizeRow => {
      const key = this.#keys[row]!;
      const direction = key >>> 17;
      return {
        direction: direction === Direction.Down ? 'down' : direction === Direction.Up ? 'up' : 'unknown',
        ipVersion: (key & 0x10000) !== 0 ? 6 : 4,
        maximumSegmentSize: key & 0xffff,
        syns: this.#counts[row]!,
      };
    });
    return rows.sort((a, b) => b.syns - a.syns || b.maximumSegmentSize - a.maximumSegmentSize);
  }
}
