import { sourceMacOffset } from '../decode/link/mac-addresses.ts';
import type { Packet } from '../decode/packet.ts';
import { readInt32, readUint16 } from '../decode/read.ts';

/** A line has one concentrator, seldom a few. */
const ENTRIES = 16;
const NAME_BYTES = 64;

// RFC 2516, appendix A.
const TAG_HEADER_LENGTH = 4;
const TAG_AC_NAME = 0x0102;

/** The AC-Names that PADO packets gave, by the concentrator's MAC address; the oldest gives way. */
export class ConcentratorNames {
  readonly #macs = new Int32Array(2 * ENTRIES);
  readonly #names = new Uint8Array(ENTRIES * NAME_BYTES);
  readonly #lengths = new Uint8Array(ENTRIES);
  #next = 0;

  /** Remembers the AC-Name tag of the PADO at the packet's cursor, sent by the source of the link-layer header at stack index `link`. */
  note(packet: Packet, link: number): void {
    const { bytes, end } = packet;
    for (let at = packet.cursor; at + TAG_HEADER_LENGTH <= end; ) {
      const length = readUint16(bytes, at + 2);
      const value = at + TAG_HEADER_LENGTH;
      if (value + length > end) return;
      if (readUint16(bytes, at) === TAG_AC_NAME) {
        this.#keep(packet, sourceMacOffset(packet, link), { start: value, length: Math.min(length, NAME_BYTES) });
        return;
      }
      at = value + length;
    }
  }

  /** The name of the concentrator whose MAC address stands in `keys` at `at` as upper 16 and lower 32 bits; bytes outside ASCII are dots. */
  nameOf(keys: Int32Array, at: number): string | null {
    const entry = this.#find(keys[at]!, keys[at + 1]!);
    if (entry < 0) return null;
    const start = entry * NAME_BYTES;
    const name = this.#names.subarray(start, start + this.#lengths[entry]!);
    return Array.from(name, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
  }

  #keep(packet: Packet, mac: number, name: { readonly start: number; readonly length: number }): void {
    const upper = readUint16(packet.bytes, mac);
    const lower = readInt32(packet.bytes, mac + 2);
    let entry = this.#find(upper, lower);
    if (entry < 0) {
      entry = this.#next;
      this.#next = (this.#next + 1) % ENTRIES;
    }
    this.#macs[2 * entry] = upper;
    this.#macs[2 * entry + 1] = lower;
    this.#lengths[entry] = name.length;
    for (let byte = 0; byte < name.length; byte += 1) this.#names[entry * NAME_BYTES + byte] = packet.bytes[name.start + byte]!;
  }

  #find(upper: number, lower: number): number {
    for (let entry = 0; entry < ENTRIES; entry += 1) {
      if (this.#macs[2 * entry] === upper && this.#macs[2 * entry + 1] === lower && this.#lengths[entry]! > 0) return entry;
    }
    return -1;
  }
}
