import type { CountedFrame } from './ledger.ts';

const WINDOW_MICROS = 1_000_000;
/** A line that was silent for longer than that has no windows for the silence. */
const LONGEST_SILENCE_MICROS = 3600 * WINDOW_MICROS;
/** Frames are stamped on several processors and may be a little late; a step further back is a clock that was set. */
const LATEST_MICROS = 60 * WINDOW_MICROS;

/** Which window of packet time is open: [end - 1 s, end), on whole seconds since 1970. */
export class WindowClock {
  isOpen = false;
  /** One past the open window's last microsecond; the end of the last window where none is open. */
  end = 0;
  #start = 0;
  #earliest = 0;
  /** The latest end a window has had: silence is only told once. */
  #latestEnd = 0;

  readonly seconds = WINDOW_MICROS / 1e6;

  get startMicros(): number {
    return this.#start;
  }

  get endMicros(): number {
    return this.end;
  }

  /** When the windows that are closed end: as of then, tables answer. */
  get closedMicros(): number {
    return this.isOpen ? this.#start : this.end;
  }

  /** Whether a frame counts in the open window: it lies in it, or is at most a minute late. */
  covers(frame: CountedFrame): boolean {
    const micros = frame.timestampMicros;
    return this.isOpen && micros < this.end && micros >= this.#earliest;
  }

  /** Opens the window that `micros` lies in. */
  start(micros: number): void {
    this.isOpen = true;
    this.#open(Math.floor(micros / WINDOW_MICROS) * WINDOW_MICROS);
  }

  /** Whether the next second's window should be opened on the way to `micros`, or the silence is too long, or time went back. */
  mayFollow(micros: number): boolean {
    return micros >= this.end && micros - this.end <= LONGEST_SILENCE_MICROS && this.end >= this.#latestEnd;
  }

  /** Opens the window that follows. */
  advance(): void {
    this.#open(this.end);
  }

  stop(): void {
    this.isOpen = false;
  }

  #open(start: number): void {
    this.#start = start;
    this.end = start + WINDOW_MICROS;
    this.#earliest = start - LATEST_MICROS;
    this.#latestEnd = Math.max(this.#latestEnd, this.end);
  }
}
