// Runs once per frame: allocate nothing.

import type { FrameConsumer, FrameSink } from '../capture/frame.ts';
import { decodeFrame } from '../decode/decode-frame.ts';
import { Packet } from '../decode/packet.ts';
import type { OwnService } from '../inspect/services/service-index.ts';
import { Line, type LineOptions } from '../line/line.ts';
import type { LineWindow } from '../line/line-window.ts';
import { PREPARED_AT_ONCE } from '../traffic/conversation-table.ts';
import { type RandomWord, randomWord } from '../traffic/keyed-table.ts';
import { DEFAULT_LIMITS, type TrafficLimits } from '../traffic/limits.ts';
import { Traffic } from '../traffic/traffic.ts';
import type { TrafficWindow } from '../traffic/window.ts';

/** What is told of the line that it would else learn, as the configuration has it. */
export type KnownOfLine = Omit<LineOptions, 'random' | 'connections' | 'windows'>;

export interface AnalysisOptions {
  readonly limits?: Partial<TrafficLimits>;
  readonly line?: KnownOfLine;
  /** The user's own services. */
  readonly services?: readonly OwnService[];
  /** Called when a window closes. Without it windows close all the same, so that results do not depend on who looks. */
  readonly onWindow?: (window: TrafficWindow) => void;
  /** Called before it when a window of the line ends at the same moment, as most do (see `Line.closeSecond`). */
  readonly onLineWindow?: (window: LineWindow) => void;
  /** Seeds hashes; random unless a test wants the same run twice. */
  readonly random?: RandomWord;
}

/**
 * The hot half in one: decodes every frame, finds out which way it goes, counts it and follows the line. Live capture, replay and the
 * demonstration all run it.
 *
 * Frames are gone through in batches, so that the processor waits for the table rows of a whole batch at once. A frame's bytes must stay as
 * they are until `settle`, which whoever steps a source calls after each step. What comes out does not depend on where batches end.
 */
export class Analysis implements FrameConsumer {
  readonly traffic: Traffic;
  readonly line: Line;
  readonly #packets = Array.from({ length: PREPARED_AT_ONCE }, () => new Packet());
  #count = 0;

  constructor({ limits = {}, line = {}, services = [], onWindow, onLineWindow, random = randomWord }: AnalysisOptions = {}) {
    this.line = new Line({
      ...line,
      connections: limits.flows ?? DEFAULT_LIMITS.flows,
      random,
      windows: onLineWindow === undefined ? 'unread' : 'read',
    });
    this.traffic = new Traffic({
      limits,
      services,
      random,
      onClose: (span, isSilent) => {
        const window = this.line.closeSecond(span, isSilent);
        if (window !== null) onLineWindow?.(window);
      },
      ...(onWindow !== undefined && { onWindow }),
    });
  }

  /** Takes a frame in. */
  readonly sink: FrameSink = (frame) => {
    decodeFrame(frame, this.#packets[this.#count]!);
    this.#count += 1;
    if (this.#count === PREPARED_AT_ONCE) this.settle();
  };

  /** Counts all that was taken in. */
  settle(): void {
    const { traffic, line } = this;
    const packets = this.#packets;
    const count = this.#count;
    let first = 0;
    for (let index = 0; index < count; index += 1) {
      const packet = packets[index]!;
      if (!traffic.covers(packet)) {
        this.#finishRun(first, index);
        first = index;
        traffic.moveTo(packet);
      }
      line.direct(packet);
      traffic.prepare(packet);
    }
    this.#finishRun(first, count);
    this.#count = 0;
  }

  /** Closes windows that are over by the clock of a live source. */
  tick(nowMicros: number): void {
    this.traffic.tick(nowMicros);
  }

  /** Closes the window that is open: there are no more frames. */
  finish(): void {
    this.settle();
    this.traffic.finish();
  }

  /** Frames from `first` to before `end` lie in the open window. */
  #finishRun(first: number, end: number): void {
    this.traffic.countPrepared();
    this.line.touch(this.#packets, first, end);
    this.#observe(first, end);
  }

  /** A function of its own, so that V8 puts into it what a frame passes through, and not what comes before. */
  #observe(first: number, end: number): void {
    for (let index = first; index < end; index += 1) this.line.observe(this.#packets[index]!);
  }
}
