// Runs once per name that is told of a host; `namesOf` is cold.

import { ADDRESS_WORDS } from '../../decode/network/address-words.ts';
import { timestampText } from '../../decode/text.ts';
import type { HostName, NameSource } from '../names-summary.ts';
import type { InternedTexts } from './interned-texts.ts';
import { RecentRows } from './recent-rows.ts';

const CAPACITY = 32_768;
const NAMES_PER_HOST = 4;

/** Sources, and how good each is; the smaller the better. */
const RANKS: Readonly<Record<NameSource, number>> = {
  // What the host says of itself.
  dhcp: 0,
  mdns: 0,
  llmnr: 0,
  netbios: 0,
  // What somebody asked for who then got this address.
  dns: 1,
  // What somebody said to the host: one address serves many names, and nobody has to say the right one.
  tls: 2,
  quic: 2,
  http: 2,
  // What the address's provider calls it.
  'reverse-dns': 3,
};
const SOURCES = Object.keys(RANKS) as NameSource[];

export interface HostNamesOptions {
  readonly texts: InternedTexts;
  /** How many hosts. */
  readonly capacity?: number;
  /** 32 random bits per call. */
  readonly random: () => number;
}

/** The names of hosts by address, at most four each. The host that was named longest ago gives way. */
export class HostNames {
  readonly #texts: InternedTexts;
  readonly #rows: RecentRows;
  readonly #names: Int32Array;
  readonly #sources: Uint8Array;
  readonly #seenAt: Float64Array;

  constructor({ texts, capacity = CAPACITY, random }: HostNamesOptions) {
    this.#texts = texts;
    this.#rows = new RecentRows(capacity, ADDRESS_WORDS, random);
    this.#names = new Int32Array(capacity * NAMES_PER_HOST);
    this.#sources = new Uint8Array(capacity * NAMES_PER_HOST);
    this.#seenAt = new Float64Array(capacity * NAMES_PER_HOST);
  }

  /** Hosts that gave way to others. */
  get evictions(): number {
    return this.#rows.evictions;
  }

  get size(): number {
    return this.#rows.size;
  }

  /**
   * Keeps that a host, whose address is in the first `ADDRESS_WORDS` words of `address`, was given the name with this number of `texts`. Of a name
   * told by several sources the best one stays; of more than four names the one least to be believed, and longest not told, gives way.
   */
  note(address: Int32Array, { nameId, source, micros }: NamedBy): void {
    if (nameId === 0) return;
    const place = this.#placeFor(this.#rowOf(address), nameId, source);
    if (place < 0) return;
    const isKnown = this.#names[place] === nameId;
    if (!isKnown || RANKS[source] <= this.#rankAt(place)) this.#sources[place] = SOURCES.indexOf(source);
    this.#seenAt[place] = isKnown ? Math.max(micros, this.#seenAt[place]!) : micros;
    this.#names[place] = nameId;
  }

  /** What the host is called, the best name first; names whose text is forgotten are left out. */
  namesOf(address: Int32Array): HostName[] {
    this.#rows.probeAddress(address, 0);
    const slot = this.#rows.find();
    if (slot < 0) return [];
    const places = Array.from({ length: NAMES_PER_HOST }, (_, n) => slot * NAMES_PER_HOST + n);
    places.sort(
      (a, b) => this.#rankAt(a) - this.#rankAt(b) || this.#seenAt[b]! - this.#seenAt[a]! || this.#names[a]! - this.#names[b]!,
    );
    return places.flatMap((place) => {
      const name = this.#texts.textOf(this.#names[place]!);
      if (name === null) return [];
      return [{ name, source: SOURCES[this.#sources[place]!]!, lastSeenAt: timestampText(this.#seenAt[place]!) }];
    });
  }

  #rowOf(address: Int32Array): number {
    this.#rows.probeAddress(address, 0);
    const known = this.#rows.find();
    if (known >= 0) {
      this.#rows.touch(known);
      return known;
    }
    const slot = this.#rows.add();
    this.#names.fill(0, slot * NAMES_PER_HOST, (slot + 1) * NAMES_PER_HOST);
    return slot;
  }

  /** Where the name stands, else a place that is empty or whose text is forgotten, else that of a name which is worth no more; -1 without one. */
  #placeFor(slot: number, nameId: number, source: NameSource): number {
    const first = slot * NAMES_PER_HOST;
    let free = -1;
    let worst = first;
    for (let place = first; place < first + NAMES_PER_HOST; place += 1) {
      if (this.#names[place] === nameId) return place;
      if (free < 0 && this.#texts.textOf(this.#names[place]!) === null) free = place;
      const difference = this.#rankAt(place) - this.#rankAt(worst);
      if (difference > 0 || (difference === 0 && this.#seenAt[place]! < this.#seenAt[worst]!)) worst = place;
    }
    if (free >= 0) return free;
    return RANKS[source] <= this.#rankAt(worst) ? worst : -1;
  }

  #rankAt(place: number): number {
    return RANKS[SOURCES[this.#sources[place]!]!];
  }
}

export interface NamedBy {
  readonly nameId: number;
  readonly source: NameSource;
  readonly micros: number;
}
