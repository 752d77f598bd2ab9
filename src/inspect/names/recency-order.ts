// Runs once per row that is used: allocate nothing.

/**
 * The order in which slots 0 .. capacity-1 were last used: a ring of links through all that ever were, with one entry more that stands between
 * the newest and the oldest.
 */
export class RecencyOrder {
  // Links are distances: a slot that was never used is linked to itself, and memory that nobody has written to says so.
  readonly #toNewer: Int32Array;
  readonly #toOlder: Int32Array;
  readonly #seam: number;

  constructor(capacity: number) {
    this.#seam = capacity;
    this.#toNewer = new Int32Array(capacity + 1);
    this.#toOlder = new Int32Array(capacity + 1);
  }

  /** The slot that has been out of use for longest; there must be one. */
  get oldest(): number {
    return this.#seam + this.#toNewer[this.#seam]!;
  }

  /** Makes `slot` the newest. */
  touch(slot: number): void {
    const seam = this.#seam;
    this.#link(slot + this.#toOlder[slot]!, slot + this.#toNewer[slot]!);
    const newest = seam + this.#toOlder[seam]!;
    this.#link(newest, slot);
    this.#link(slot, seam);
  }

  #link(older: number, newer: number): void {
    this.#toNewer[older] = newer - older;
    this.#toOlder[newer] = older - newer;
  }
}
