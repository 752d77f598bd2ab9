// Looked into several times per frame: allocate nothing.

import { randomFillSync } from 'node:crypto';

/** How many rows are weighed before one is evicted. */
const VICTIMS_WEIGHED = 8;
const MAX_BUCKET_BITS = 17;
/** What a processor fetches from memory at a time. */
const LINE_WORDS = 16;

/** 32 random bits per call; seeded once per start, so that nobody on the wire can aim at a bucket. */
export type RandomWord = () => number;

/** To ask the system for one takes as long as for many. */
const words = new Int32Array(256);
let used = words.length;

/** The system's random numbers. */
export const randomWord: RandomWord = () => {
  if (used === words.length) {
    randomFillSync(words);
    used = 0;
  }
  used += 1;
  return words[used - 1]!;
};

/** What a row is made of. */
export interface RowLayout {
  readonly keyWords: number;
  /** How many double-precision numbers the owner keeps in a row. */
  readonly numbers: number;
  /** How many further 32-bit words the owner keeps in a row. */
  readonly extraWords?: number;
}

/**
 * A bounded table of rows found by keys of a few 32-bit words. Everything a frame touches of a row lies side by side in one buffer, because
 * with many rows each touch is a cache miss: the owner's numbers, then the link to the next row in the bucket, the row's serial number, the
 * owner's further words and the key, whose end short keys leave unread.
 *
 * The caller writes a key into `probe` and asks `find`; a key that is not there is added with `append` or, when the table is full, put in
 * another's place with `replace`. Slots are given out in order, so what is evicted does not depend on the random seed.
 *
 * The hash is the multilinear family of Carter and Wegman over 16-bit halves with random multipliers, of which the top bits are used: for
 * any two keys, whoever chose them, the chance to meet in a bucket is at most 2 / buckets. V8's own integer hash promises nothing of the kind.
 * (A word times a, plus its upper half times b, is its lower half times a plus its upper half times a * 2^16 + b: two random multipliers.)
 */
export class KeyedTable {
  readonly capacity: number;
  readonly keyWords: number;
  /**
   * The key to look for: `keyWords` words. Words behind the ones `find` is told of must be zero when the key is added. Whoever prepares
   * several keys ahead puts another array here before each look-up.
   */
  probe: Int32Array;
  /** The rows, as words and as numbers. */
  readonly words: Int32Array;
  readonly numbers: Float64Array;
  /** A row's length in words; it is even. */
  readonly rowWords: number;
  /** Where in a row, in words, the key and the owner's further words start. The numbers start the row. */
  readonly keyAt: number;
  readonly extraAt: number;
  /** How many slots are in use; they are 0 .. size-1. */
  size = 0;
  /** What `touch` read. It says nothing, but without it a compiler could leave the reading out. */
  touched = 0;
  /** How many rows gave way to others so far. */
  evictions = 0;

  readonly #multipliers: Int32Array;
  readonly #shift: number;
  /** Slot + 1 of a bucket's first row; 0: none. */
  readonly #heads: Int32Array;
  readonly #nextAt: number;
  readonly #serialAt: number;
  readonly #middleAt: number;
  #lastSerial = 0;
  #lastFound = 0;
  #probedBucket = 0;
  #hand = 0;

  constructor(capacity: number, layout: RowLayout, random: RandomWord) {
    const { keyWords, numbers, extraWords = 0 } = layout;
    this.capacity = capacity;
    this.keyWords = keyWords;
    this.probe = new Int32Array(keyWords);
    this.#nextAt = 2 * numbers;
    this.#serialAt = this.#nextAt + 1;
    this.extraAt = this.#serialAt + 1;
    this.keyAt = this.extraAt + extraWords;
    this.rowWords = Math.ceil((this.keyAt + keyWords) / 2) * 2;
    this.#middleAt = Math.min(LINE_WORDS, this.rowWords - 1);
    this.words = new Int32Array(capacity * this.rowWords);
    this.numbers = new Float64Array(this.words.buffer);
    const bits = Math.min(MAX_BUCKET_BITS, Math.max(4, Math.ceil(Math.log2(capacity)) + 1));
    this.#shift = 32 - bits;
    this.#heads = new Int32Array(1 << bits);
    this.#multipliers = Int32Array.from({ length: 2 * keyWords + 1 }, random);
  }

  /** The slot whose key equals the first `words` words of `probe`, or -1. Keys that differ in length must differ in an early word. */
  find(words: number): number {
    const { probe } = this;
    const last = this.#lastFound;
    if (last < this.size && this.holdsProbe(last, words)) return last;

    return this.findIn(this.bucketOf(probe, 0, words), words);
  }

