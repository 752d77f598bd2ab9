// Runs once per answered address and once per new conversation: allocate nothing.

import { ADDRESS_WORDS } from '../../decode/network/address-words.ts';
import { RecentRows } from './recent-rows.ts';

const CAPACITY = 65_536;
const MICROS_PER_SECOND = 1e6;
/**
 * How long an answer counts, whatever its time to live says. Names of content networks live for seconds, but browsers and systems keep them for
 * minutes, and a connection that is already open is used on; nobody holds on to an answer of yesterday.
 */
const SHORTEST_SECONDS = 600;
const LONGEST_SECONDS = 86_400;
const NO_NAME = 0;

export interface PassiveDnsOptions {
  /** Rows per client, and as many for all clients together. */
  readonly capacity?: number;
  /** 32 random bits per call. */
  readonly random: () => number;
}

/**
 * Under which name addresses were last asked for. One address serves many names, so what the very client asked goes before what others did. In a
 * full table the answer gives way that was neither given nor looked for since.
 * Addresses are `ADDRESS_WORDS` words, names are numbers of `InternedTexts`.
 */
export class PassiveDns {
  readonly #ofClients: Answers;
  readonly #ofAll: Answers;

  constructor({ capacity = CAPACITY, random }: PassiveDnsOptions) {
    this.#ofClients = new Answers(capacity, 2 * ADDRESS_WORDS, random);
    this.#ofAll = new Answers(capacity, ADDRESS_WORDS, random);
  }

  /** Whether nothing was learned yet. */
  get isEmpty(): boolean {
    return this.#ofAll.rows.size === 0;
  }

  /** Answers that gave way to others, those per client. */
  get evictions(): number {
    return this.#ofClients.rows.evictions;
  }

  /** Keeps that `client` was told that the name has this address. */
  learn({ client, address, nameId, ttlSeconds, micros }: PassiveAnswer): void {
    const seconds = Math.min(Math.max(ttlSeconds, SHORTEST_SECONDS), LONGEST_SECONDS);
    const expiresAt = micros + seconds * MICROS_PER_SECOND;
    this.#ofClients.rows.probeAddress(client, 0);
    this.#ofClients.rows.probeAddress(address, ADDRESS_WORDS);
    this.#ofClients.put(nameId, expiresAt);
    this.#ofAll.rows.probeAddress(address, 0);
    this.#ofAll.put(nameId, expiresAt);
  }

  /** The name that `client` asked for to get to `address`, else the one that somebody else last asked for; 0 without any. */
  find(client: Int32Array, address: Int32Array, micros: number): number {
    this.#ofClients.rows.probeAddress(client, 0);
    this.#ofClients.rows.probeAddress(address, ADDRESS_WORDS);
    const own = this.#ofClients.get(micros);
    if (own !== NO_NAME) return own;
    this.#ofAll.rows.probeAddress(address, 0);
    return this.#ofAll.get(micros);
  }
}

export interface PassiveAnswer {
  readonly client: Int32Array;
  readonly address: Int32Array;
  readonly nameId: number;
  readonly ttlSeconds: number;
  /** When the answer passed. */
  readonly micros: number;
}

/** Rows with a name and when it no longer counts. */
class Answers {
  readonly rows: RecentRows;
  readonly #names: Int32Array;
  readonly #expiresAt: Float64Array;

  constructor(capacity: number, keyWords: number, random: () => number) {
    this.rows = new RecentRows(capacity, keyWords, random);
    this.#names = new Int32Array(capacity);
    this.#expiresAt = new Float64Array(capacity);
  }

  put(nameId: number, expiresAt: number): void {
    let slot = this.rows.find();
    if (slot < 0) slot = this.rows.add();
    else this.rows.touch(slot);
    this.#names[slot] = nameId;
    this.#expiresAt[slot] = expiresAt;
  }

  get(micros: number): number {
    const slot = this.rows.find();
    if (slot < 0 || micros > this.#expiresAt[slot]!) return NO_NAME;
    this.rows.touch(slot);
    return this.#names[slot]!;
  }
}
