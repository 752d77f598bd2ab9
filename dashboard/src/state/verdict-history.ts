import type { VerdictRow } from '../../../src/api/messages.ts';
import { isWorse } from '../format/verdict-words.ts';

const MINUTE_MILLIS = 60_000;
const MOST_MINUTES = 1440;

/** The minutes of the last day. They are merged, so that a live message need not repeat all of them. */
export class VerdictHistory {
  /** By the minute's start in epoch milliseconds, rising. */
  #minutes: ReadonlyMap<number, VerdictRow> = new Map();

  get size(): number {
    return this.#minutes.size;
  }

  /** Takes minutes, later ones in place of earlier ones. A time that jumps back by hours is another capture, and starts anew. */
  add(rows: readonly VerdictRow[]): void {
    if (rows.length === 0) return;
    const merged = new Map(this.#minutes);
    const newest = rows.at(-1);
    const known = this.#last()?.[0];
    if (newest !== undefined && known !== undefined && Date.parse(newest.atMinute) < known - 10 * MINUTE_MILLIS) merged.clear();
    for (const row of rows) {
      const at = Date.parse(row.atMinute);
      if (Number.isFinite(at)) merged.set(at, row);
    }
    const sorted = [...merged].sort(([one], [other]) => one - other);
    this.#minutes = new Map(sorted.slice(-MOST_MINUTES));
  }

  /** Becomes what another one is at the moment. */
  take(other: VerdictHistory): void {
    this.#minutes = other.#minutes;
  }

  /** The last `slots` stretches of `minutes` each, oldest first; `null` where nothing is known. The worst minute speaks for a stretch. */
  strip(slots: number, minutes: number): readonly StripSlot[] {
    const last = this.#last();
    if (last === undefined) return [];
    const step = minutes * MINUTE_MILLIS;
    const end = Math.floor(last[0] / step) * step;
    const strip = Array.from(
      { length: slots },
      (_, index): StripSlot => ({ atMillis: end - (slots - 1 - index) * step, row: null }),
    );
    for (const [at, row] of this.#minutes) {
      const slot = strip[Math.floor((at - end) / step) + slots - 1];
      if (slot !== undefined && (slot.row === null || isWorse(row, slot.row))) slot.row = row;
    }
    return strip;
  }

  /** Since when the minutes up to now say the same as `row`: the first of an unbroken run. `null` where none does. */
  since(row: Pick<VerdictRow, 'verdict' | 'severity'>): string | null {
    let since: string | null = null;
    let before: number | null = null;
    for (const [at, minute] of [...this.#minutes].reverse()) {
      if (before !== null && before - at > 2 * MINUTE_MILLIS) break;
      // The open minute may lag behind what holds now.
      if (minute.verdict !== row.verdict && before !== null) break;
      if (minute.verdict === row.verdict) since = minute.atMinute;
      before = at;
    }
    return since;
  }

  #last(): readonly [number, VerdictRow] | undefined {
    return [...this.#minutes].at(-1);
  }
}

export interface StripSlot {
  readonly atMillis: number;
  row: VerdictRow | null;
}