  /** As `find`, for a probe whose bucket is known. */
  findIn(bucket: number, words: number): number {
    this.#probedBucket = bucket;
    const rows = this.words;
    const { rowWords } = this;
    const nextAt = this.#nextAt;
    for (let next = this.#heads[bucket]!; next !== 0; next = rows[(next - 1) * rowWords + nextAt]!) {
      if (this.holdsProbe(next - 1, words)) {
        this.#lastFound = next - 1;
        return next - 1;
      }
    }
    return -1;
  }

  /** Whether the row at `slot` has the first `words` words of `probe` as its key. */
  holdsProbe(slot: number, words: number): boolean {
    const { probe } = this;
    const rows = this.words;
    const key = slot * this.rowWords + this.keyAt;
    for (let word = words - 1; word >= 0; word -= 1) {
      if (rows[key + word] !== probe[word]) return false;
    }
    return true;
  }

  /** Adds `probe`, which `find` has just not found, to a table that is not full. Returns its slot. */
  append(): number {
    const slot = this.size;
    this.size = slot + 1;
    this.#link(slot);
    return slot;
  }

  /** Puts `probe`, which `find` has just not found, in the place of the row at `slot`. */
  replace(slot: number): void {
    this.#unlink(slot);
    this.evictions += 1;
    this.#link(slot);
  }

  get isFull(): boolean {
    return this.size === this.capacity;
  }

  /** Where the key of the row at `slot` starts in `words`. */
  keyOf(slot: number): number {
    return slot * this.rowWords + this.keyAt;
  }

  /**
   * The row that gives way in a full table: of the next eight under a hand that goes round, the one worth least. So a flood of rows seen
   * once evicts its own kind, and what is busy stays.
   */
  chooseVictim(worth: (slot: number) => number): number {
    let victim = this.#hand;
    let least = Number.POSITIVE_INFINITY;
    for (let n = 0; n < VICTIMS_WEIGHED; n += 1) {
      const slot = (this.#hand + n) % this.capacity;
      const value = worth(slot);
      if (value < least) {
        least = value;
        victim = slot;
      }
    }
    this.#hand = (this.#hand + VICTIMS_WEIGHED) % this.capacity;
    return victim;
  }

  /** A number that no other row of this table has had: it tells a row from one that was in the same slot before. */
  serialOf(slot: number): number {
    return this.words[slot * this.rowWords + this.#serialAt]!;
  }

  /** The bucket of the key that is the first `words` words of `key` from `at` on. Zero words behind its end add nothing. */
  bucketOf(key: Int32Array, at: number, words: number): number {
    const multipliers = this.#multipliers;
    let hash = multipliers[2 * this.keyWords]!;
    for (let word = 0; word < words; word += 1) {
      const bits = key[at + word]!;
      hash = (hash + Math.imul(bits, multipliers[2 * word]!) + Math.imul(bits >>> 16, multipliers[2 * word + 1]!)) | 0;
    }
    return hash >>> this.#shift;
  }

  /** The first row in a bucket, or -1: a guess at where the bucket's key is, which reads nothing of the row. */
  firstIn(bucket: number): number {
    return this.#heads[bucket]! - 1;
  }

  /** Reads a little of every part of a row, so that it is in the processor's cache when it is needed. */
  touch(slot: number): void {
    const row = slot * this.rowWords;
    const rows = this.words;
    this.touched = rows[row]! ^ rows[row + this.#middleAt]! ^ rows[row + this.rowWords - 1]!;
  }

  #link(slot: number): void {
    const { keyWords, probe } = this;
    const rows = this.words;
    const row = slot * this.rowWords;
    for (let word = 0; word < keyWords; word += 1) rows[row + this.keyAt + word] = probe[word]!;
    const bucket = this.#probedBucket;
    rows[row + this.#nextAt] = this.#heads[bucket]!;
    this.#heads[bucket] = slot + 1;
    this.#lastSerial = (this.#lastSerial + 1) | 0;
    rows[row + this.#serialAt] = this.#lastSerial;
    this.#lastFound = slot;
  }

  #unlink(slot: number): void {
    const rows = this.words;
    const { rowWords } = this;
    const nextAt = this.#nextAt;
    const after = rows[slot * rowWords + nextAt]!;
    const bucket = this.bucketOf(rows, this.keyOf(slot), this.keyWords);
    let before = this.#heads[bucket]!;
    if (before === slot + 1) {
      this.#heads[bucket] = after;
      return;
    }
    while (rows[(before - 1) * rowWords + nextAt] !== slot + 1) before = rows[(before - 1) * rowWords + nextAt]!;
    rows[(before - 1) * rowWords + nextAt] = after;
  }
}
