// Runs twice per conversation and window: allocate nothing in `add`.

import { ADDRESS_WORDS } from '../decode/network/address-words.ts';
import { timestampText } from '../decode/text.ts';
import type { HostName } from '../inspect/names-summary.ts';
import { addressText, FAMILY_WORDS, Family } from './addresses.ts';
import { CountedTable } from './counted-table.ts';
import type { RandomWord } from './keyed-table.ts';
import { listRows, listShares, openOf, type Question, rateOf, roundRate, totalsOf } from './shares.ts';
import type { Directed, HostRow, HostSide, Rows, Volume } from './summary.ts';
import type { HostShare, Shares } from './window.ts';

const FAMILY = 0;
const ADDRESS = 1;
const KEY_WORDS = ADDRESS + 4;

const SENT = 0;
const RECEIVED = 2;

/** What a conversation had on one side in the open window. */
export interface HostDelta {
  sentFrames: number;
  sentBytes: number;
  receivedFrames: number;
  receivedBytes: number;
  firstSeen: number;
  lastSeen: number;
}

/** A host's address, where it stands: in `words` from `at` on. */
export interface HostKey {
  family: Family;
  readonly words: Int32Array;
  at: number;
  side: Side;
}

/** On which side of the access line a host is, as its latest conversation told. */
export const Side = { Unknown: 0, Home: 1, Line: 2 } as const;
export type Side = (typeof Side)[keyof typeof Side];

const SIDE_NAMES = [null, 'home', 'line'] as const;

export interface HostTableOptions {
  readonly random: RandomWord;
  /** Who knows what hosts are called. */
  readonly inspection: { namesOf(address: Int32Array): HostName[] };
}

/** Frames by address of the innermost IP header. Rows are what their conversations add up to, so a frame costs nothing here. */
export class HostTable {
  readonly table: CountedTable;

  readonly #inspection: HostTableOptions['inspection'];

  constructor(capacity: number, { random, inspection }: HostTableOptions) {
    this.#inspection = inspection;
    this.table = new CountedTable({ capacity, keyWords: KEY_WORDS, measures: 4, split: 'ends', extraWords: 1, random });
  }

  /** Adds what a conversation had to a host. Returns the host's slot, a `hint` for the next time. */
  add(host: HostKey, delta: HostDelta, hint: number): number {
    const { index, ledger } = this.table;
    const { probe } = index;
    const { words, at } = host;
    const length = ADDRESS + FAMILY_WORDS[host.family];
    probe[FAMILY] = host.family;
    for (let word = ADDRESS; word < length; word += 1) probe[word] = words[at + word - ADDRESS]!;
    // A conversation's hosts are nearly always where they were.
    const isHintRight = hint < index.size && index.holdsProbe(hint, length);
    const slot = isHintRight ? hint : this.table.slotFor(length);

    const sideAt = slot * index.rowWords + index.extraAt;
    if (this.table.isNew && !isHintRight) index.words[sideAt] = host.side;
    else if (host.side !== Side.Unknown) index.words[sideAt] = host.side;
    ledger.add(slot, SENT, delta.sentFrames);
    ledger.add(slot, SENT + 1, delta.sentBytes);
    ledger.add(slot, RECEIVED, delta.receivedFrames);
    ledger.add(slot, RECEIVED + 1, delta.receivedBytes);
    ledger.stretch(slot, delta.firstSeen, delta.lastSeen);
    ledger.touch(slot);
    return slot;
  }

  rows(question: Question, nowMicros: number): Rows<HostRow> {
    const { ledger } = this.table;
    const describe = (slot: number): HostRow => {
      const side = SIDE_NAMES[this.#sideOf(slot)]!;
      const sent = this.#direction(slot, SENT, nowMicros);
      const received = this.#direction(slot, RECEIVED, nowMicros);
      const nameDetails = this.#inspection.namesOf(this.#addressWords(slot));
      return {
        address: this.#address(slot),
        side,
        names: nameDetails.map(({ name }) => name),
        nameDetails,
        ...totalsOf(ledger, slot),
        bytesPerSecond: rateOf(ledger, slot, nowMicros),
        ...directedBySide(side, sent, received),
        sent,
        received,
        firstSeenAt: timestampText(ledger.firstSeen(slot)),
        lastSeenAt: timestampText(ledger.lastSeen(slot)),
      };
    };
    const { address } = question;
    const accepts = (slot: number): boolean => address === undefined || this.#address(slot) === address;
    return listRows(this.table, question, { nowMicros, describe, accepts });
  }

  shares(limit: number): Shares<HostShare> {
    const { ledger } = this.table;
    return listShares(this.table, limit, (slot) => ({
      address: this.#address(slot),
      ...openOf(ledger, slot),
      sent: { frames: ledger.openAt(slot, SENT), wireBytes: ledger.openAt(slot, SENT + 1) },
      received: { frames: ledger.openAt(slot, RECEIVED), wireBytes: ledger.openAt(slot, RECEIVED + 1) },
    }));
  }

  #direction(slot: number, measure: typeof SENT | typeof RECEIVED, nowMicros: number): HostRow['sent'] {
    const { ledger } = this.table;
    return {
      frames: ledger.total(slot, measure),
      wireBytes: ledger.total(slot, measure + 1),
      bytesPerSecond: roundRate(ledger.rate(slot, measure + 1, nowMicros)),
    };
  }

  #sideOf(slot: number): Side {
    const { index } = this.table;
    return index.words[slot * index.rowWords + index.extraAt] as Side;
  }

  /** The address as the decoders' room writes it. */
  #addressWords(slot: number): Int32Array {
    const { words } = this.table.index;
    const key = this.table.index.keyOf(slot);
    const family = words[key + FAMILY] as Family;
    const address = new Int32Array(ADDRESS_WORDS);
    address[0] = family === Family.Ipv4 ? 4 : 6;
    for (let word = 0; word < FAMILY_WORDS[family]; word += 1) address[1 + word] = words[key + ADDRESS + word]!;
    return address;
  }

  #address(slot: number): string {
    const { index } = this.table;
    const key = index.keyOf(slot);
    return addressText(index.words[key + FAMILY] as Family, index.words, key + ADDRESS);
  }
}

/** What home sends goes up; what the far side sends comes down. */
export function directedBySide(side: HostSide | null, sent: Volume, received: Volume): Directed {
  if (side === null) return { down: NOTHING, up: NOTHING };
  const [down, up] = side === 'home' ? [received, sent] : [sent, received];
  return {
    down: { wireBytes: down.wireBytes, bytesPerSecond: down.bytesPerSecond },
    up: { wireBytes: up.wireBytes, bytesPerSecond: up.bytesPerSecond },
  };
}

const NOTHING: Volume = { wireBytes: 0, bytesPerSecond: 0 };
