/** Neighbouring buckets differ by so much: what a quantile may be off by once there are too many values to keep. */
const RATIO = 1.05;
/** One microsecond to a thousand seconds. */
const BUCKETS = Math.ceil(Math.log(1e9) / Math.log(RATIO)) + 1;

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
  readonly #buckets = new Uint32Array(BUCKETS);
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
    const bucket = Math.round(Math.log(Math.max(rttMicros, 1)) / Math.log(RATIO));
    this.#buckets[Math.min(bucket, BUCKETS - 1)]! += 1;
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
      const rank = Math.max(1, Math.ceil(share * this.#count));
      return exact === null ? this.#ranked(rank) : exact[rank - 1]!;
    };
    return {
      min: millisOf(this.#min),
      median: millisOf(quantile(0.5)),
      p95: millisOf(quantile(0.95)),
      max: millisOf(this.#max),
    };
  }

  #ranked(rank: number): number {
    let seen = 0;
    for (const [bucket, count] of this.#buckets.entries()) {
      seen += count;
      if (seen >= rank) return Math.min(Math.max(RATIO ** bucket, this.#min), this.#max);
    }
    return this.#max;
  }
}

/** Microseconds in milliseconds, to the microsecond. */
export function millisOf(micros: number): number {
  return Math.round(micros) / 1000;
}
