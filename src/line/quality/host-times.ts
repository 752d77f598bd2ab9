// `add` runs once per handshake: allocate nothing.

import { ADDRESS_WORDS, addressTextAt } from '../../decode/network/address-words.ts';

/** How long a host beyond the line took to accept a connection, from the probe and back. */
export interface HostTime {
  readonly address: string;
  readonly micros: number;
}

/** Of a window with more handshakes the first are told: that is enough to know how far hosts are. */
const CAPACITY = 32;

/** The handshakes of the open window on the line side, host by host. */
export class HostTimes {
  readonly #addresses = new Int32Array(CAPACITY * ADDRESS_WORDS);
  readonly #micros = new Float64Array(CAPACITY);
  #size = 0;

  add(address: Int32Array, micros: number): void {
    if (this.#size === CAPACITY) return;
    for (let word = 0; word < ADDRESS_WORDS; word += 1) this.#addresses[this.#size * ADDRESS_WORDS + word] = address[word]!;
    this.#micros[this.#size] = micros;
    this.#size += 1;
  }

  /** What was measured in the open window, at most 32, in the order of time; then the window belongs to the past. */
  close(): HostTime[] {
    const times = Array.from({ length: this.#size }, (_, at) => ({
      address: addressTextAt(this.#addresses, at * ADDRESS_WORDS),
      micros: this.#micros[at]!,
    }));
    this.#size = 0;
    return times;
  }
}
