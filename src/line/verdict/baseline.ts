// Cold: once per window.

import { Sketch, type SketchValue } from '../quality/sketch.ts';
import { roundMillis } from './rolling-sketch.ts';

const SLOT_MICROS = 300e6;
/** Six hours. */
const SLOTS = 72;
const LOW = 0.1;
const LEAST_IN_SLOT = 5;
const LEAST_AT_FIRST = 3;

/** What a round trip usually takes: the lowest of the low deciles of five minutes each, within six hours. */
export class Baseline {
  readonly #slots = new Float64Array(SLOTS);
  readonly #open = new Sketch();
  #slot = -1;
  /** The lowest of the slots; infinite while none has anything. */
  #lowest = Number.POSITIVE_INFINITY;

  /** Lets time pass to `micros`; closes the five minutes that are over. */
  turn(micros: number): void {
    const slot = Math.floor(micros / SLOT_MICROS);
    if (slot === this.#slot) return;
    if (this.#slot >= 0) {
      const low = this.#open.count >= LEAST_IN_SLOT ? (this.#open.quantile(LOW) ?? 0) : 0;
      this.#slots[this.#slot % SLOTS] = low;
      const passed = Math.min(Math.abs(slot - this.#slot), SLOTS);
      for (let step = 1; step <= passed; step += 1) this.#slots[(this.#slot + step) % SLOTS] = 0;
      this.#lowest = this.#slots.reduce((lowest, low) => (low > 0 && low < lowest ? low : lowest), Number.POSITIVE_INFINITY);
    }
    this.#open.clear();
    this.#slot = slot;
  }

  add(value: SketchValue): void {
    this.#open.mergeValue(value);
  }

  addMicros(micros: number): void {
    this.#open.add(micros);
  }

  /** In milliseconds; null while nothing is known. */
  millis(): number | null {
    const opening = this.#open.count >= LEAST_AT_FIRST ? this.#open.quantile(LOW) : null;
    const lowest = Math.min(this.#lowest, opening ?? Number.POSITIVE_INFINITY);
    return Number.isFinite(lowest) ? roundMillis(lowest) : null;
  }
}
