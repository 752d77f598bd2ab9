// Runs once per answer and per new conversation: allocate nothing.

import { ADDRESS_WORDS } from '../../decode/network/address-words.ts';
import { RecencyOrder } from './recency-order.ts';

const MAX_BUCKET_BITS = 17;

/**
 * A bounded table of slots found by keys of a few 32-bit words; in a full one the slot that was used longest ago gives way. What belongs to a
 * slot its owner keeps in arrays of its own.
 *
 * The caller writes a key into `probe` and asks `find`; a key that is not there is put into a slot with `add`. The hash is the multilinear
 * family of Carter and Wegman over 16-bit halves with random multipliers: nobody on the wire can choose keys that meet in a bucket.
 */
export class RecentRows {
  readonly capacity: number;
  readonly probe: Int32Array;
  /** How many slots are in use; they are 0 .. size-1. */
  size = 0;
  /** How many keys gave way to others so far. */
  evictions = 0;
  readonly #keyWords: number;
  readonly #keys: Int32Array;
  readonly #multipliers: Int32Array;
  readonly #shift: number;
  /** Slot + 1 of a bucket's first slot, and of the one behind each slot; 0: none. */
  readonly #heads: Int32Array;
  readonly #next: Int32Array;
  readonly #order: RecencyOrder;
  #probedBucket = 0;

  /** `random` gives 32 random bits per call. */
  constructor(capacity: number, keyWords: number, random: () => number) {
    this.capacity = capacity;
    this.probe = new Int32Array(keyWords);
    this.#keyWords = keyWords;
    this.#keys = new Int32Array(capacity * keyWords);
    this.#multipliers = Int32Array.from({ length: 2 * keyWords + 1 }, random);
    const bits = Math.min(MAX_BUCKET_BITS, Math.max(4, Math.ceil(Math.log2(capacity)) + 1));
    this.#shift = 32 - bits;
    this.#heads = new Int32Array(1 << bits);
    this.#next = new Int32Array(capacity);
    this.#order = new RecencyOrder(capacity);
  }

  /** Copies an address, the first `ADDRESS_WORDS` words of `address`, into `probe` from `at` on. */
  probeAddress(address: Int32Array, at: number): void {
    for (let word = 0; word < ADDRESS_WORDS; word += 1) this.probe[at + word] = address[word]!;
  }

  /** The slot of the key in `probe`, or -1. */
  find(): number {
    const { probe } = this;
    const bucket = this.#bucketOf(probe, 0);
    this.#probedBucket = bucket;
    let slot = this.#heads[bucket]! - 1;
    while (slot >= 0 && !this.#holdsProbe(slot)) slot = this.#next[slot]! - 1;
    return slot;
  }

  /** Puts the key in `probe`, which `find` has just not found, into a new slot or that of the key used longest ago. Returns the slot. */
  add(): number {
    let slot = this.size;
    if (slot === this.capacity) {
      slot = this.#order.oldest;
      this.#unlink(slot);
      this.evictions += 1;
    } else {
      this.size += 1;
    }
    this.#keys.set(this.probe, slot * this.#keyWords);
    this.#next[slot] = this.#heads[this.#probedBucket]!;
    this.#heads[this.#probedBucket] = slot + 1;
    this.#order.touch(slot);
    return slot;
  }

  /** Says that the slot was used. */
  touch(slot: number): void {
    this.#order.touch(slot);
  }

  #holdsProbe(slot: number): boolean {
    const { probe } = this;
    const key = slot * this.#keyWords;
    for (let word = this.#keyWords - 1; word >= 0; word -= 1) if (this.#keys[key + word] !== probe[word]) return false;
    return true;
  }

  #bucketOf(words: Int32Array, at: number): number {
    const multipliers = this.#multipliers;
    let hash = multipliers[2 * this.#keyWords]!;
    for (let word = 0; word < this.#keyWords; word += 1) {
      const bits = words[at + word]!;
      hash = (hash + Math.imul(bits, multipliers[2 * word]!) + Math.imul(bits >>> 16, multipliers[2 * word + 1]!)) | 0;
    }
    return hash >>> this.#shift;
  }

  #unlink(slot: number): void {
    const next = this.#next;
    const bucket = this.#bucketOf(this.#keys, slot * this.#keyWords);
    let before = this.#heads[bucket]! - 1;
    if (before === slot) {
      this.#heads[bucket] = next[slot]!;
      return;
    }
    while (next[before] !== slot + 1) before = next[before]! - 1;
    next[before] = next[slot]!;
  }
}
