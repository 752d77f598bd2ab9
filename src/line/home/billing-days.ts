import { LATEST_MILLIS, timestampText } from '../../decode/text.ts';

export interface BillingOptions {
  /** On which day of the month a period begins, 1 to 28. */
  readonly billingDay?: number;
  /** How far local time is ahead of UTC, in minutes. */
  readonly timeZoneOffsetMinutes?: number;
}

/** Payload of one billing period, [start, end). */
export interface BillingPeriod {
  readonly startAt: string;
  readonly endAt: string;
  readonly downBytes: number;
  readonly upBytes: number;
}

const MAX_PERIODS = 24;
const LAST_DAY_OF_EVERY_MONTH = 28;
const MINUTE_MICROS = 60e6;
const LATEST_MICROS = LATEST_MILLIS * 1000;

interface Period {
  readonly startMicros: number;
  readonly endMicros: number;
  downBytes: number;
  upBytes: number;
}

/** How many bytes of payload passed since the billing day, by the frames' own time. */
export class BillingDays {
  readonly #day: number;
  readonly #offsetMicros: number;
  /** The oldest first. */
  readonly #periods: Period[] = [];

  constructor({ billingDay = 1, timeZoneOffsetMinutes = 0 }: BillingOptions = {}) {
    this.#day = Math.min(LAST_DAY_OF_EVERY_MONTH, Math.max(1, Math.trunc(billingDay)));
    this.#offsetMicros = timeZoneOffsetMinutes * MINUTE_MICROS;
  }

  /** Adds what passed in a window that began at `atMicros`. */
  add(atMicros: number, downBytes: number, upBytes: number): void {
    if (downBytes === 0 && upBytes === 0) return;
    // Only damaged captures have times that no calendar knows; they count with the nearest one.
    const period = this.#periodAt(Math.min(Math.max(atMicros, 0), LATEST_MICROS));
    period.downBytes += downBytes;
    period.upBytes += upBytes;
  }

  /** The latest 24 periods in which anything passed, the oldest first. */
  periods(): BillingPeriod[] {
    return this.#periods.map(({ startMicros, endMicros, downBytes, upBytes }) => ({
      startAt: timestampText(startMicros),
      endAt: timestampText(endMicros),
      downBytes,
      upBytes,
    }));
  }

  #periodAt(atMicros: number): Period {
    const latest = this.#periods.at(-1);
    if (latest !== undefined && atMicros >= latest.startMicros && atMicros < latest.endMicros) return latest;
    const known = this.#periods.find(({ startMicros, endMicros }) => atMicros >= startMicros && atMicros < endMicros);
    if (known !== undefined) return known;
    const period = { ...this.#bounds(atMicros), downBytes: 0, upBytes: 0 };
    this.#periods.push(period);
    this.#periods.sort((a, b) => a.startMicros - b.startMicros);
    if (this.#periods.length > MAX_PERIODS) this.#periods.shift();
    return period;
  }

  #bounds(atMicros: number): { startMicros: number; endMicros: number } {
    const local = new Date((atMicros + this.#offsetMicros) / 1000);
    const month = local.getUTCMonth() - (local.getUTCDate() < this.#day ? 1 : 0);
    const startOf = (which: number) => Date.UTC(local.getUTCFullYear(), which, this.#day) * 1000 - this.#offsetMicros;
    return { startMicros: startOf(month), endMicros: startOf(month + 1) };
  }
}
