// Runs once per conversation and window: allocate nothing in `add`.

import { timestampText } from '../decode/text.ts';
import { CountedTable } from './counted-table.ts';
import type { RandomWord } from './keyed-table.ts';
import { directedOf, listRows, listShares, openDirectedOf, openOf, type Question, rateOf, totalsOf } from './shares.ts';
import type { ApplicationLabels, ApplicationRow, Rows } from './summary.ts';
import type { ApplicationShare, Shares } from './window.ts';

/** Every service of the list, most of them under one protocol or two. */
const CAPACITY = 4096;
const KEY_WORDS = 1;
// Measures.
const FRAMES = 0;
const WIRE_BYTES = 1;
const DOWN_BYTES = 2;
const UP_BYTES = 3;

/** What a conversation had in the open window. */
export interface ApplicationDelta {
  frames: number;
  wireBytes: number;
  downBytes: number;
  upBytes: number;
  firstSeen: number;
  lastSeen: number;
}

/** Frames by what they are for. Rows are what their conversations add up to, each counted under what was known of it when the window closed. */
export class ApplicationTable {
  readonly table: CountedTable;
  readonly #labelsOf: (key: number) => ApplicationLabels;

  constructor(random: RandomWord, labelsOf: (key: number) => ApplicationLabels) {
    this.table = new CountedTable({ capacity: CAPACITY, keyWords: KEY_WORDS, measures: 4, split: 'line', extraWords: 1, random });
    this.#labelsOf = labelsOf;
  }

  /** Adds what a conversation had to its application. */
  add(key: number, delta: ApplicationDelta): void {
    const { ledger } = this.table;
    const slot = this.#slotOf(key);
    ledger.add(slot, FRAMES, delta.frames);
    ledger.add(slot, WIRE_BYTES, delta.wireBytes);
    ledger.add(slot, DOWN_BYTES, delta.downBytes);
    ledger.add(slot, UP_BYTES, delta.upBytes);
    ledger.stretch(slot, delta.firstSeen, delta.lastSeen);
    ledger.touch(slot);
  }

  /** Moves a conversation from the application it counted for so far, `null` if none, to another. */
  moveConversation(from: number | null, to: number): void {
    if (from !== null) this.#addConversations(this.#slotOf(from), -1);
    this.#addConversations(this.#slotOf(to), 1);
  }

  rows(question: Question, nowMicros: number): Rows<ApplicationRow> {
    const { ledger, index } = this.table;
    const describe = (slot: number): ApplicationRow => ({
      ...this.#labelsOf(this.#keyOf(slot)),
      conversations: index.words[this.#conversationsAt(slot)]!,
      ...totalsOf(ledger, slot),
      bytesPerSecond: rateOf(ledger, slot, nowMicros),
      ...directedOf(ledger, slot, nowMicros),
      firstSeenAt: timestampText(ledger.firstSeen(slot)),
      lastSeenAt: timestampText(ledger.lastSeen(slot)),
    });
    return listRows(this.table, question, { nowMicros, describe });
  }

  shares(limit: number): Shares<ApplicationShare> {
    const { ledger } = this.table;
    return listShares(this.table, limit, (slot) => ({
      ...this.#labelsOf(this.#keyOf(slot)),
      ...openOf(ledger, slot),
      ...openDirectedOf(ledger, slot),
    }));
  }

  #slotOf(key: number): number {
    const { index } = this.table;
    index.probe[0] = key;
    const slot = this.table.slotFor(KEY_WORDS);
    if (this.table.isNew) index.words[this.#conversationsAt(slot)] = 0;
    return slot;
  }

  #addConversations(slot: number, count: number): void {
    const { words } = this.table.index;
    const at = this.#conversationsAt(slot);
    words[at] = Math.max(0, words[at]! + count);
  }

  #conversationsAt(slot: number): number {
    return slot * this.table.index.rowWords + this.table.index.extraAt;
  }

  #keyOf(slot: number): number {
    const { index } = this.table;
    return index.words[index.keyOf(slot)]!;
  }
}
