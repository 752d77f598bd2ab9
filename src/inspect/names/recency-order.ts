// Runs once per row that is used: allocate nothing.

/**
 * The order in which slots 0 .. capacity-1 were last used: a ring of links through all that ever were, with one entry more that stands between
 * the newest and the oldest.
 */
export class RecencyOrder {
  readonly #newer: Int32Array;
  readonly #older: Int32Array;
  readonly #seam: number;

  constructor(capacity: number) {
    this.#seam = capacity;
    // A slot that was never used is linked to itself.
    this.#newer = Int32Array.from({ length: capacity + 1 }, (_, slot) => slot);
    this.#older = this.#newer.slice();
  }

  /** The slot that has been out of use for longest; there must be one. */
  get oldest(): number {
    return this.#newer[this.#seam]!;
  }

  /** Makes `slot` the newest. */
  touch(slot: number): void {
    const newer = this.#newer;
    const older = this.#older;
    newer[older[slot]!] = newer[slot]!;
    older[newer[slot]!] = older[slot]!;
    const newest = older[this.#seam]!;
    older[slot] = newest;
    newer[slot] = this.#seam;
    newer[newest] = slot;
    older[this.#seam] = slot;
  }
}
