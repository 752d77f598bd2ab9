// Cold: once per window.

import { BUCKETS, middleOf, type SketchValue } from '../quality/sketch.ts';

/** A distribution to which windows are added and from which they are taken again: that of the last minute. */
export class RollingSketch {
  count = 0;
  readonly #counts = new Float64Array(BUCKETS);

  add(value: SketchValue): void {
    this.#change(value, 1);
  }

  clear(): void {
    if (this.count === 0) return;
    this.count = 0;
    this.#counts.fill(0);
  }

  /** Takes back what was added. */
  remove(value: SketchValue): void {
    this.#change(value, -1);
  }

  /** In milliseconds, within 2 %; null without values. */
  quantileMillis(share: number): number | null {
    if (this.count === 0) return null;
    const rank = Math.max(1, Math.ceil(share * this.count));
    let seen = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      seen += this.#counts[bucket]!;
      if (seen >= rank) return roundMillis(middleOf(bucket));
    }
    return null;
  }

  #change({ buckets }: SketchValue, sign: 1 | -1): void {
    for (let at = 0; at + 1 < buckets.length; at += 2) {
      const count = sign * buckets[at + 1]!;
      this.#counts[buckets[at]!]! += count;
      this.count += count;
    }
  }
}

/** To a tenth of a millisecond, or to a hundredth below ten: more than that nobody reads. */
export function roundMillis(micros: number): number {
  return micros < 10_000 ? Math.round(micros / 10) / 100 : Math.round(micros / 100) / 10;
}
