const INTERVAL_MILLIS = 1000;
// A push that comes a little early must not wait for the next one.
const TOLERANCE_MILLIS = 120;

/** Calls `flush` soon after `request`, but not more often than once a second: a fast replay sends many windows a second. */
export class OncePerSecond {
  readonly #flush: () => void;
  readonly #nowMillis: () => number;
  #lastMillis = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(flush: () => void, nowMillis: () => number) {
    this.#flush = flush;
    this.#nowMillis = nowMillis;
  }

  request(): void {
    if (this.#timer !== null) return;
    const waitMillis = this.#lastMillis + INTERVAL_MILLIS - this.#nowMillis();
    if (waitMillis <= TOLERANCE_MILLIS) this.#run();
    else this.#timer = setTimeout(() => this.#run(), waitMillis);
  }

  #run(): void {
    this.#timer = null;
    this.#lastMillis = this.#nowMillis();
    this.#flush();
  }
}
