import type { LossCounts } from '../api/messages.ts';
import type { FileSource } from '../capture/file/file-source.ts';
import type { Frame, FrameSink } from '../capture/frame.ts';
import { CaptureError, type CaptureInterface, type SourceState } from '../capture/source.ts';
import { type Clock, type FrameSupply, LONGEST_PAUSE_MILLIS, type SupplyState } from './frame-supply.ts';

/** Between the last frame of one round and the first of the next. */
const SEAM_MICROS = 20_000;
/** After a longer sleep of the machine, or a jump of its clock, time starts anew instead of being caught up with. */
const LONGEST_LAG_ROUNDS = 3;
const GRACE_MILLIS = 250;

export interface DemonstrationOptions {
  /** Opens the bundled capture at its beginning. */
  readonly open: () => Promise<FileSource>;
  readonly clock: Clock;
}

/**
 * Plays the bundled capture over and over, stamped as if it happened now. The round before the first is delivered at once, so that there is
 * something to look at from the start. Nothing was lost and nothing can be: losses are not known.
 */
export class DemonstrationSupply implements FrameSupply {
  readonly name: string;
  readonly driver = null;

  readonly #open: () => Promise<FileSource>;
  readonly #clock: Clock;
  readonly #firstMicros: number;
  readonly #roundMicros: number;
  #source: FileSource;
  #roundStartMicros: number;

  /** Reads the capture once to know how long it is. Throws `CaptureError`. */
  static async open(options: DemonstrationOptions): Promise<DemonstrationSupply> {
    const { firstMicros, lastMicros } = await measure(await options.open());
    return new DemonstrationSupply(options, { firstMicros, lastMicros, source: await options.open() });
  }

  private constructor(
    { open, clock }: DemonstrationOptions,
    { firstMicros, lastMicros, source }: { firstMicros: number; lastMicros: number; source: FileSource },
  ) {
    this.#open = open;
    this.#clock = clock;
    this.#firstMicros = firstMicros;
    this.#roundMicros = lastMicros - firstMicros + SEAM_MICROS;
    this.#source = source;
    this.name = 'demonstration';
    this.#roundStartMicros = this.#nowMicros() - this.#roundMicros;
  }

  get interfaces(): readonly CaptureInterface[] {
    return this.#source.interfaces;
  }

  step(sink: FrameSink): SourceState | Promise<SourceState> {
    this.#followClock();
    const shiftMicros = this.#roundStartMicros - this.#firstMicros;
    const shifted = (frame: Frame) => {
      const recordedMicros = frame.timestampMicros;
      frame.timestampMicros = recordedMicros + shiftMicros;
      sink(frame);
      // The source looks at its frame again.
      frame.timestampMicros = recordedMicros;
    };
    const step = this.#source.step(shifted, this.#nowMicros() - shiftMicros);
    return typeof step === 'string' ? this.#goOn(step) : step.then((state) => this.#goOn(state));
  }

  idleMillis(): number {
    const nextMicros = this.#source.nextFrameMicros ?? this.#firstMicros;
    const dueMicros = nextMicros - this.#firstMicros + this.#roundStartMicros;
    return Math.min(LONGEST_PAUSE_MILLIS, Math.max(1, (dueMicros - this.#nowMicros()) / 1000));
  }

  settledMicros(): number {
    return (this.#clock.wallMillis() - GRACE_MILLIS) * 1000;
  }

  state(): SupplyState {
    return { condition: 'capturing', reason: null, remarks: [] };
  }

  losses(): LossCounts {
    return this.#source.losses();
  }

  async close(): Promise<void> {
    await this.#source.close();
  }

  #nowMicros(): number {
    return this.#clock.wallMillis() * 1000;
  }

  async #goOn(state: SourceState): Promise<SourceState> {
    if (state !== 'ended') return state;
    await this.#source.close();
    this.#source = await this.#open();
    this.#roundStartMicros += this.#roundMicros;
    return 'more';
  }

  #followClock(): void {
    const lagMicros = this.#nowMicros() - this.#roundStartMicros;
    if (lagMicros < LONGEST_LAG_ROUNDS * this.#roundMicros && lagMicros > -this.#roundMicros) return;
    this.#roundStartMicros = this.#nowMicros();
  }
}

async function measure(source: FileSource): Promise<{ firstMicros: number; lastMicros: number }> {
  let firstMicros = Number.POSITIVE_INFINITY;
  let lastMicros = Number.NEGATIVE_INFINITY;
  const sink = (frame: Frame) => {
    firstMicros = Math.min(firstMicros, frame.timestampMicros);
    lastMicros = Math.max(lastMicros, frame.timestampMicros);
  };
  while ((await source.step(sink)) !== 'ended');
  await source.close();
  if (lastMicros < firstMicros) throw new CaptureError('empty', `${source.name}: there is no frame in it to demonstrate with`);
  return { firstMicros, lastMicros };
}
