// Runs once per connection and per loss: allocate nothing in what is called then.

import { Direction } from '../../decode/direction.ts';
import { ADDRESS_WORDS, addressTextAt, isAddress, Which, writeAddress } from '../../decode/network/address-words.ts';
import type { Packet } from '../../decode/packet.ts';
import { timestampText } from '../../decode/text.ts';
import { HostTimes } from './host-times.ts';
import { type Distribution, Sketch } from './sketch.ts';

/** A host beyond the line, and how its connections fare between the probe and it. */
export interface FarEnd {
  readonly address: string;
  /** Since the first trouble, that one included. */
  readonly connections: number;
  readonly unansweredSyns: number;
  /** Segments lost between the probe and the host, as their being sent again shows; SYNs among them. */
  readonly losses: number;
  /** Connections that the host refused, or broke off before either end had finished. */
  readonly resets: number;
  readonly handshake: Distribution;
  readonly lastSeenAt: string;
}

/** Counters of a row: of the open window, then of all closed ones. */
export const FarEndCount = { Connections: 0, UnansweredSyns: 1, Losses: 2, Resets: 3 } as const;
export type FarEndCount = (typeof FarEndCount)[keyof typeof FarEndCount];
const COUNTERS = 4;

/**
 * The far ends with the worst connections, in a bounded table: a new host takes the place of the one with the least trouble, and among those of
 * the one that was silent for longest. A host gets its row with its first trouble; what is counted of it begins there. Small enough to be
 * searched from end to end.
 */
export class FarEnds {
  /** How many hosts gave way to others. */
  evictions = 0;
  /** How long hosts took to accept connections, those without trouble too. */
  readonly times = new HostTimes();
  readonly #capacity: number;
  #size = 0;
  readonly #keys: Int32Array;
  readonly #probe = new Int32Array(ADDRESS_WORDS);
  readonly #open: Float64Array;
  readonly #closed: Float64Array;
  readonly #lastSeen: Float64Array;
  readonly #openRoundTrips: Sketch[] = [];
  readonly #closedRoundTrips: Sketch[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#keys = new Int32Array(capacity * ADDRESS_WORDS);
    this.#open = new Float64Array(capacity * COUNTERS);
    this.#closed = new Float64Array(capacity * COUNTERS);
    this.#lastSeen = new Float64Array(capacity);
  }

  /** The row of the packet's far end, which a packet going up is sent to and one going down comes from; -1 if there is none. */
  rowOf(packet: Packet): number {
    if (this.#size === 0 || !this.writeFarEnd(packet, this.#probe)) return -1;
    const row = this.#find(this.#probe);
    if (row >= 0) this.#lastSeen[row] = packet.timestampMicros;
    return row;
  }

  /** The same, for one that is in trouble: it gets a row. -1 only for a packet without a direction. */
  admit(packet: Packet): number {
    if (!this.writeFarEnd(packet, this.#probe)) return -1;
    return this.admitAddress(this.#probe, packet.timestampMicros);
  }

  admitAddress(address: Int32Array, micros: number): number {
    let row = this.#find(address);
    if (row < 0) {
      row = this.#size < this.#capacity ? this.#append() : this.#evict();
      this.#keys.set(address, row * ADDRESS_WORDS);
      this.#open[row * COUNTERS + FarEndCount.Connections] = 1;
    }
    this.#lastSeen[row] = micros;
    return row;
  }

  /** Writes the address of the packet's far end; returns whether it is known which end that is. */
  writeFarEnd(packet: Packet, address: Int32Array): boolean {
    if (packet.direction === Direction.Unknown) return false;
    writeAddress(packet, packet.direction === Direction.Up ? Which.Destination : Which.Source, address);
    return true;
  }

  /** Counts one more for the host in `row`; nothing for row -1. */
  count(row: number, counter: FarEndCount): void {
    if (row >= 0) this.#open[row * COUNTERS + counter]! += 1;
  }

  addRoundTrip(row: number, micros: number): void {
    if (row >= 0) this.#openRoundTrips[row]!.add(micros);
  }

  /** The hosts with trouble in the open window, worst first, at most `limit`; then the window belongs to the past. */
  close(limit: number): FarEnd[] {
    const worst = this.#worst(this.#open, limit, (row) => this.#openRoundTrips[row]!);
    for (let at = 0; at < this.#size * COUNTERS; at += 1) this.#closed[at]! += this.#open[at]!;
    this.#open.fill(0, 0, this.#size * COUNTERS);
    for (let row = 0; row < this.#size; row += 1) {
      this.#closedRoundTrips[row]!.merge(this.#openRoundTrips[row]!);
      this.#openRoundTrips[row]!.clear();
    }
    return worst;
  }

  /** All hosts in the table, worst first. */
  all(): FarEnd[] {
    const sums = this.#closed.map((count, at) => count + this.#open[at]!);
    return this.#worst(sums, this.#size, (row) => {
      const sketch = new Sketch();
      sketch.merge(this.#closedRoundTrips[row]!);
      sketch.merge(this.#openRoundTrips[row]!);
      return sketch;
    });
  }

  #find(address: Int32Array): number {
    for (let row = 0; row < this.#size; row += 1) {
      if (isAddress(this.#keys, row * ADDRESS_WORDS, address)) return row;
    }
    return -1;
  }

  #append(): number {
    this.#openRoundTrips.push(new Sketch());
    this.#closedRoundTrips.push(new Sketch());
    this.#size += 1;
    return this.#size - 1;
  }

  #evict(): number {
    let victim = 0;
    for (let row = 1; row < this.#size; row += 1) {
      const difference = this.#troubleOf(row) - this.#troubleOf(victim);
      if (difference < 0 || (difference === 0 && this.#lastSeen[row]! < this.#lastSeen[victim]!)) victim = row;
    }
    this.evictions += 1;
    this.#open.fill(0, victim * COUNTERS, (victim + 1) * COUNTERS);
    this.#closed.fill(0, victim * COUNTERS, (victim + 1) * COUNTERS);
    this.#openRoundTrips[victim]!.clear();
    this.#closedRoundTrips[victim]!.clear();
    return victim;
  }

  #troubleOf(row: number): number {
    return trouble(this.#open, row) + trouble(this.#closed, row);
  }

  #worst(counts: Float64Array, limit: number, roundTrips: (row: number) => Sketch): FarEnd[] {
    const rows: number[] = [];
    for (let row = 0; row < this.#size; row += 1) if (counts[row * COUNTERS]! + trouble(counts, row) > 0) rows.push(row);
    rows.sort((a, b) => trouble(counts, b) - trouble(counts, a) || counts[b * COUNTERS]! - counts[a * COUNTERS]! || a - b);
    return rows.slice(0, limit).map((row) => ({
      address: addressTextAt(this.#keys, row * ADDRESS_WORDS),
      connections: counts[row * COUNTERS + FarEndCount.Connections]!,
      unansweredSyns: counts[row * COUNTERS + FarEndCount.UnansweredSyns]!,
      losses: counts[row * COUNTERS + FarEndCount.Losses]!,
      resets: counts[row * COUNTERS + FarEndCount.Resets]!,
      handshake: roundTrips(row).distribution(),
      lastSeenAt: timestampText(this.#lastSeen[row]!),
    }));
  }
}

/** A connection that did not come about weighs more than a segment that was lost. */
function trouble(counts: Float64Array, row: number): number {
  const start = row * COUNTERS;
  const small = counts[start + FarEndCount.Losses]! + counts[start + FarEndCount.Resets]!;
  return 4 * counts[start + FarEndCount.UnansweredSyns]! + small;
}
