import type { RecentTimes } from '../api/probe.ts';
import type { LineWindow } from '../line/line-window.ts';
import type { BySide } from '../line/quality/round-trips.ts';
import { type Distribution, Sketch, type SketchValue } from '../line/quality/sketch.ts';

const WINDOWS = 60;

/** Round trips of the last minute of packet time: those since the start would hide that a line has become slow. */
export class RecentRoundTrips {
  readonly #windows: Pick<LineWindow['quality'], 'handshake' | 'roundTrip'>[] = [];

  add({ quality: { handshake, roundTrip } }: LineWindow): void {
    this.#windows.push({ handshake, roundTrip });
    if (this.#windows.length > WINDOWS) this.#windows.shift();
  }

  times(): RecentTimes {
    return {
      handshake: merge(this.#windows.map(({ handshake }) => handshake)),
      roundTrip: merge(this.#windows.map(({ roundTrip }) => roundTrip)),
    };
  }
}

function merge(windows: readonly BySide<SketchValue>[]): BySide<Distribution> {
  const of = (side: keyof BySide<SketchValue>): Distribution =>
    Sketch.of(...windows.map((window) => window[side])).distribution();
  return { line: of('line'), home: of('home'), unknown: of('unknown') };
}
