// Runs a million times per test: allocate nothing per frame.

import { Frame } from '../../src/capture/frame.ts';
import type { Random } from './random.ts';
import type { SeedFrame } from './seed-frames.ts';

const FRAME_START = 64;
const LONGEST_FRAME = 2048;

/** Values at which length fields and counters turn. */
const EXTREMES = [0, 1, 2, 4, 7, 8, 20, 0x3f, 0x40, 0x7f, 0x80, 0xfe, 0xff];

/** Frames damaged in every way that wires, capture tools and liars know. Delivers the same frames for the same randomness. */
export class MutatedFrames {
  /** The frame last made: reused, and its memory with it. Bytes of earlier frames lie around it. */
  readonly frame = new Frame();
  readonly #seeds: readonly SeedFrame[];
  readonly #random: Random;

  constructor(seeds: readonly SeedFrame[], random: Random) {
    this.#seeds = seeds.filter((seed) => seed.bytes.length > 0 && seed.bytes.length <= LONGEST_FRAME / 2);
    this.#random = random;
    this.frame.bytes = new Uint8Array(FRAME_START + LONGEST_FRAME + FRAME_START);
    this.frame.start = FRAME_START;
  }

  /** Makes the next frame. */
  next(): Frame {
    const { frame } = this;
    const seed = this.#pickSeed();
    frame.bytes.set(seed.bytes, FRAME_START);
    frame.capturedLength = seed.bytes.length;
    frame.linkType = this.#random.below(64) === 0 ? this.#pickSeed().linkType : seed.linkType;
    frame.timestampMicros += 1;

    for (let mutations = this.#random.below(4); mutations > 0 && frame.capturedLength > 0; mutations--) this.#mutate();
    frame.wireLength = frame.capturedLength;
    this.#cut();
    return frame;
  }

  #mutate(): void {
    const kind = this.#random.below(8);
    if (kind < 3) this.#flipBit();
    else if (kind < 6) this.#writeExtreme();
    else if (kind < 7) this.#overwrite();
    else this.#insert();
  }

  #flipBit(): void {
    this.frame.bytes[this.#position()]! ^= 1 << this.#random.below(8);
  }

  /** In one byte or in two, and sometimes the length of what follows, give or take one. */
  #writeExtreme(): void {
    const at = this.#position();
    const rest = FRAME_START + this.frame.capturedLength - at;
    const extreme = EXTREMES[this.#random.below(EXTREMES.length)]!;
    const value = this.#random.below(4) === 0 ? rest - 1 + this.#random.below(3) : extreme;
    if (rest > 1 && this.#random.below(2) === 0) {
      this.frame.bytes[at] = extreme === 0xff ? 0xff : value >> 8;
      this.frame.bytes[at + 1] = value;
    } else {
      this.frame.bytes[at] = value;
    }
  }

  /** Another frame's tail from some place on. */
  #overwrite(): void {
    const { bytes } = this.#pickSeed();
    const at = this.#position();
    const from = this.#random.below(bytes.length);
    this.frame.bytes.set(bytes.subarray(from), at);
    this.frame.capturedLength = at - FRAME_START + bytes.length - from;
    this.#limitLength();
  }

  /** A piece of the frame once more, in front of itself: headers inside the same headers. */
  #insert(): void {
    const at = this.#position();
    const rest = FRAME_START + this.frame.capturedLength - at;
    const length = Math.min(1 + this.#random.below(64), rest);
    this.frame.bytes.copyWithin(at + length, at, at + rest);
    this.frame.capturedLength += length;
    this.#limitLength();
  }

  #limitLength(): void {
    this.frame.capturedLength = Math.min(this.frame.capturedLength, LONGEST_FRAME / 2);
  }

  /** By the snap length, or on the wire; most frames not at all. */
  #cut(): void {
    const kind = this.#random.below(8);
    if (kind > 1) return;
    this.frame.capturedLength = this.#random.below(this.frame.capturedLength + 1);
    if (kind === 1) this.frame.wireLength = this.frame.capturedLength;
  }

  #position(): number {
    return FRAME_START + this.#random.below(this.frame.capturedLength);
  }

  #pickSeed(): SeedFrame {
    return this.#seeds[this.#random.below(this.#seeds.length)]!;
  }
}
