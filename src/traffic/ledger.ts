// Written to several times per frame: allocate nothing.

import { Direction } from '../decode/direction.ts';
import type { KeyedTable } from './keyed-table.ts';

/** How fast a rate forgets: after so many seconds without a frame it is down to 1/e. */
const RATE_SECONDS = 5;
const MICROS_PER_SECOND = 1e6;

/** What is counted of a frame; a packet has it. Passed whole: V8 would allocate a time that is an argument, for its fraction. */
export interface CountedFrame {
  readonly timestampMicros: number;
  readonly wireLength: number;
}

/** As `CountedFrame`, of which it is known which way it went on the access line, or that it is not. */
export interface DirectedFrame extends CountedFrame {
  readonly direction: Direction;
}

/**
 * What measures 2 and 3 are. `plain`: nothing in particular; `ends`: frames and bytes of the other of two ends, as measures 0 and 1 are those of
 * the first; `line`: of the bytes of measure 1, those that came down the access line and those that went up.
 */
export type Split = 'plain' | 'ends' | 'line';

/** What a row is measured by. */
export interface Measures {
  /** How many measures there are: two or more, four or more where there is a split. */
  readonly measures: number;
  readonly split?: Split;
}

/** Of which measures rates are kept. */
const RATED: Readonly<Record<Split, readonly number[]>> = { plain: [1], ends: [1, 3], line: [1, 2, 3] };
const DOWN_BYTES = 2;
const UP_BYTES = 3;

/** How many numbers of a table's row a ledger of so many measures uses. */
export function ledgerNumbers(measures: number): number {
  return measures + 2;
}

/**
 * What a table's rows add up to: per row a few measures (frames, bytes, ...), kept as what closed windows came to and what the open window
 * adds so far. Readers see closed windows only, so that all tables tell of the same moment. What evicted rows came to is kept as one: the rest.
 *
 * The open window's measures and the first and last time seen lie in the table's own rows; the rest, which only a closing window touches,
 * lies here.
 */
export class Ledger {
  readonly measures: number;
  readonly split: Split;
  /** What closed windows of evicted rows came to, by measure. */
  readonly rest: Float64Array;
  /** What evicted rows had in the open window. */
  readonly restOpen: Float64Array;
  /** How many rows were evicted, in all. */
  restRows = 0;
  readonly #open: Float64Array;
  /** A row's length in numbers. */
  readonly #stride: number;
  readonly #rated: readonly number[];
  /** Per slot: measures of closed windows, rates, when these were true. */
  readonly #closed: Float64Array;
  readonly #closedStride: number;
  /** A bit per slot: whether the open window has something of it. */
  readonly #touchedBits: Int32Array;
  readonly #touched: Int32Array;
  /** How many words of bits stand for slots that were ever in use: a table that is nearly empty is gone through in no time. */
  #wordsInUse = 0;

  /** Measures 0 and 1 are frames and wire bytes. */
  constructor(table: KeyedTable, { measures, split = 'plain' }: Measures) {
    this.measures = measures;
    this.split = split;
    this.#rated = RATED[split];
    this.rest = new Float64Array(measures);
    this.restOpen = new Float64Array(measures);
    this.#open = table.numbers;
    this.#stride = table.rowWords / 2;
    this.#closedStride = measures + this.#rated.length + 1;
    this.#closed = new Float64Array(table.capacity * this.#closedStride);
    this.#touchedBits = new Int32Array(Math.ceil(table.capacity / 32));
    this.#touched = new Int32Array(table.capacity);
  }

