/** Orders two slots of equal weight: below zero where the first goes first. Never zero for two different slots. */
export type Compare = (a: number, b: number) => number;

/** The `limit` heaviest of the slots it is offered, in memory for twice as many: it sorts out what it has kept each time that is full. */
export class Heaviest {
  readonly #limit: number;
  readonly #compare: Compare;
  readonly #kept: { readonly slot: number; readonly weight: number }[] = [];
  /** Lighter ones than that have no chance any more. */
  #least = Number.NEGATIVE_INFINITY;

  constructor(limit: number, compare: Compare) {
    this.#limit = limit;
    this.#compare = compare;
  }

  offer(slot: number, weight: number): void {
    if (weight < this.#least) return;
    this.#kept.push({ slot, weight });
    if (this.#kept.length >= 2 * this.#limit + 16) this.#cut();
  }

  /** The heaviest slots, heaviest first. */
  slots(): number[] {
    this.#cut();
    return this.#kept.map(({ slot }) => slot);
  }

  #cut(): void {
    const kept = this.#kept;
    kept.sort((a, b) => b.weight - a.weight || this.#compare(a.slot, b.slot));
    if (kept.length <= this.#limit) return;
    kept.length = this.#limit;
    this.#least = kept[this.#limit - 1]?.weight ?? Number.POSITIVE_INFINITY;
  }
}
