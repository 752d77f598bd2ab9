// Looked into once per question and answer: allocate nothing in what is called then.

import { ADDRESS_WORDS, addressTextAt, isAddress } from '../../decode/network/address-words.ts';
import { type Distribution, Sketch, type SketchValue } from './sketch.ts';

/** What is counted of a DNS server. */
export const DNS_COUNTS = [
  /** Questions sent, those sent again included. */
  'queries',
  'answers',
  /** Questions that were sent again under the same id before an answer came. */
  'retries',
  /** Questions without an answer within five seconds. */
  'unanswered',
  /** Answers that say that the server could not or would not: any code but no error and NXDOMAIN, which is an answer. */
  'failures',
  'serverFailures',
  'refused',
  'nxDomain',
] as const;
export type DnsCountName = (typeof DNS_COUNTS)[number];
export type DnsCounts = Readonly<Record<DnsCountName, number>>;

export const DnsCount = {
  Queries: 0,
  Answers: 1,
  Retries: 2,
  Unanswered: 3,
  Failures: 4,
  ServerFailures: 5,
  Refused: 6,
  NxDomain: 7,
} as const;
export type DnsCount = (typeof DnsCount)[keyof typeof DnsCount];

export interface DnsServerWindow extends DnsCounts {
  readonly address: string;
  readonly responseTime: SketchValue;
}

export interface DnsServerSummary extends DnsCounts {
  readonly address: string;
  readonly responseTime: Distribution;
}

const COUNTERS = DNS_COUNTS.length;

/** DNS servers that were asked, in a bounded table: a new one takes the place of the one that was asked longest ago. */
export class DnsServers {
  evictions = 0;
  readonly #capacity: number;
  #size = 0;
  readonly #keys: Int32Array;
  /** The same as text, which takes long to write; null before it is asked for. */
  readonly #addresses: (string | null)[] = [];
  readonly #open: Float64Array;
  readonly #closed: Float64Array;
  readonly #lastAsked: Float64Array;
  readonly #generations: Uint32Array;
  readonly #openTimes: Sketch[] = [];
  readonly #closedTimes: Sketch[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#keys = new Int32Array(capacity * ADDRESS_WORDS);
    this.#open = new Float64Array(capacity * COUNTERS);
    this.#closed = new Float64Array(capacity * COUNTERS);
    this.#lastAsked = new Float64Array(capacity);
    this.#generations = new Uint32Array(capacity);
  }

  /** The row of the server with this address, or -1. */
  find(address: Int32Array): number {
    for (let row = 0; row < this.#size; row += 1) {
      if (isAddress(this.#keys, row * ADDRESS_WORDS, address)) return row;
    }
    return -1;
  }

  /** The same, for one that is asked at `micros`: it gets a row if it has none. */
  ask(address: Int32Array, micros: number): number {
    let row = this.find(address);
    if (row < 0) {
      row = this.#size < this.#capacity ? this.#append() : this.#evict();
      for (let word = 0; word < ADDRESS_WORDS; word += 1) this.#keys[row * ADDRESS_WORDS + word] = address[word]!;
      this.#addresses[row] = null;
      this.#generations[row]! += 1;
    }
    this.#lastAsked[row] = micros;
    return row;
  }

  generationOf(row: number): number {
    return this.#generations[row]!;
  }

  count(row: number, counter: DnsCount): void {
    this.#open[row * COUNTERS + counter]! += 1;
  }

  addResponseTime(row: number, micros: number): void {
    this.#openTimes[row]!.add(micros);
  }

  /** The servers that something was counted of in the open window, by address; then the window belongs to the past. */
  close(): DnsServerWindow[] {
    const rows: DnsServerWindow[] = [];
    for (let row = 0; row < this.#size; row += 1) {
      if (this.#isSilent(row)) continue;
      for (let at = row * COUNTERS; at < (row + 1) * COUNTERS; at += 1) this.#closed[at]! += this.#open[at]!;
      rows.push({ address: this.#addressOf(row), ...countsAt(this.#open, row), responseTime: this.#openTimes[row]!.toJSON() });
      this.#closedTimes[row]!.merge(this.#openTimes[row]!);
      this.#openTimes[row]!.clear();
    }
    this.#open.fill(0, 0, this.#size * COUNTERS);
    return rows.sort((a, b) => b.queries - a.queries || (a.address < b.address ? -1 : 1));
  }

  /** All servers in the table, those asked most first. */
  all(): DnsServerSummary[] {
    const sums = this.#closed.map((count, at) => count + this.#open[at]!);
    const rows = Array.from({ length: this.#size }, (_, row): DnsServerSummary => {
      const times = new Sketch();
      times.merge(this.#closedTimes[row]!);
      times.merge(this.#openTimes[row]!);
      return { address: this.#addressOf(row), ...countsAt(sums, row), responseTime: times.distribution() };
    });
    return rows.sort((a, b) => b.queries - a.queries || (a.address < b.address ? -1 : 1));
  }

  #isSilent(row: number): boolean {
    for (let at = row * COUNTERS; at < (row + 1) * COUNTERS; at += 1) if (this.#open[at] !== 0) return false;
    return true;
  }

  #addressOf(row: number): string {
    let address = this.#addresses[row] ?? null;
    if (address === null) {
      address = addressTextAt(this.#keys, row * ADDRESS_WORDS);
      this.#addresses[row] = address;
    }
    return address;
  }

  #append(): number {
    this.#openTimes.push(new Sketch());
    this.#closedTimes.push(new Sketch());
    this.#size += 1;
    return this.#size - 1;
  }

  #evict(): number {
    let victim = 0;
    for (let row = 1; row < this.#size; row += 1) if (this.#lastAsked[row]! < this.#lastAsked[victim]!) victim = row;
    this.evictions += 1;
    this.#open.fill(0, victim * COUNTERS, (victim + 1) * COUNTERS);
    this.#closed.fill(0, victim * COUNTERS, (victim + 1) * COUNTERS);
    this.#openTimes[victim]!.clear();
    this.#closedTimes[victim]!.clear();
    return victim;
  }
}

function countsAt(counts: Float64Array, row: number): DnsCounts {
  const first = row * COUNTERS;
  const countOf = (counter: DnsCount): number => counts[first + counter]!;
  return {
    queries: countOf(DnsCount.Queries),
    answers: countOf(DnsCount.Answers),
    retries: countOf(DnsCount.Retries),
    unanswered: countOf(DnsCount.Unanswered),
    failures: countOf(DnsCount.Failures),
    serverFailures: countOf(DnsCount.ServerFailures),
    refused: countOf(DnsCount.Refused),
    nxDomain: countOf(DnsCount.NxDomain),
  };
}
