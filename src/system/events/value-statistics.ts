/** What values add up to, one after the other. */
export class ValueStatistics {
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  #sum = 0;
  #count = 0;
  #last = 0;

  add(value: number): void {
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
    this.#sum += value;
    this.#count += 1;
    this.#last = value;
  }

  /** Adds the values that came after these. */
  merge(later: ValueStatistics): void {
    if (later.#count === 0) return;
    this.#min = Math.min(this.#min, later.#min);
    this.#max = Math.max(this.#max, later.#max);
    this.#sum += later.#sum;
    this.#count += later.#count;
    this.#last = later.#last;
  }

  get count(): number {
    return this.#count;
  }

  get last(): number {
    return this.#last;
  }

  /** All 0 where there was no value. */
  summary(): { readonly min: number; readonly mean: number; readonly max: number } {
    if (this.#count === 0) return { min: 0, mean: 0, max: 0 };
    return { min: this.#min, mean: this.#sum / this.#count, max: this.#max };
  }
}
