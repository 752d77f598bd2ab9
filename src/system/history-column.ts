/** Values of one figure, one for each of the latest points, in a ring of fixed size. What is not known is not a number. */
export class HistoryColumn {
  readonly #values: Float64Array;

  constructor(size: number) {
    this.#values = new Float64Array(size).fill(Number.NaN);
  }

  set(place: number, value: number | null | undefined): void {
    this.#values[place] = value ?? Number.NaN;
  }

  /** Adds to a value that already stands for some time another one for `share` of the whole time, from 0 to 1. */
  blend(place: number, value: number | null | undefined, share: number): void {
    if (value === null || value === undefined || Number.isNaN(value)) return;
    const before = this.#values[place]!;
    this.#values[place] = Number.isNaN(before) ? value : before + (value - before) * share;
  }

  get(place: number): number | null {
    const value = this.#values[place]!;
    return Number.isNaN(value) ? null : value;
  }

  clear(): void {
    this.#values.fill(Number.NaN);
  }
}
