// Looked into once per question and answer: allocate nothing.

const CAPACITY = 1024;
/** How many places a question can be in. */
const PLACES = 8;

const SERVER = 0;
const GENERATION = 1;
/** The client's port and the question's id. */
const NAME = 2;
const RETRIED = 3;
const ENTRY_WORDS = 4;

/**
 * Questions that wait for an answer, by server, client port and id, in a bounded table. Where all places of a question are taken the oldest gives
 * way. The hash is seeded: nobody who chooses ports and ids can aim at a place.
 */
export class OpenQueries {
  /** How many questions gave way to others before their time was over. */
  dropped = 0;
  /** How many are open. */
  size = 0;
  readonly #entries = new Int32Array(CAPACITY * ENTRY_WORDS).fill(-1);
  readonly #times = new Float64Array(CAPACITY);
  readonly #multiplier: number;
  readonly #addend: number;

  constructor(random: () => number) {
    this.#multiplier = random() | 1;
    this.#addend = random() | 0;
  }

  /** Where the question waits, or -1. */
  find(server: number, name: number): number {
    const first = this.#placeOf(server, name);
    for (let n = 0; n < PLACES; n += 1) {
      const place = (first + n) % CAPACITY;
      const entry = place * ENTRY_WORDS;
      if (this.#entries[entry + SERVER] === server && this.#entries[entry + NAME] === name) return place;
    }
    return -1;
  }

  add(server: number, generation: number, name: number, micros: number): void {
    const first = this.#placeOf(server, name);
    let chosen = first;
    for (let n = 0; n < PLACES; n += 1) {
      const place = (first + n) % CAPACITY;
      if (this.#entries[place * ENTRY_WORDS + SERVER] === -1) {
        chosen = place;
        break;
      }
      if (this.#times[place]! < this.#times[chosen]!) chosen = place;
    }
    if (this.#entries[chosen * ENTRY_WORDS + SERVER] === -1) this.size += 1;
    else this.dropped += 1;
    const entry = chosen * ENTRY_WORDS;
    this.#entries[entry + SERVER] = server;
    this.#entries[entry + GENERATION] = generation;
    this.#entries[entry + NAME] = name;
    this.#entries[entry + RETRIED] = 0;
    this.#times[chosen] = micros;
  }

  /** The next place at or behind `place` whose question was asked `patienceMicros` ago, or -1. A clock that was set back frees it too. */
  nextDue(place: number, nowMicros: number, patienceMicros: number): number {
    if (this.size === 0) return -1;
    for (let at = place; at < CAPACITY; at += 1) {
      if (this.#entries[at * ENTRY_WORDS + SERVER] === -1) continue;
      if (Math.abs(nowMicros - this.#times[at]!) >= patienceMicros) return at;
    }
    return -1;
  }

  remove(place: number): void {
    this.#entries[place * ENTRY_WORDS + SERVER] = -1;
    this.size -= 1;
  }

  serverAt(place: number): number {
    return this.#entries[place * ENTRY_WORDS + SERVER]!;
  }

  generationAt(place: number): number {
    return this.#entries[place * ENTRY_WORDS + GENERATION]! >>> 0;
  }

  askedAt(place: number): number {
    return this.#times[place]!;
  }

  markRetried(place: number): void {
    this.#entries[place * ENTRY_WORDS + RETRIED] = 1;
  }

  isRetried(place: number): boolean {
    return this.#entries[place * ENTRY_WORDS + RETRIED] === 1;
  }

  #placeOf(server: number, name: number): number {
    const mixed = Math.imul(name ^ Math.imul(server + 1, 0x9e3779b1) ^ this.#addend, this.#multiplier);
    return (mixed ^ (mixed >>> 15)) >>> 22;
  }
}
