// Runs once per frame: allocate nothing in `count`.

import { MAX_LAYERS, type Packet } from '../decode/packet.ts';
import { isMalformed } from '../decode/problem.ts';
import { type Protocol, protocolName } from '../decode/protocol.ts';
import { CountedTable } from './counted-table.ts';
import type { RandomWord } from './keyed-table.ts';
import { listRows, listShares, type Question, rateOf, totalsOf } from './shares.ts';
import type { ProtocolRow, Rows } from './summary.ts';
import type { ProtocolShare, Shares } from './window.ts';

const KEY_WORDS = 4;
const MALFORMED = 2;

/** Frames by encapsulation stack: every frame is in exactly one row, or in the rest. */
export class StackTable {
  readonly table: CountedTable;

  constructor(capacity: number, random: RandomWord) {
    this.table = new CountedTable({ capacity, keyWords: KEY_WORDS, measures: 3, random });
  }

  /** Counts the frame under its stack; returns the stack's slot. */
  count(packet: Packet): number {
    const { index, ledger } = this.table;
    const { probe } = index;
    const { stackKey } = packet;
    probe[0] = stackKey[0]!;
    probe[1] = stackKey[1]!;
    probe[2] = stackKey[2]!;
    probe[3] = stackKey[3]!;
    const slot = this.table.slotFor(KEY_WORDS, packet);
    ledger.count(slot, 0, packet);
    if (isMalformed(packet.problem)) ledger.add(slot, MALFORMED, 1);
    return slot;
  }

  /** The stack's protocols joined by slashes; empty where nothing could be decoded. */
  nameOf(slot: number): string {
    return stackName(this.table.index.words, this.table.index.keyOf(slot));
  }

  /** Frames in the rest that were not malformed: of closed windows, or of the open one. */
  otherFrames(of: 'closed' | 'open'): number {
    const { ledger } = this.table;
    const measures = of === 'closed' ? ledger.rest : ledger.restOpen;
    return measures[0]! - measures[MALFORMED]!;
  }

  rows(question: Question, nowMicros: number): Rows<ProtocolRow> {
    const { ledger } = this.table;
    const describe = (slot: number): ProtocolRow => ({
      stack: this.nameOf(slot),
      ...totalsOf(ledger, slot),
      bytesPerSecond: rateOf(ledger, slot, nowMicros),
    });
    return listRows(this.table, question, {
      nowMicros,
      describe,
      compare: (a, b) => compareText(this.nameOf(a), this.nameOf(b)),
    });
  }

  shares(limit: number): Shares<ProtocolShare> {
    const { ledger } = this.table;
    return listShares(this.table, limit, (slot) => ({
      stack: this.nameOf(slot),
      frames: ledger.openAt(slot, 0),
      wireBytes: ledger.openAt(slot, 1),
    }));
  }
}

/** The name of the stack whose key, as `Packet.stackKey` has it, starts at word `at` of `words`. */
export function stackName(words: Int32Array, at: number): string {
  const bytes = new Uint8Array(words.buffer, words.byteOffset + at * 4, MAX_LAYERS);
  const end = bytes.indexOf(0);
  return Array.from(end < 0 ? bytes : bytes.subarray(0, end), (protocol) => protocolName(protocol as Protocol)).join('/');
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
