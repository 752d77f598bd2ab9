// Runs once per SYN: allocate nothing.

import { Direction } from '../../decode/direction.ts';
import { ADDRESS_WORDS } from '../../decode/network/address-words.ts';
import type { Packet } from '../../decode/packet.ts';

/** A SYN without an answer for that long is an unanswered one; most systems send it again after one second. */
const PATIENCE_MICROS = 3_000_000;
const CAPACITY = 4096;

const SLOT = 0;
const SERIAL = 1;
const DIRECTION = 2;
/** Whom the SYN was sent to. */
const ADDRESS = 3;
const ENTRY_WORDS = ADDRESS + ADDRESS_WORDS;

/** SYNs that were sent in the last three seconds, oldest first. Of a flood, the oldest are dropped without a judgement, and counted. */
export class SynWatch {
  /** How many SYNs were dropped before their time was over. */
  dropped = 0;
  readonly #entries = new Int32Array(CAPACITY * ENTRY_WORDS);
  readonly #times = new Float64Array(CAPACITY);
  #first = 0;
  #size = 0;

  /** `address` is the far end's. */
  add(packet: Packet, address: Int32Array): void {
    if (this.#size === CAPACITY) {
      this.drop();
      this.dropped += 1;
    }
    const at = (this.#first + this.#size) % CAPACITY;
    const entry = at * ENTRY_WORDS;
    this.#times[at] = packet.timestampMicros;
    this.#entries[entry + SLOT] = packet.conversationSlot;
    this.#entries[entry + SERIAL] = packet.conversationSerial;
    this.#entries[entry + DIRECTION] = packet.direction;
    for (let word = 0; word < ADDRESS_WORDS; word += 1) this.#entries[entry + ADDRESS + word] = address[word]!;
    this.#size += 1;
  }

  /** Whether the oldest SYN's time is over; the properties below are about it. A clock that was set back frees it too. */
  isDue(nowMicros: number): boolean {
    return this.#size > 0 && Math.abs(nowMicros - this.#times[this.#first]!) >= PATIENCE_MICROS;
  }

  drop(): void {
    this.#first = (this.#first + 1) % CAPACITY;
    this.#size -= 1;
  }

  get slot(): number {
    return this.#entries[this.#first * ENTRY_WORDS + SLOT]!;
  }

  get serial(): number {
    return this.#entries[this.#first * ENTRY_WORDS + SERIAL]!;
  }

  get direction(): Direction {
    const direction = this.#entries[this.#first * ENTRY_WORDS + DIRECTION];
    return direction === Direction.Down ? Direction.Down : direction === Direction.Up ? Direction.Up : Direction.Unknown;
  }

  get micros(): number {
    return this.#times[this.#first]!;
  }

  readAddress(address: Int32Array): void {
    const entry = this.#first * ENTRY_WORDS + ADDRESS;
    for (let word = 0; word < ADDRESS_WORDS; word += 1) address[word] = this.#entries[entry + word]!;
  }
}
