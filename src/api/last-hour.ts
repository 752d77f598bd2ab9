/** An hour of windows. */
const CAPACITY = 3600;

/** What each of the last windows had to say: the oldest goes when there is no more room. */
export class LastHour<Item> {
  readonly #items: Item[] = [];
  readonly #capacity: number;
  // Where the oldest item lies once the ring is full.
  #oldest = 0;

  constructor(capacity: number = CAPACITY) {
    this.#capacity = capacity;
  }

  add(item: Item): void {
    if (this.#items.length < this.#capacity) {
      this.#items.push(item);
      return;
    }
    this.#items[this.#oldest] = item;
    this.#oldest = (this.#oldest + 1) % this.#capacity;
  }

  /** Oldest first; a copy. */
  all(): Item[] {
    return [...this.#items.slice(this.#oldest), ...this.#items.slice(0, this.#oldest)];
  }
}
