// `add` runs once per measured round trip: allocate nothing.

import { Direction } from '../../decode/direction.ts';
import { type Connections, DIRECTION_IS_KNOWN, FIRST_ASKED, SECOND_ASKED, SHARED } from './connections.ts';
import type { Segment } from './segment.ts';
import { type Distribution, Sketch, type SketchValue } from './sketch.ts';

/** Which part of a path: from the probe to the far end, from the probe to the host at home, or nobody knows which. */
export interface BySide<Value> {
  readonly line: Value;
  readonly home: Value;
  readonly unknown: Value;
}

const SIDES = 3;
const UNKNOWN = 0;
const LINE = 1;
const HOME = 2;

/**
 * Round trips by side, of the open window and of all closed ones. An answer that travels down has been to the far end, one that travels up has
 * been to the host at home. Only where no segment of a connection has had a direction, the end that asked for the connection is taken
 * to be at home.
 */
export class RoundTrips {
  readonly #connections: Connections;
  readonly #open = Array.from({ length: SIDES }, () => new Sketch());
  readonly #closed = Array.from({ length: SIDES }, () => new Sketch());

  constructor(connections: Connections) {
    this.#connections = connections;
  }

  /** Counts the time that `segment` took to answer. */
  add(segment: Segment, micros: number): void {
    this.#open[this.#sideOf(segment)]!.add(micros);
  }

  close(): BySide<SketchValue> {
    const [unknown, line, home] = this.#open.map((sketch) => sketch.toJSON());
    for (let side = 0; side < SIDES; side += 1) {
      this.#closed[side]!.merge(this.#open[side]!);
      this.#open[side]!.clear();
    }
    return { line: line!, home: home!, unknown: unknown! };
  }

  all(): BySide<Distribution> {
    const [unknown, line, home] = this.#open.map((open, side) => {
      const sketch = new Sketch();
      sketch.merge(this.#closed[side]!);
      sketch.merge(open);
      return sketch.distribution();
    });
    return { line: line!, home: home!, unknown: unknown! };
  }

  #sideOf(segment: Segment): number {
    if (segment.direction === Direction.Down) return LINE;
    if (segment.direction === Direction.Up) return HOME;
    const shared = this.#connections.words[segment.row + SHARED]!;
    if ((shared & DIRECTION_IS_KNOWN) !== 0) return UNKNOWN;
    if ((shared & (FIRST_ASKED | SECOND_ASKED)) === 0) return UNKNOWN;
    return ((shared & FIRST_ASKED) !== 0) === segment.isFromSecond ? LINE : HOME;
  }
}
