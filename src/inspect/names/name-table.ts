// Runs once per name that is seen: allocate nothing but the row of a new name.

import { textKey } from './text-key.ts';

/** How many rows are weighed before one gives way. */
const VICTIMS_WEIGHED = 8;

/**
 * A bounded table of names and how often each was counted, in all and in the open window. In a full table a new name takes the place of the
 * least counted of the next eight rows under a hand that goes round: a flood of names seen once evicts its own kind, and what is busy stays.
 */
export class NameTable {
  readonly capacity: number;
  /** How many slots are in use; they are 0 .. size-1. */
  size = 0;
  /** Names that gave way, and how often they had been counted. */
  readonly other = { rows: 0, count: 0 };
  /** Further numbers of each row's, `numbersPerRow` from slot * numbersPerRow on; and one text. They are the owner's. */
  readonly numbers: Float64Array;
  readonly notes: (string | null)[] = [];
  readonly #numbersPerRow: number;
  readonly #slots = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #counts: Float64Array;
  readonly #open: Float64Array;
  readonly #firstSeen: Float64Array;
  readonly #lastSeen: Float64Array;
  /** Slots that were counted in the open window, each once. */
  readonly #touched: Int32Array;
  readonly #isTouched: Uint8Array;
  #touchedCount = 0;
  #openOther = 0;
  #hand = 0;

  constructor(capacity: number, numbersPerRow = 0) {
    this.capacity = capacity;
    this.#numbersPerRow = numbersPerRow;
    this.numbers = new Float64Array(capacity * numbersPerRow);
    this.#counts = new Float64Array(capacity);
    this.#open = new Float64Array(capacity);
    this.#firstSeen = new Float64Array(capacity);
    this.#lastSeen = new Float64Array(capacity);
    this.#touched = new Int32Array(capacity);
    this.#isTouched = new Uint8Array(capacity);
  }

  /** The slot of a name that was seen at `micros`; a new one is given a row. It is not counted by this. */
  see(name: string, micros: number): number {
    const key = textKey(name);
    const known = this.#slots.get(key);
    if (known !== undefined) {
      if (micros > this.#lastSeen[known]!) this.#lastSeen[known] = micros;
      if (micros < this.#firstSeen[known]!) this.#firstSeen[known] = micros;
      return known;
    }
    const slot = this.size < this.capacity ? this.#append() : this.#evict();
    this.#slots.set(key, slot);
    this.#names[slot] = name;
    this.notes[slot] = null;
    this.#firstSeen[slot] = micros;
    this.#lastSeen[slot] = micros;
    return slot;
  }

  count(slot: number): void {
    this.#counts[slot]! += 1;
    this.#open[slot]! += 1;
    if (this.#isTouched[slot] === 1) return;
    this.#isTouched[slot] = 1;
    this.#touched[this.#touchedCount] = slot;
    this.#touchedCount += 1;
  }

  nameAt(slot: number): string {
    return this.#names[slot]!;
  }

  firstSeenAt(slot: number): number {
    return this.#firstSeen[slot]!;
  }

  lastSeenAt(slot: number): number {
    return this.#lastSeen[slot]!;
  }

  countAt(slot: number): number {
    return this.#counts[slot]!;
  }

  /** All slots in use, those counted most first, then by name in the order of code units. */
  sorted(): number[] {
    return Array.from({ length: this.size }, (_, slot) => slot).sort(
      (a, b) => this.#counts[b]! - this.#counts[a]! || (this.#names[a]! < this.#names[b]! ? -1 : 1),
    );
  }

  /** Calls `each` with the names counted in the open window, in no order, then opens another. Returns what was counted of names no longer there. */
  closeWindow(each: (name: string, count: number) => void): number {
    for (let n = 0; n < this.#touchedCount; n += 1) {
      const slot = this.#touched[n]!;
      this.#isTouched[slot] = 0;
      const count = this.#open[slot]!;
      this.#open[slot] = 0;
      if (count > 0) each(this.#names[slot]!, count);
    }
    const gone = this.#openOther;
    this.#touchedCount = 0;
    this.#openOther = 0;
    return gone;
  }

  #append(): number {
    const slot = this.size;
    this.size += 1;
    return slot;
  }

  #evict(): number {
    const slot = this.#victim();
    this.#slots.delete(textKey(this.#names[slot]!));
    this.other.rows += 1;
    this.other.count += this.#counts[slot]!;
    this.#openOther += this.#open[slot]!;
    this.#counts[slot] = 0;
    this.#open[slot] = 0;
    this.numbers.fill(0, slot * this.#numbersPerRow, (slot + 1) * this.#numbersPerRow);
    return slot;
  }

  #victim(): number {
    let victim = this.#hand;
    for (let n = 1; n < VICTIMS_WEIGHED; n += 1) {
      const slot = (this.#hand + n) % this.capacity;
      const difference = this.#counts[slot]! - this.#counts[victim]!;
      if (difference < 0 || (difference === 0 && this.#lastSeen[slot]! < this.#lastSeen[victim]!)) victim = slot;
    }
    this.#hand = (this.#hand + VICTIMS_WEIGHED) % this.capacity;
    return victim;
  }
}
