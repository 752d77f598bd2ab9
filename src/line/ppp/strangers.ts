// Runs once per PPPoE frame of no known session: allocate nothing.

import type { FrameEnds } from './frame-ends.ts';

const ENTRIES = 16;
const KEY_WORDS = 5;
/** Where only one direction is mirrored, so many frames are proof enough that somebody listens to them. */
export const ONE_WAY_FRAMES = 16;

export const Standing = { Unknown: 0, OneWay: 1, BothWays: 2 } as const;
export type Standing = (typeof Standing)[keyof typeof Standing];

/**
 * Frames of sessions that were already running when the probe came: no discovery was seen, so what proves a session is that frames go both
 * ways between two addresses, which a third machine cannot forge alone. Sixteen candidates; the oldest gives way.
 */
export class Strangers {
  readonly #keys = new Int32Array(ENTRIES * KEY_WORDS);
  readonly #forward = new Uint32Array(ENTRIES);
  readonly #backward = new Uint32Array(ENTRIES);
  #next = 0;

  /** Notes a frame between two ends and says how far they have proved themselves; a key proven both ways is forgotten. */
  note(ends: FrameEnds, sessionId: number, vlans: number): Standing {
    const { view, at: macs } = ends;
    const first = view.getInt32(macs);
    const second = view.getInt32(macs + 4);
    const third = view.getInt32(macs + 8);
    const reversedFirst = view.getInt32(macs + 6);
    const reversedSecond = (view.getUint16(macs + 10) << 16) | view.getUint16(macs);
    const reversedThird = view.getInt32(macs + 2);
    for (let entry = 0; entry < ENTRIES; entry += 1) {
      const at = entry * KEY_WORDS;
      if (this.#keys[at + 3] !== sessionId || this.#keys[at + 4] !== vlans) continue;
      if (this.#isAt(at, first, second, third)) this.#forward[entry]! += 1;
      else if (this.#isAt(at, reversedFirst, reversedSecond, reversedThird)) this.#backward[entry]! += 1;
      else continue;
      return this.#standing(entry);
    }
    const entry = this.#next;
    this.#next = (entry + 1) % ENTRIES;
    const at = entry * KEY_WORDS;
    this.#keys[at] = first;
    this.#keys[at + 1] = second;
    this.#keys[at + 2] = third;
    this.#keys[at + 3] = sessionId;
    this.#keys[at + 4] = vlans;
    this.#forward[entry] = 1;
    this.#backward[entry] = 0;
    return Standing.Unknown;
  }

  #isAt(at: number, first: number, second: number, third: number): boolean {
    return this.#keys[at] === first && this.#keys[at + 1] === second && this.#keys[at + 2] === third;
  }

  #standing(entry: number): Standing {
    if (this.#backward[entry]! > 0) {
      this.#keys.fill(0, entry * KEY_WORDS, (entry + 1) * KEY_WORDS);
      this.#forward[entry] = 0;
      return Standing.BothWays;
    }
    return this.#forward[entry]! % ONE_WAY_FRAMES === 0 ? Standing.OneWay : Standing.Unknown;
  }
}
