import { Sketch } from '../quality/sketch.ts';

/** A measurement: when its request passed, and how long the reply took. */
export interface RttSample {
  readonly atMicros: number;
  readonly rttMicros: number;
}

export interface RttFigures {
  readonly min: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

/** Round trips, bounded: the last ones as they were, all of them as counts by size. Figures are exact as long as none had to go. */
export class RttSketch {
  readonly #capacity: number;
  readonly #at: Float64Array;
  readonly #rtt: Float64Array;
  readonly #all = new Sketch();
  #count = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#at = new Float64Array(capacity);
    this.#rtt = new Float64Array(capacity);
  }

  get count(): number {
    return this.#count;
  }

  add(atMicros: number, rttMicros: number): void {
    const place = this.#count % this.#capacity;
    this.#at[place] = atMicros;
    this.#rtt[place] = rttMicros;
    this.#count += 1;
    this.#min = Math.min(this.#min, rttMicros);
    this.#max = Math.max(this.#max, rttMicros);
    this.#all.add(rttMicros);
  }

  /** The last measurements, the oldest first. */
  samples(): RttSample[] {
    const kept = Math.min(this.#count, this.#capacity);
    return Array.from({ length: kept }, (_, index) => {
      const place = (this.#count - kept + index) % this.#capacity;
      return { atMicros: this.#at[place]!, rttMicros: this.#rtt[place]! };
    });
  }

  /** In milliseconds; null without a measurement. */
  millis(): RttFigures | null {
    if (this.#count === 0) return null;
    const exact = this.#count <= this.#capacity ? this.#rtt.slice(0, this.#count).sort() : null;
    const quantile = (share: number): number => {
      if (exact === null) return this.#all.quantile(share)!;
      return exact[Math.max(1, Math.ceil(share * this.#count)) - 1]!;
    };
    return {
      min: millisOf(this.#min),
      median: millisOf(quantile(0.5)),
      p95: millisOf(quantile(0.95)),
      max: millisOf(this.#max),
    };
  }
}

/** Microseconds in milliseconds, to the microsecond. */
export function millisOf(micros: number): number {
  return Math.round(micros) / 1000;
}
