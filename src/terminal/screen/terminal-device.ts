import type { FrameWriter } from './frame-writer.ts';
import { type Key, KeyDecoder } from './key-decoder.ts';
import { ScreenBuffer } from './screen-buffer.ts';

/** Alternate screen on, cursor hidden, no wrapping at the right edge (xterm's control sequences; DECAWM). */
const ENTER = '\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[0m\u001b[2J';
/** Cleared first: tmux, where it was resized, would leave rows of the alternate screen on the other. */
const LEAVE = '\u001b[0m\u001b[H\u001b[2J\u001b[?7h\u001b[?25h\u001b[?1049l';
/** An escape that nothing follows for so long was the key. Over a slow line the rest of a sequence may take its time. */
const ESCAPE_MILLIS = 60;
/** A terminal that says nothing of its size, or something odd. */
const USUAL = { columns: 80, rows: 24 } as const;
const MOST_CELLS = { columns: 500, rows: 200 } as const;

/** The part of `process.stdin` that is needed. */
export interface KeyStream {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  off(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** The part of `process.stdout` that is needed. Terminals are written to at once, so that also the last words arrive. */
export interface ScreenStream {
  readonly columns?: number;
  readonly rows?: number;
  readonly writableLength?: number;
  write(text: string): unknown;
  on(event: 'resize', listener: () => void): unknown;
  off(event: 'resize', listener: () => void): unknown;
}

export interface DeviceOptions {
  readonly input: KeyStream;
  readonly output: ScreenStream;
  readonly writer: FrameWriter;
  readonly onKey: (key: Key) => void;
  readonly onResize: () => void;
}

/** The terminal, taken over and given back as it was. */
export class TerminalDevice {
  readonly #options: DeviceOptions;
  readonly #keys = new KeyDecoder();
  #isOpen = false;
  #escapeTimer: NodeJS.Timeout | null = null;

  constructor(options: DeviceOptions) {
    this.#options = options;
  }

  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    const { input, output, writer } = this.#options;
    writer.forget();
    input.setRawMode?.(true);
    input.on('data', this.#read);
    input.resume();
    output.on('resize', this.#resize);
    output.write(ENTER);
  }

  /** Gives the terminal back. May be called at any time and more than once, also while the process ends. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const { input, output } = this.#options;
    if (this.#escapeTimer !== null) clearTimeout(this.#escapeTimer);
    input.off('data', this.#read);
    output.off('resize', this.#resize);
    output.write(LEAVE);
    input.setRawMode?.(false);
    input.pause();
  }

  /** An empty frame as large as the terminal. */
  frame(): ScreenBuffer {
    const { columns = 0, rows = 0 } = this.#options.output;
    return new ScreenBuffer(
      Math.min(columns > 0 ? columns : USUAL.columns, MOST_CELLS.columns),
      Math.min(rows > 0 ? rows : USUAL.rows, MOST_CELLS.rows),
    );
  }

  /** Shows a frame with one write, or leaves it out where the terminal has not taken the one before yet. */
  show(frame: ScreenBuffer): void {
    const { output, writer } = this.#options;
    if (!this.#isOpen || (output.writableLength ?? 0) > 0) return;
    const text = writer.write(frame);
    if (text !== '') output.write(text);
  }

  /** Writes the whole screen at the next frame. */
  refresh(): void {
    this.#options.writer.forget();
  }

  #read = (chunk: Uint8Array): void => {
    if (this.#escapeTimer !== null) clearTimeout(this.#escapeTimer);
    this.#escapeTimer = null;
    for (const key of this.#keys.read(chunk)) this.#options.onKey(key);
    if (!this.#keys.isWaiting) return;
    this.#escapeTimer = setTimeout(() => {
      for (const key of this.#keys.giveUpWaiting()) this.#options.onKey(key);
    }, ESCAPE_MILLIS);
  };

  #resize = (): void => this.#options.onResize();
}
