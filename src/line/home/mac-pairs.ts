// `find` runs once per frame: allocate nothing.

import type { Direction } from '../../decode/direction.ts';
import type { Mac } from './mac.ts';

/** How many pairs of source and destination are remembered; a line has two, and its broadcasts. */
export const MAX_PAIRS = 16;

const WORD = 2 ** 32;
const HALF = 2 ** 16;

/** Who sent to whom lately, and the direction that was found for it. Found by the twelve bytes an Ethernet header starts with. */
export class MacPairs {
  /** Destination and source as three words, as they lie in the header. */
  readonly words = new Int32Array(3 * MAX_PAIRS);
  readonly directions = new Uint8Array(MAX_PAIRS);
  /** Frames, and frames of TCP with an acknowledgment, in the open window. */
  readonly frames = new Uint32Array(MAX_PAIRS);
  readonly acks = new Uint32Array(MAX_PAIRS);
  /** The same of earlier windows, each counting half of the one after it. */
  readonly recentFrames = new Float64Array(MAX_PAIRS);
  /** When the pair was last seen, in microseconds. */
  readonly lastSeen = new Float64Array(MAX_PAIRS);
  /** 1 for the pairs of the line itself, which never give way. */
  readonly isLine = new Uint8Array(MAX_PAIRS);
  size = 0;
  evictions = 0;

  /** The slot of a pair, or -1. */
  find(first: number, second: number, third: number): number {
    const { words } = this;
    for (let slot = 0; slot < this.size; slot += 1) {
      if (words[3 * slot] === first && words[3 * slot + 1] === second && words[3 * slot + 2] === third) return slot;
    }
    return -1;
  }

  /** Adds a pair, in the place of the one with the fewest frames lately when there is no room. Returns its slot. */
  add(first: number, second: number, third: number): number {
    const slot = this.size < MAX_PAIRS ? this.size : this.#leastBusy();
    if (slot === this.size) this.size += 1;
    else this.evictions += 1;
    this.words[3 * slot] = first;
    this.words[3 * slot + 1] = second;
    this.words[3 * slot + 2] = third;
    this.frames[slot] = 0;
    this.acks[slot] = 0;
    this.recentFrames[slot] = 0;
    this.isLine[slot] = 0;
    return slot;
  }

  setDirection(slot: number, direction: Direction): void {
    this.directions[slot] = direction;
  }

  destinationOf(slot: number): Mac {
    const { words } = this;
    return (words[3 * slot]! >>> 0) * HALF + (words[3 * slot + 1]! >>> 16);
  }

  sourceOf(slot: number): Mac {
    const { words } = this;
    return (words[3 * slot + 1]! & 0xffff) * WORD + (words[3 * slot + 2]! >>> 0);
  }

  /** The slot of the answers to `slot`, or -1. */
  reverseOf(slot: number): number {
    const source = this.sourceOf(slot);
    const destination = this.destinationOf(slot);
    for (let other = 0; other < this.size; other += 1) {
      if (this.sourceOf(other) === destination && this.destinationOf(other) === source) return other;
    }
    return -1;
  }

  /** When `source` last sent anything; 0 when it is not among the pairs. */
  lastHeard(source: Mac): number {
    let last = 0;
    for (let slot = 0; slot < this.size; slot += 1) {
      if (this.sourceOf(slot) === source) last = Math.max(last, this.lastSeen[slot]!);
    }
    return last;
  }

  closeWindow(): void {
    for (let slot = 0; slot < this.size; slot += 1) {
      this.recentFrames[slot] = this.recentFrames[slot]! / 2 + this.frames[slot]!;
      this.frames[slot] = 0;
      this.acks[slot] = 0;
    }
  }

  #leastBusy(): number {
    let least = -1;
    for (let slot = 0; slot < MAX_PAIRS; slot += 1) {
      if (this.isLine[slot] === 0 && (least < 0 || this.#busyness(slot) < this.#busyness(least))) least = slot;
    }
    return least;
  }

  #busyness(slot: number): number {
    return this.recentFrames[slot]! + this.frames[slot]!;
  }
}
