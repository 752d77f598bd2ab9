// Runs once per frame: allocate nothing.

import type { FrameSink } from '../capture/frame.ts';
import { decodeFrame } from '../decode/decode-frame.ts';
import { Packet } from '../decode/packet.ts';
import { PREPARED_AT_ONCE } from '../traffic/conversation-table.ts';
import type { Traffic } from '../traffic/traffic.ts';

/**
 * The hot half in one: decodes every frame and counts it. Live capture, replay and the demonstration all run it.
 *
 * Frames are gone through in batches, so that the processor waits for the table rows of a whole batch at once. A frame's bytes must stay as
 * they are until `settle`, which whoever steps a source calls after each step. What comes out does not depend on where batches end.
 */
export class Analysis {
  readonly #traffic: Traffic;
  readonly #packets = Array.from({ length: PREPARED_AT_ONCE }, () => new Packet());
  #count = 0;

  constructor(traffic: Traffic) {
    this.#traffic = traffic;
  }

  /** Takes a frame in. */
  readonly sink: FrameSink = (frame) => {
    decodeFrame(frame, this.#packets[this.#count]!);
    this.#count += 1;
    if (this.#count === PREPARED_AT_ONCE) this.settle();
  };

  /** Counts all that was taken in. */
  settle(): void {
    const traffic = this.#traffic;
    const count = this.#count;
    for (let index = 0; index < count; index += 1) {
      const packet = this.#packets[index]!;
      if (!traffic.covers(packet)) {
        traffic.countPrepared();
        traffic.moveTo(packet);
      }
      traffic.prepare(packet);
    }
    traffic.countPrepared();
    this.#count = 0;
  }

  /** Closes windows that are over by the clock of a live source. */
  tick(nowMicros: number): void {
    this.#traffic.tick(nowMicros);
  }

  /** Closes the window that is open: there are no more frames. */
  finish(): void {
    this.settle();
    this.#traffic.finish();
  }
}
