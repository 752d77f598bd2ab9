import type { LossCounts } from '../api/messages.ts';
import type { FrameSink } from '../capture/frame.ts';
import type { LiveSource } from '../capture/live/live-source.ts';
import { CaptureError, type CaptureInterface, type SourceState } from '../capture/source.ts';
import { type Clock, type FrameSupply, LONGEST_PAUSE_MILLIS, type SupplyState } from './frame-supply.ts';

const RETRY_MILLIS = 3000;
/** Frames reach us this late at most: the kernel hands over a block that does not fill up after 60 ms. */
const GRACE_MILLIS = 250;

export interface LiveSupplyOptions {
  /** Opens the interface, at first and again after a failure. */
  readonly open: () => Promise<LiveSource>;
  /** Says by what a source captures. */
  readonly driverOf: (source: LiveSource) => string;
  readonly clock: Clock;
}

/** Frames of an interface. When the source fails, tries every few seconds to open it again. */
export class LiveSupply implements FrameSupply {
  readonly driver: string;
  readonly name: string;

  readonly #open: () => Promise<LiveSource>;
  readonly #clock: Clock;
  #interfaces: readonly CaptureInterface[];
  #source: LiveSource | null;
  #failure: string | null = null;
  #retryAtMillis = 0;
  #lossesBefore: LossCounts = { card: null, kernel: null, freezes: null, probe: null };
  #remarks: readonly string[];

  /** Throws `CaptureError` when the interface cannot be opened the first time. */
  static async open(options: LiveSupplyOptions): Promise<LiveSupply> {
    return new LiveSupply(options, await options.open());
  }

  private constructor(options: LiveSupplyOptions, source: LiveSource) {
    this.#open = options.open;
    this.#clock = options.clock;
    this.driver = options.driverOf(source);
    this.name = source.name;
    this.#source = source;
    this.#interfaces = source.interfaces;
    this.#remarks = source.remarks;
  }

  get interfaces(): readonly CaptureInterface[] {
    return this.#source?.interfaces ?? this.#interfaces;
  }

  step(sink: FrameSink): SourceState | Promise<SourceState> {
    if (this.#source === null) return this.#retry();
    try {
      const step = this.#source.step(sink);
      return typeof step === 'string'
        ? this.#check(step)
        : step.then((state) => this.#check(state)).catch((error) => this.#fail(error));
    } catch (error) {
      return this.#fail(error);
    }
  }

  /** An open source waits by itself, inside `step`. */
  idleMillis(): number {
    return this.#source === null ? LONGEST_PAUSE_MILLIS : 0;
  }

  settledMicros(): number {
    return (this.#clock.wallMillis() - GRACE_MILLIS) * 1000;
  }

  state(): SupplyState {
    const remarks = this.#source?.remarks ?? this.#remarks;
    if (this.#source === null) return { condition: 'gone', reason: this.#failure, remarks };
    switch (this.#source.state) {
      case 'up':
        return { condition: 'capturing', reason: null, remarks };
      case 'down':
        return {
          condition: 'down',
          reason: `${this.name} has no link: check the cable, and: sudo ip link set ${this.name} up`,
          remarks,
        };
      case 'gone':
        return {
          condition: 'gone',
          reason: `there is no interface ${this.name} at the moment: plug it in or create it again`,
          remarks,
        };
    }
  }

  losses(): LossCounts {
    return this.#source === null ? this.#lossesBefore : addLosses(this.#lossesBefore, this.#source.losses());
  }

  async close(): Promise<void> {
    await this.#source?.close();
  }

  /** A live source does not end by itself. */
  #check(state: SourceState): SourceState | Promise<SourceState> {
    return state === 'ended' ? this.#fail(new CaptureError('ended', `capturing on ${this.name} ended`)) : state;
  }

  async #fail(error: unknown): Promise<SourceState> {
    if (!(error instanceof CaptureError)) throw error;
    const source = this.#source!;
    this.#lossesBefore = addLosses(this.#lossesBefore, source.losses());
    this.#interfaces = source.interfaces;
    this.#remarks = source.remarks;
    this.#source = null;
    this.#failure = error.message;
    this.#retryAtMillis = this.#clock.monotonicMillis() + RETRY_MILLIS;
    await source.close();
    return 'idle';
  }

  async #retry(): Promise<SourceState> {
    if (this.#clock.monotonicMillis() < this.#retryAtMillis) return 'idle';
    this.#retryAtMillis = this.#clock.monotonicMillis() + RETRY_MILLIS;
    try {
      this.#source = await this.#open();
      this.#failure = null;
      return 'more';
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
      this.#failure = error.message;
      return 'idle';
    }
  }
}

function addLosses(first: LossCounts, second: LossCounts): LossCounts {
  return {
    card: addKnown(first.card, second.card),
    kernel: addKnown(first.kernel, second.kernel),
    freezes: addKnown(first.freezes, second.freezes),
    probe: addKnown(first.probe, second.probe),
  };
}

function addKnown(first: number | null, second: number | null): number | null {
  return first === null && second === null ? null : (first ?? 0) + (second ?? 0);
}
