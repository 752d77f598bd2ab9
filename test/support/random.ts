/** Numbers that look random and are the same for the same seed (a linear congruential generator, its weak low bits left out). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 up to, but not including, `bound`, which is at most 65,536. */
  below(bound: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return ((this.#state >>> 16) * bound) >>> 16;
  }
}
