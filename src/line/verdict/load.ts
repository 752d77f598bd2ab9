// Cold: once per window.

import type { WindowSpan } from '../window-span.ts';
import { LOAD, SECOND_MICROS } from './thresholds.ts';

const HOUR_MICROS = 3600 * SECOND_MICROS;
const HOURS = 24;
const LONG = 5;
const SHORT = 2;

/** How much travels in one direction, against the most that did. */
export class Load {
  readonly #recent = new Float64Array(LONG);
  #seconds = 0;
  /** The highest five seconds of each of the last 24 hours, in bits per second. */
  readonly #highest = new Float64Array(HOURS);
  #hour = -1;
  #highestOfAll = 0;
  /** Bits per second of the last two seconds. */
  bitsPerSecond = 0;

  note(wireBytes: number, { startMicros, endMicros }: WindowSpan): void {
    this.#turn(Math.floor((endMicros - 1) / HOUR_MICROS));
    const seconds = Math.max(1, Math.round((endMicros - startMicros) / SECOND_MICROS));
    for (let second = 0; second < Math.min(seconds, LONG); second += 1) {
      this.#recent[this.#seconds % LONG] = (8 * wireBytes) / seconds;
      this.#seconds += 1;
    }
    this.bitsPerSecond = this.#rateOf(Math.min(SHORT, this.#seconds));
    if (this.#seconds < LONG) return;
    const place = this.#hour % HOURS;
    this.#highest[place] = Math.max(this.#highest[place]!, this.#rateOf(LONG));
    this.#highestOfAll = Math.max(this.#highestOfAll, this.#highest[place]!);
  }

  get highestBitsPerSecond(): number {
    return this.#highestOfAll;
  }

  /** Of the highest rate; 0 while that is not known. */
  get utilisation(): number {
    const highest = this.highestBitsPerSecond;
    return highest === 0 ? 0 : this.bitsPerSecond / highest;
  }

  get isBusy(): boolean {
    return (
      this.#seconds >= LOAD.leastObservedSeconds &&
      this.highestBitsPerSecond >= LOAD.leastBitsPerSecond &&
      this.utilisation >= LOAD.busyShare
    );
  }

  restart(): void {
    this.#seconds = 0;
    this.#recent.fill(0);
  }

  #rateOf(seconds: number): number {
    let bits = 0;
    for (let back = 1; back <= seconds; back += 1) bits += this.#recent[(this.#seconds - back + LONG) % LONG]!;
    return bits / seconds;
  }

  #turn(hour: number): void {
    if (hour === this.#hour) return;
    const passed = this.#hour < 0 ? 0 : Math.min(Math.abs(hour - this.#hour), HOURS);
    for (let step = 1; step <= passed; step += 1) this.#highest[(this.#hour + step) % HOURS] = 0;
    this.#hour = hour;
    this.#highestOfAll = Math.max(...this.#highest);
  }
}