  /** Starts a row in `slot`, whose former row has been folded away. */
  start(slot: number): void {
    if (slot >>> 5 >= this.#wordsInUse) this.#wordsInUse = (slot >>> 5) + 1;
    const at = slot * this.#stride;
    const { measures } = this;
    const open = this.#open;
    for (let measure = 0; measure < measures; measure += 1) open[at + measure] = 0;
    open[at + measures] = Number.POSITIVE_INFINITY;
    open[at + measures + 1] = Number.NEGATIVE_INFINITY;
    const closedAt = slot * this.#closedStride;
    for (let index = 0; index < this.#closedStride; index += 1) this.#closed[closedAt + index] = 0;
  }

  /** Adds a frame to measures `first` and `first + 1` of a row. */
  count(slot: number, first: number, frame: CountedFrame): void {
    const micros = frame.timestampMicros;
    const at = slot * this.#stride;
    const open = this.#open;
    const seen = at + this.measures;
    open[at + first] = open[at + first]! + 1;
    open[at + first + 1] = open[at + first + 1]! + frame.wireLength;
    if (micros < open[seen]!) open[seen] = micros;
    if (micros > open[seen + 1]!) open[seen + 1] = micros;
    this.touch(slot);
  }

  /** As `count`, for measures 0 and 1 of a ledger that is split by the line's directions. */
  countDirected(slot: number, frame: DirectedFrame): void {
    this.count(slot, 0, frame);
    if (frame.direction === Direction.Unknown) return;
    this.add(slot, frame.direction === Direction.Down ? DOWN_BYTES : UP_BYTES, frame.wireLength);
  }

  /** Adds to one measure of a row that a frame was counted in. */
  add(slot: number, measure: number, amount: number): void {
    const at = slot * this.#stride + measure;
    this.#open[at] = this.#open[at]! + amount;
  }

  /** Makes the time in which the row was seen include both moments. */
  stretch(slot: number, firstMicros: number, lastMicros: number): void {
    const at = slot * this.#stride + this.measures;
    if (firstMicros < this.#open[at]!) this.#open[at] = firstMicros;
    if (lastMicros > this.#open[at + 1]!) this.#open[at + 1] = lastMicros;
  }

  /** Makes sure the row is looked at when the window closes. */
  touch(slot: number): void {
    const bits = this.#touchedBits;
    bits[slot >>> 5] = bits[slot >>> 5]! | (1 << (slot & 31));
  }

  /**
   * The slots that were touched in the open window, rising, so that whoever goes through them goes through memory in order; one whose row was
   * evicted since may have nothing in it. Valid until the next call.
   */
  touched(): Int32Array {
    const bits = this.#touchedBits;
    let count = 0;
    for (let word = 0; word < this.#wordsInUse; word += 1) {
      for (let rest = bits[word]!; rest !== 0; rest &= rest - 1) {
        this.#touched[count] = word * 32 + 31 - Math.clz32(rest & -rest);
        count += 1;
      }
    }
    return this.#touched.subarray(0, count);
  }

  /** What the open window has of a measure. */
  openAt(slot: number, measure: number): number {
    return this.#open[slot * this.#stride + measure]!;
  }

  /** Adds the row's figures to the rest: it is about to be evicted. */
  fold(slot: number): void {
    const { measures, rest, restOpen } = this;
    for (let measure = 0; measure < measures; measure += 1) {
      rest[measure] = rest[measure]! + this.total(slot, measure);
      restOpen[measure] = restOpen[measure]! + this.openAt(slot, measure);
    }
    this.restRows += 1;
  }

  /** Adds the open window's figures to the closed ones; `endMicros` is the window's end, `seconds` its length. */
  closeWindow(endMicros: number, seconds: number): void {
    const touched = this.touched();
    for (let index = 0; index < touched.length; index += 1) this.#closeRow(touched[index]!, endMicros, seconds);
    this.#touchedBits.fill(0, 0, this.#wordsInUse);
    for (let measure = 0; measure < this.measures; measure += 1) {
      this.rest[measure] = this.rest[measure]! + this.restOpen[measure]!;
      this.restOpen[measure] = 0;
    }
  }

  /** What closed windows came to. */
  total(slot: number, measure: number): number {
    return this.#closed[slot * this.#closedStride + measure]!;
  }

  firstSeen(slot: number): number {
    return this.#open[slot * this.#stride + this.measures]!;
  }

  lastSeen(slot: number): number {
    return this.#open[slot * this.#stride + this.measures + 1]!;
  }

  /** Bytes per second at `micros`, for the byte counts of a measure that has a rate. */
  rate(slot: number, measure: number, micros: number): number {
    const at = slot * this.#closedStride + this.measures;
    const rate = this.#closed[at + this.#rated.indexOf(measure)]!;
    return rate === 0 ? 0 : rate * keptAfter(micros - this.#closed[at + this.#rated.length]!);
  }

  #closeRow(slot: number, endMicros: number, seconds: number): void {
    const { measures } = this;
    const open = this.#open;
    const closed = this.#closed;
    const at = slot * this.#stride;
    const closedAt = slot * this.#closedStride;
    const rates = closedAt + measures;

    const rated = this.#rated;
    const since = closed[rates + rated.length]!;
    // Zero: the row has no rates yet, and what they were then does not matter.
    const kept = since === 0 ? 0 : keptAfter(endMicros - since);
    const gain = (1 - keptAfter(seconds * MICROS_PER_SECOND)) / seconds;
    for (let index = 0; index < rated.length; index += 1) {
      closed[rates + index] = closed[rates + index]! * kept + open[at + rated[index]!]! * gain;
    }
    closed[rates + rated.length] = endMicros;

    for (let measure = 0; measure < measures; measure += 1) {
      closed[closedAt + measure] = closed[closedAt + measure]! + open[at + measure]!;
      open[at + measure] = 0;
    }
  }
}

const KEPT_AFTER_A_SECOND = Math.exp(-1 / RATE_SECONDS);

/** The share of a rate that is left after `micros` without a frame. */
function keptAfter(micros: number): number {
  if (micros === MICROS_PER_SECOND) return KEPT_AFTER_A_SECOND;
  return micros <= 0 ? 1 : Math.exp(-micros / (RATE_SECONDS * MICROS_PER_SECOND));
}
