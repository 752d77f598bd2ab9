import type { TrafficPoint } from '../../../src/api/messages.ts';

/** The columns of the chart in bit/s, oldest first, and what has no known direction. `null` is a gap. */
export interface RateColumns {
  /** Epoch seconds, the window's end. */
  readonly times: readonly number[];
  readonly down: readonly (number | null)[];
  readonly up: readonly (number | null)[];
  readonly unknown: readonly (number | null)[];
  /** 1 where frames were lost in that window. */
  readonly lossy: readonly (0 | 1)[];
}

export const KEPT_SECONDS = 3600;

const MOST_POINTS = 4000;
// A window may be late or missing; more than this without one is shown as a gap.
const GAP_SECONDS = 2.5;

interface KeptPoint {
  readonly endSeconds: number;
  readonly point: TrafficPoint;
}

/** The windows of the last hour of packet time. */
export class RateSeries {
  #points: KeptPoint[] = [];

  get last(): TrafficPoint | null {
    return this.#points.at(-1)?.point ?? null;
  }

  get endSeconds(): number | null {
    return this.#points.at(-1)?.endSeconds ?? null;
  }

  /**
   * A window that is there already is replaced. Packet time that jumps back by more than a minute is another capture, or the same one
   * played again: the series starts anew.
   */
  add(point: TrafficPoint): void {
    const endSeconds = Date.parse(point.at) / 1000 + point.seconds;
    if (!Number.isFinite(endSeconds) || !(point.seconds > 0)) return;
    const last = this.endSeconds;
    if (last !== null && endSeconds < last - 60) this.#points = [];
    else if (last !== null && endSeconds <= last) this.#removeFrom(endSeconds);
    this.#points.push({ endSeconds, point });
    this.#forgetBefore(endSeconds - KEPT_SECONDS);
  }

  /** Takes a history in place of everything older than its end. */
  load(points: readonly TrafficPoint[]): void {
    const newer = this.#points;
    this.#points = [];
    for (const point of points.slice(-MOST_POINTS)) this.add(point);
    const end = this.endSeconds;
    for (const kept of newer) if (end === null || kept.endSeconds > end) this.add(kept.point);
  }

  /** The windows that ended in the last `seconds`. */
  window(seconds: number): readonly TrafficPoint[] {
    return this.#since(seconds).map(({ point }) => point);
  }

  columns(seconds: number): RateColumns {
    const columns = { times: [], down: [], up: [], unknown: [], lossy: [] } as MutableColumns;
    let before: number | null = null;
    for (const { endSeconds, point } of this.#since(seconds)) {
      if (before !== null && endSeconds - before > point.seconds + GAP_SECONDS) pushGap(columns, before + point.seconds);
      pushPoint(columns, endSeconds, point);
      before = endSeconds;
    }
    return columns;
  }

  #since(seconds: number): readonly KeptPoint[] {
    const from = (this.endSeconds ?? 0) - seconds;
    return this.#points.filter(({ endSeconds }) => endSeconds > from);
  }

  #removeFrom(endSeconds: number): void {
    this.#points = this.#points.filter((kept) => kept.endSeconds < endSeconds);
  }

  #forgetBefore(endSeconds: number): void {
    if (this.#points.length > MOST_POINTS || (this.#points[0]?.endSeconds ?? 0) <= endSeconds) {
      this.#points = this.#points.filter((kept) => kept.endSeconds > endSeconds).slice(-MOST_POINTS);
    }
  }
}

/** Bytes of a window of which it is not known whether they came down or went up. */
export function unknownBytes({ wireBytes, downBytes, upBytes }: TrafficPoint): number {
  return Math.max(0, wireBytes - downBytes - upBytes);
}

/** Whether down and up can be told apart at all: a window with bytes of no direction but none of either says no. */
export function isDirectionKnown(points: readonly TrafficPoint[]): boolean {
  return points.some(({ downBytes, upBytes }) => downBytes + upBytes > 0) || points.every(({ wireBytes }) => wireBytes === 0);
}

interface MutableColumns {
  times: number[];
  down: (number | null)[];
  up: (number | null)[];
  unknown: (number | null)[];
  lossy: (0 | 1)[];
}

function pushPoint(columns: MutableColumns, endSeconds: number, point: TrafficPoint): void {
  const bitsPerSecond = (bytes: number) => (bytes * 8) / point.seconds;
  columns.times.push(endSeconds);
  columns.down.push(bitsPerSecond(point.downBytes));
  columns.up.push(bitsPerSecond(point.upBytes));
  columns.unknown.push(bitsPerSecond(unknownBytes(point)));
  columns.lossy.push((point.dropped ?? 0) > 0 ? 1 : 0);
}

function pushGap(columns: MutableColumns, atSeconds: number): void {
  columns.times.push(atSeconds);
  columns.down.push(null);
  columns.up.push(null);
  columns.unknown.push(null);
  columns.lossy.push(0);
}
