// Runs once per frame: allocate nothing in `count`.

import { MAX_LAYERS, type Packet } from '../decode/packet.ts';
import { isMalformed } from '../decode/problem.ts';
import { Protocol, protocolName } from '../decode/protocol.ts';
import { CountedTable } from './counted-table.ts';
import type { RandomWord } from './keyed-table.ts';
import { directedOf, listRows, listShares, openDirectedOf, type Question, rateOf, totalsOf } from './shares.ts';
import type { ProtocolRow, Rows } from './summary.ts';
import { Totals } from './totals.ts';
import type { ProtocolShare, Shares } from './window.ts';

const KEY_WORDS = 4;
const FRAMES = 0;
const WIRE_BYTES = 1;
const DOWN_BYTES = 2;
const UP_BYTES = 3;
const MALFORMED = 4;
const CAPTURED_BYTES = 5;
const MEASURES = 6;

/** Frames by encapsulation stack: every frame is in exactly one row, or in the rest, so these rows are what totals are made of. */
export class StackTable {
  readonly table: CountedTable;
  /** The table's rows as bytes: a key is a protocol each. */
  readonly #stacks: Uint8Array;
  /** What only rows know and the rest would forget, of rows evicted in the open window. */
  #evicted = new Totals();

  constructor(capacity: number, random: RandomWord) {
    const onEvict = (slot: number): void => this.#addRow(this.#evicted, slot);
    this.table = new CountedTable({ capacity, keyWords: KEY_WORDS, measures: MEASURES, split: 'line', random, onEvict });
    this.#stacks = new Uint8Array(this.table.index.words.buffer);
  }

  /** Counts the frame under its stack. */
  count(packet: Packet): void {
    const { index, ledger } = this.table;
    const { probe } = index;
    const { stackKey } = packet;
    probe[0] = stackKey[0]!;
    probe[1] = stackKey[1]!;
    probe[2] = stackKey[2]!;
    probe[3] = stackKey[3]!;
    const slot = this.table.slotFor(KEY_WORDS);
    ledger.countDirected(slot, packet);
    ledger.add(slot, CAPTURED_BYTES, packet.capturedEnd - packet.start);
    if (isMalformed(packet.problem)) ledger.add(slot, MALFORMED, 1);
  }

  /** What the open window has in all. */
  openTotals(): Totals {
    const { ledger } = this.table;
    const totals = new Totals();
    for (const slot of ledger.touched()) this.#addRow(totals, slot);
    totals.add(this.#evicted);
    totals.other = this.#evicted.frames - this.#evicted.malformed;
    return totals;
  }

  closeWindow(endMicros: number, seconds: number): void {
    this.table.ledger.closeWindow(endMicros, seconds);
    this.#evicted = new Totals();
  }

  /** The stack's protocols joined by slashes; empty where nothing could be decoded. */
  nameOf(slot: number): string {
    return stackName(this.table.index.words, this.table.index.keyOf(slot));
  }

  /** Frames of closed windows, not malformed, whose rows were evicted since. */
  get otherFrames(): number {
    const { rest } = this.table.ledger;
    return rest[FRAMES]! - rest[MALFORMED]!;
  }

  rows(question: Question, nowMicros: number): Rows<ProtocolRow> {
    const { ledger } = this.table;
    const describe = (slot: number): ProtocolRow => ({
      stack: this.nameOf(slot),
      ...totalsOf(ledger, slot),
      bytesPerSecond: rateOf(ledger, slot, nowMicros),
      ...directedOf(ledger, slot, nowMicros),
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
      frames: ledger.openAt(slot, FRAMES),
      wireBytes: ledger.openAt(slot, WIRE_BYTES),
      ...openDirectedOf(ledger, slot),
    }));
  }

  #addRow(totals: Totals, slot: number): void {
    const { ledger, index } = this.table;
    const frames = ledger.openAt(slot, FRAMES);
    if (frames === 0) return;
    const wireBytes = ledger.openAt(slot, WIRE_BYTES);
    totals.frames += frames;
    totals.wireBytes += wireBytes;
    totals.capturedBytes += ledger.openAt(slot, CAPTURED_BYTES);
    totals.malformed += ledger.openAt(slot, MALFORMED);
    const downBytes = ledger.openAt(slot, DOWN_BYTES);
    const upBytes = ledger.openAt(slot, UP_BYTES);
    totals.downBytes += downBytes;
    totals.upBytes += upBytes;
    totals.stretch(ledger.firstSeen(slot), ledger.lastSeen(slot));
    const network = innermostNetwork(this.#stacks, index.keyOf(slot) * Int32Array.BYTES_PER_ELEMENT);
    if (network === Protocol.Ipv4) {
      totals.ipv4Bytes += wireBytes;
      totals.ipv4DownBytes += downBytes;
      totals.ipv4UpBytes += upBytes;
    } else if (network === Protocol.Ipv6) {
      totals.ipv6Bytes += wireBytes;
      totals.ipv6DownBytes += downBytes;
      totals.ipv6UpBytes += upBytes;
    }
  }
}

/** The name of the stack whose key, as `Packet.stackKey` has it, starts at word `at` of `words`. */
export function stackName(words: Int32Array, at: number): string {
  return protocolsOf(words, at).map(protocolName).join('/');
}

function protocolsOf(words: Int32Array, at: number): Protocol[] {
  const bytes = new Uint8Array(words.buffer, words.byteOffset + at * 4, MAX_LAYERS);
  const end = bytes.indexOf(Protocol.None);
  return Array.from(end < 0 ? bytes : bytes.subarray(0, end)) as Protocol[];
}

/** IPv4, IPv6, or `None` where neither is on the stack that starts at `at`. Asked of every row of every window: makes no array. */
function innermostNetwork(stacks: Uint8Array, at: number): Protocol {
  for (let layer = MAX_LAYERS - 1; layer >= 0; layer -= 1) {
    const protocol = stacks[at + layer];
    if (protocol === Protocol.Ipv4 || protocol === Protocol.Ipv6) return protocol;
  }
  return Protocol.None;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
