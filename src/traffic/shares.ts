// Cold: picks the rows that lists and windows show.

import type { CountedTable } from './counted-table.ts';
import { type Compare, Heaviest } from './heaviest.ts';
import type { Ledger } from './ledger.ts';
import type { Counts, Directed, Rest, Rows } from './summary.ts';
import type { OpenDirected, Shares } from './window.ts';

const DOWN_BYTES = 2;
const UP_BYTES = 3;

/** Which rows a reader wants: the first `limit` by bytes or by rate; 0 is all. */
export interface Question {
  readonly limit?: number;
  readonly sortBy?: 'bytes' | 'rate';
  /** Of hosts and conversations: only those with this address, as reports write it. */
  readonly address?: string;
}

/**
 * What a table's rows came to in closed windows, the heaviest first, as `describe` writes them. Rows of equal weight stand in the order of
 * their keys, so that equal input gives equal output.
 */
export function listRows<Row>(table: CountedTable, question: Question, options: ListOptions<Row>): Rows<Row> {
  const { ledger, index } = table;
  const { nowMicros, describe } = options;
  const { limit = 0 } = question;
  const heaviest = new Heaviest(limit === 0 ? index.size : limit, options.compare ?? compareByKey(table));
  let total = 0;
  for (let slot = 0; slot < index.size; slot += 1) {
    const { frames, wireBytes } = totalsOf(ledger, slot);
    if (frames === 0) continue;
    total += 1;
    if (options.accepts !== undefined && !options.accepts(slot)) continue;
    heaviest.offer(slot, question.sortBy === 'rate' ? rateOf(ledger, slot, nowMicros) : wireBytes);
  }
  return { list: heaviest.slots().map(describe), total, other: restOf(ledger) };
}

export interface ListOptions<Row> {
  /** When "now" is, for rates. */
  readonly nowMicros: number;
  readonly describe: (slot: number) => Row;
  readonly compare?: Compare;
  /** Which rows may be listed; all of them unless said. `total` counts the others as well. */
  readonly accepts?: (slot: number) => boolean;
}

/** What the open window has of a table: the rows with the most bytes, and all others added up. */
export function listShares<Share>(table: CountedTable, limit: number, describe: (slot: number) => Share): Shares<Share> {
  const { ledger } = table;
  const heaviest = new Heaviest(limit, compareByKey(table));
  let { frames, wireBytes } = restFrom(ledger, ledger.restOpen, 0);
  let rows = 0;
  for (const slot of ledger.touched()) {
    const open = openOf(ledger, slot);
    if (open.frames === 0) continue;
    frames += open.frames;
    wireBytes += open.wireBytes;
    rows += 1;
    heaviest.offer(slot, open.wireBytes);
  }
  const slots = heaviest.slots();
  for (const slot of slots) {
    const open = openOf(ledger, slot);
    frames -= open.frames;
    wireBytes -= open.wireBytes;
  }
  return { list: slots.map(describe), other: { frames, wireBytes, rows: rows - slots.length } };
}

/** A row's frames and bytes in closed windows, both directions together. */
export function totalsOf(ledger: Ledger, slot: number): Counts {
  const hasPairs = ledger.split === 'ends';
  return {
    frames: ledger.total(slot, 0) + (hasPairs ? ledger.total(slot, 2) : 0),
    wireBytes: ledger.total(slot, 1) + (hasPairs ? ledger.total(slot, 3) : 0),
  };
}

/** A row's frames and bytes in the open window, both directions together. */
export function openOf(ledger: Ledger, slot: number): Counts {
  const hasPairs = ledger.split === 'ends';
  return {
    frames: ledger.openAt(slot, 0) + (hasPairs ? ledger.openAt(slot, 2) : 0),
    wireBytes: ledger.openAt(slot, 1) + (hasPairs ? ledger.openAt(slot, 3) : 0),
  };
}

/** A row's rate, both directions together, in bytes per second. */
export function rateOf(ledger: Ledger, slot: number, nowMicros: number): number {
  const rate = ledger.rate(slot, 1, nowMicros) + (ledger.split === 'ends' ? ledger.rate(slot, 3, nowMicros) : 0);
  return roundRate(rate);
}

/** What a row of a table that is split by the line's directions had down and up in closed windows. */
export function directedOf(ledger: Ledger, slot: number, nowMicros: number): Directed {
  const volume = (measure: number): Directed['down'] => ({
    wireBytes: ledger.total(slot, measure),
    bytesPerSecond: roundRate(ledger.rate(slot, measure, nowMicros)),
  });
  return { down: volume(DOWN_BYTES), up: volume(UP_BYTES) };
}

/** The same of the open window. */
export function openDirectedOf(ledger: Ledger, slot: number): OpenDirected {
  return { downBytes: ledger.openAt(slot, DOWN_BYTES), upBytes: ledger.openAt(slot, UP_BYTES) };
}

/** Rates are means over seconds: fractions of a byte say nothing. */
export function roundRate(bytesPerSecond: number): number {
  return Math.round(bytesPerSecond);
}

/** What evicted rows came to in closed windows. */
function restOf(ledger: Ledger): Rest {
  return restFrom(ledger, ledger.rest, ledger.restRows);
}

function restFrom({ split }: Ledger, measures: Float64Array, rows: number): Rest {
  const hasPairs = split === 'ends';
  return {
    frames: measures[0]! + (hasPairs ? measures[2]! : 0),
    wireBytes: measures[1]! + (hasPairs ? measures[3]! : 0),
    rows,
  };
}

/** The order of the keys' words, read as unsigned numbers. */
function compareByKey(table: CountedTable): Compare {
  const { index } = table;
  return (a, b) => {
    for (let word = 0; word < index.keyWords; word += 1) {
      const difference = (index.words[index.keyOf(a) + word]! >>> 0) - (index.words[index.keyOf(b) + word]! >>> 0);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}
