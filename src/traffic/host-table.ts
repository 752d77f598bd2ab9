// Runs twice per conversation and window: allocate nothing in `add`.

import { timestampText } from '../decode/text.ts';
import { addressText, FAMILY_WORDS, type Family } from './addresses.ts';
import { CountedTable } from './counted-table.ts';
import type { RandomWord } from './keyed-table.ts';
import { listRows, listShares, openOf, type Question, rateOf, roundRate, totalsOf } from './shares.ts';
import type { HostRow, Rows } from './summary.ts';
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
}

/** Frames by address of the innermost IP header. Rows are what their conversations add up to, so a frame costs nothing here. */
export class HostTable {
  readonly table: CountedTable;

  constructor(capacity: number, random: RandomWord) {
    this.table = new CountedTable({ capacity, keyWords: KEY_WORDS, measures: 4, hasDirections: true, random });
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
    const describe = (slot: number): HostRow => ({
      address: this.#address(slot),
      names: [],
      ...totalsOf(ledger, slot),
      bytesPerSecond: rateOf(ledger, slot, nowMicros),
      sent: this.#direction(slot, SENT, nowMicros),
      received: this.#direction(slot, RECEIVED, nowMicros),
      firstSeenAt: timestampText(ledger.firstSeen(slot)),
      lastSeenAt: timestampText(ledger.lastSeen(slot)),
    });
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
      bytesPerSecond: roundRate(ledger.rate(slot, measure === SENT ? 0 : 1, nowMicros)),
    };
  }

  #address(slot: number): string {
    const { index } = this.table;
    const key = index.keyOf(slot);
    return addressText(index.words[key + FAMILY] as Family, index.words, key + ADDRESS);
  }
}
