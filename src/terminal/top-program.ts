import { FrameWriter } from './screen/frame-writer.ts';
import type { Key } from './screen/key-decoder.ts';
import { colorsOf, speaksUnicode } from './screen/style.ts';
import { type KeyStream, type ScreenStream, TerminalDevice } from './screen/terminal-device.ts';
import type { Session } from './session.ts';

export interface ProgramOptions {
  readonly input: KeyStream;
  readonly output: ScreenStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** New figures are shown this often; keys are answered at once. */
  readonly refreshMillis: number;
  readonly monotonicMillis: () => number;
  /** Stops the process until the shell lets it go on; the terminal has been given back. */
  readonly suspend: () => void;
}

/** What somebody asked for by opening something or pressing a key is shown as it comes, for so long. */
const EAGER_MILLIS = 1_000;

/** The program on the terminal: shows the session that is on top, and draws again when there is something new. */
export class TopProgram {
  readonly #options: ProgramOptions;
  readonly #device: TerminalDevice;
  readonly #sessions: Session[] = [];
  readonly #ended: Promise<void>;
  #end: () => void = () => {};
  #drawnAtMillis = Number.NEGATIVE_INFINITY;
  #eagerUntilMillis = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #drawing: NodeJS.Immediate | null = null;

  constructor(options: ProgramOptions) {
    this.#options = options;
    const { input, output, environment } = options;
    const writer = new FrameWriter({ colors: colorsOf(environment), isUnicode: speaksUnicode(environment) });
    this.#device = new TerminalDevice({
      input,
      output,
      writer,
      onKey: (key) => this.#press(key),
      onResize: () => this.drawSoon(),
    });
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Shows a session over those there are. */
  open(session: Session): void {
    this.#sessions.push(session);
    this.#expectNews();
    this.drawSoon();
  }

  /** Takes the terminal over until somebody quits; `close` gives it back. */
  async run(): Promise<void> {
    this.#device.open();
    this.drawSoon();
    await this.#ended;
  }

  /** Ends `run`. */
  quit(): void {
    this.#end();
  }

  /** Gives the terminal back, at any time and more than once, also while the process ends. */
  close(): void {
    this.#device.close();
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#drawing !== null) clearImmediate(this.#drawing);
    for (const session of this.#sessions.splice(0)) session.close();
  }

  /** There are new figures: they are shown when it is time again. */
  drawWhenDue(): void {
    const now = this.#options.monotonicMillis();
    const wait = this.#drawnAtMillis + this.#options.refreshMillis - now;
    if (wait <= 0 || now < this.#eagerUntilMillis) this.drawSoon();
    else this.#timer ??= setTimeout(() => this.#draw(), wait);
  }

  /** Draws once what is being worked on is done, however often it is asked for. */
  drawSoon(): void {
    this.#drawing ??= setImmediate(() => this.#draw());
  }

  /** After the shell let the process go on. */
  resume(): void {
    this.#device.open();
    this.drawSoon();
  }

  #draw(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#drawing !== null) clearImmediate(this.#drawing);
    this.#drawing = null;
    this.#drawnAtMillis = this.#options.monotonicMillis();
    const frame = this.#device.frame();
    this.#sessions.at(-1)?.draw(frame);
    this.#device.show(frame);
  }

  #expectNews(): void {
    this.#eagerUntilMillis = this.#options.monotonicMillis() + EAGER_MILLIS;
  }

  #press(key: Key): void {
    this.#expectNews();
    const request = this.#sessions.at(-1)?.press(key) ?? null;
    if (request === 'quit' || (request === 'leave' && this.#sessions.length === 1)) {
      this.quit();
      return;
    }
    if ((request === 'leave' || request === 'back') && this.#sessions.length > 1) this.#sessions.pop()!.close();
    if (request === 'refresh') this.#device.refresh();
    if (request === 'suspend') {
      this.#device.close();
      this.#options.suspend();
      return;
    }
    this.drawSoon();
  }
}
