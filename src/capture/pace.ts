const MICROS_PER_MILLI = 1000;
const DEFAULT_LONGEST_GAP_SECONDS = 60;

export interface PaceOptions {
  /** How many times faster than recorded, greater than 0; or `max`: as fast as frames can be read. */
  readonly speed: number | 'max';
  /** The longest silence that is replayed, in seconds of capture time; longer ones are shortened to it. 60 where not given. */
  readonly longestGapSeconds?: number;
}

/**
 * Maps wall clock to capture time, for replay at the recorded pace or a multiple of it.
 *
 * Whoever replays calls `dueMicros` before each step of a source and, when the source is idle, `waitMillis` with the frame that is next.
 * The first frame is due at once. Silences keep their length up to the longest gap, so that two captures a year apart do not stall the
 * replay for a year. A frame stamped before what was already due means that time jumped back: it is due at once, and the pace goes on
 * from there. Wall clock is any monotonic clock in milliseconds, passed in.
 */
export class Pace {
  readonly #speed: number;
  readonly #longestGapMicros: number;
  /** At this wall time, this capture time is due. */
  #anchorMillis = 0;
  #anchorMicros = -Infinity;
  #lastDueMicros = -Infinity;

  constructor(options: PaceOptions) {
    const { speed, longestGapSeconds = DEFAULT_LONGEST_GAP_SECONDS } = options;
    if (speed !== 'max' && !(speed > 0)) throw new RangeError(`speed must be greater than 0, not ${speed}`);
    this.#speed = speed === 'max' ? Infinity : speed;
    this.#longestGapMicros = longestGapSeconds * 1e6;
  }

  /** The capture time that is due now: frames stamped later are not. `Infinity` at `max`; before the first frame is known, nothing is due. */
  dueMicros(wallMillis: number): number {
    if (this.#speed === Infinity) return Infinity;
    this.#lastDueMicros = this.#dueAt(wallMillis);
    return this.#lastDueMicros;
  }

  /** How long until the frame a source holds is due, in milliseconds; 0: now. May be asked again for the same frame, after any wait. */
  waitMillis(nextFrameMicros: number, wallMillis: number): number {
    if (this.#speed === Infinity) return 0;
    const isFirst = this.#lastDueMicros === -Infinity;
    // A source holds frames that were not due at its last step; one that was due is held because time jumped back to it.
    if (isFirst || nextFrameMicros <= this.#lastDueMicros) this.#anchor(nextFrameMicros, wallMillis);
    else if (nextFrameMicros - this.#lastDueMicros > this.#longestGapMicros)
      this.#anchor(nextFrameMicros - this.#longestGapMicros, wallMillis);
    const aheadMicros = nextFrameMicros - this.#dueAt(wallMillis);
    return Math.max(0, aheadMicros / (this.#speed * MICROS_PER_MILLI));
  }

  #dueAt(wallMillis: number): number {
    return this.#anchorMicros + (wallMillis - this.#anchorMillis) * MICROS_PER_MILLI * this.#speed;
  }

  #anchor(micros: number, wallMillis: number): void {
    this.#anchorMicros = micros;
    this.#anchorMillis = wallMillis;
    this.#lastDueMicros = micros;
  }
}
