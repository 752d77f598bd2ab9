import type { NameHash } from './name-hash.ts';

/** A set of names that takes 8 bytes for each: their numbers, sorted. */
export class NameSet {
  readonly #sorted: Float64Array;

  constructor(names: readonly string[], hash: NameHash) {
    const numbers = new Float64Array(names.length);
    for (let index = 0; index < names.length; index += 1) numbers[index] = hash.of(names[index]!);
    this.#sorted = withoutRepeats(numbers.sort());
  }

  get size(): number {
    return this.#sorted.length;
  }

  /** Whether the set holds the name of this number. */
  has(number: number): boolean {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sorted[middle]! < number) low = middle + 1;
      else high = middle;
    }
    return this.#sorted[low] === number;
  }
}

function withoutRepeats(sorted: Float64Array): Float64Array {
  let kept = 0;
  for (const number of sorted) {
    if (kept > 0 && sorted[kept - 1] === number) continue;
    sorted[kept] = number;
    kept += 1;
  }
  return kept === sorted.length ? sorted : sorted.slice(0, kept);
}
