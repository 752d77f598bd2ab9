import type { FrameSink } from './frame.ts';

/** An interface frames are captured from. A pcapng file may have several, and add some while it is read. */
export interface CaptureInterface {
  readonly name: string | null;
  readonly linkType: number;
  /** The most bytes of a frame that are captured; 0 where there is no limit. */
  readonly snapLength: number;
}

/** Frames that existed but never reached the sink, counted since the source was opened. `null`: not known here, which is not zero. */
export interface Losses {
  /** Dropped by the network card before the kernel saw them. */
  readonly card: number | null;
  /** Dropped by the kernel because nobody emptied its buffer in time. */
  readonly kernel: number | null;
  /** How often the kernel's buffer was full. */
  readonly freezes: number | null;
  /** Dropped by this program after the kernel handed them over. */
  readonly probe: number | null;
}

/**
 * How a step left the source: `more` frames are there now; `idle`: none at the moment, or none that are due yet; `ended`: there will be none.
 */
export type SourceState = 'more' | 'idle' | 'ended';

/** Where frames come from: a live interface or a capture file. Frames are pulled, so that whoever pulls sets the pace. */
export interface FrameSource {
  /** What people call it: an interface's name or a path. */
  readonly name: string;
  readonly interfaces: readonly CaptureInterface[];
  /**
   * Delivers some frames to `sink`, at most about 20 ms worth of work, and says how things stand. The frames' bytes stay as they are until
   * the next step, or until the source is closed. Frames stamped later than
   * `dueMicros` are kept for a later step (files only; a live source ignores it). A live source waits for frames at most some tens of
   * milliseconds. Throws `CaptureError` when the source failed; what was delivered before stays true.
   */
  step(sink: FrameSink, dueMicros?: number): SourceState | Promise<SourceState>;
  losses(): Losses;
  close(): void | Promise<void>;
}

/** A capture source that could not be opened or went away. The message is one line: what failed, on what, and what to do. */
export class CaptureError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CaptureError';
    this.code = code;
  }
}
