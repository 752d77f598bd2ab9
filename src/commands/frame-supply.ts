import type { LossCounts, SourceCondition } from '../api/messages.ts';
import type { FrameSink } from '../capture/frame.ts';
import type { CaptureInterface, SourceState } from '../capture/source.ts';

/** Wall clock, monotonic clock and waiting, passed in so that tests own time. */
export interface Clock {
  /** Milliseconds since 1970; may jump. */
  readonly wallMillis: () => number;
  /** Milliseconds that never go back. */
  readonly monotonicMillis: () => number;
  /** Lets messages in, and waits so long. */
  readonly pause: (millis: number) => Promise<void>;
}

/** How a supply is doing. `capturing` before the first frame is what everybody else calls `waiting`. */
export interface SupplyState {
  readonly condition: Exclude<SourceCondition, 'waiting'>;
  /** What is wrong and what to do, in one line; null when nothing is. */
  readonly reason: string | null;
  readonly remarks: readonly string[];
}

/** Frames for the capture loop at the pace they are due, from an interface, the demonstration or files; it outlives failures of its source. */
export interface FrameSupply {
  readonly name: string;
  readonly driver: string | null;
  readonly interfaces: readonly CaptureInterface[];
  /** As a `FrameSource`'s step, but never throws because of the source, and knows itself what is due. */
  step(sink: FrameSink): SourceState | Promise<SourceState>;
  /** After `idle`: how long there is nothing to do, in milliseconds. */
  idleMillis(): number;
  /** Up to when packet time is over, in microseconds, whether frames came or not; null where only frames move it. */
  settledMicros(): number | null;
  state(): SupplyState;
  losses(): LossCounts;
  close(): void | Promise<void>;
}

/** Waits are cut into pieces of this length, so that questions are answered meanwhile. */
export const LONGEST_PAUSE_MILLIS = 50;
