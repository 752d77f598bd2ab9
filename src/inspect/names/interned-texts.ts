// Runs once per name that is told of a conversation or a host.

import { RecencyOrder } from './recency-order.ts';
import { textKey } from './text-key.ts';

const CAPACITY = 65_536;
const MAX_CHARACTERS = 255;
const LAST_ID = 0x7fff_ffff;
const NONE = 0;

/**
 * Numbers for texts, so that tables can hold names in words. Bounded: the text used longest ago is forgotten, and its number then stands for
 * nothing; it is given to another text only after two thousand million others.
 */
export class InternedTexts {
  readonly capacity: number;
  /** How many texts were forgotten so far. */
  evictions = 0;
  readonly #slots = new Map<string, number>();
  /** Keyed by numbers that are given out here, in order: nobody can choose them. */
  readonly #slotOfId = new Map<number, number>();
  readonly #texts: string[] = [];
  readonly #ids: Int32Array;
  readonly #order: RecencyOrder;
  #lastId = NONE;

  constructor(capacity = CAPACITY) {
    this.capacity = capacity;
    this.#ids = new Int32Array(capacity);
    this.#order = new RecencyOrder(capacity);
  }

  get size(): number {
    return this.#texts.length;
  }

  /** The text's number, from 1 up; 0 for the empty text. Texts are clean already; their first 255 characters count. */
  idOf(text: string): number {
    if (text === '') return NONE;
    // A slice would keep the whole text in memory.
    const kept = text.length > MAX_CHARACTERS ? Buffer.from(text.slice(0, MAX_CHARACTERS)).toString() : text;
    const key = textKey(kept);
    const known = this.#slots.get(key);
    if (known !== undefined) {
      this.#order.touch(known);
      return this.#ids[known]!;
    }
    const slot = this.#freeSlot();
    const id = this.#nextId();
    this.#texts[slot] = kept;
    this.#ids[slot] = id;
    this.#slots.set(key, slot);
    this.#slotOfId.set(id, slot);
    this.#order.touch(slot);
    return id;
  }

  /** The text with this number; null for 0 and once it is forgotten. */
  textOf(id: number): string | null {
    const slot = this.#slotOfId.get(id);
    return slot === undefined ? null : this.#texts[slot]!;
  }

  #freeSlot(): number {
    if (this.#texts.length < this.capacity) return this.#texts.length;
    const slot = this.#order.oldest;
    this.#slots.delete(textKey(this.#texts[slot]!));
    this.#slotOfId.delete(this.#ids[slot]!);
    this.evictions += 1;
    return slot;
  }

  #nextId(): number {
    do {
      this.#lastId = this.#lastId === LAST_ID ? 1 : this.#lastId + 1;
    } while (this.#slotOfId.has(this.#lastId));
    return this.#lastId;
  }
}
