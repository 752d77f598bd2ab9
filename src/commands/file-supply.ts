import type { LossCounts } from '../api/messages.ts';
import type { FileSource } from '../capture/file/file-source.ts';
import type { FrameSink } from '../capture/frame.ts';
import { linkTypeName } from '../capture/link-type.ts';
import { Pace } from '../capture/pace.ts';
import { CaptureError, type CaptureInterface, type SourceState } from '../capture/source.ts';
import { isDecodedLinkType } from '../decode/link/link-types.ts';
import { type Clock, type FrameSupply, LONGEST_PAUSE_MILLIS, type SupplyState } from './frame-supply.ts';

/** What is said about files is bounded, however many there are. */
const MAX_REMARKS = 20;

export interface FileSupplyOptions {
  /** Opened, at their beginnings, in the order they are to be read; at least one. Owned from here on. */
  readonly sources: readonly FileSource[];
  readonly speed: 'max' | number;
  readonly clock: Clock;
}

/** Plays capture files one after the other, each once. A damaged file ends where the damage is, which is a remark. */
export class FileSupply implements FrameSupply {
  readonly name: string;
  readonly driver = null;

  readonly #sources: readonly FileSource[];
  readonly #pace: Pace;
  readonly #clock: Clock;
  readonly #remarks: string[] = [];
  #index = 0;

  constructor({ sources, speed, clock }: FileSupplyOptions) {
    this.#sources = sources;
    this.#pace = new Pace({ speed });
    this.#clock = clock;
    const first = sources[0]?.name ?? '';
    this.name = sources.length === 1 ? first : `${first} and ${sources.length - 1} more`;
  }

  /** Of all files: all that is known of them so far. */
  get interfaces(): readonly CaptureInterface[] {
    return this.#sources.flatMap((source) => source.interfaces);
  }

  step(sink: FrameSink): SourceState | Promise<SourceState> {
    const source = this.#sources[this.#index];
    if (source === undefined) return 'ended';
    try {
      const step = source.step(sink, this.#pace.dueMicros(this.#clock.monotonicMillis()));
      if (typeof step !== 'string') return step.then((state) => this.#goOn(state)).catch((error) => this.#giveUp(source, error));
      return step === 'ended' ? this.#goOn(step) : step;
    } catch (error) {
      return this.#giveUp(source, error);
    }
  }

  idleMillis(): number {
    const nextMicros = this.#sources[this.#index]?.nextFrameMicros ?? null;
    if (nextMicros === null) return 0;
    return Math.min(LONGEST_PAUSE_MILLIS, this.#pace.waitMillis(nextMicros, this.#clock.monotonicMillis()));
  }

  settledMicros(): null {
    return null;
  }

  state(): SupplyState {
    const condition = this.#index < this.#sources.length ? 'capturing' : 'ended';
    return { condition, reason: null, remarks: this.#remarks };
  }

  losses(): LossCounts {
    return { card: null, kernel: null, freezes: null, probe: null };
  }

  async close(): Promise<void> {
    for (const source of this.#sources.slice(this.#index)) await source.close();
  }

  async #goOn(state: SourceState): Promise<SourceState> {
    if (state !== 'ended') return state;
    const source = this.#sources[this.#index]!;
    if (source.damage !== null) {
      this.#remark(
        `${source.name}: damaged at byte ${source.damage.offset}: ${source.damage.reason}; everything before it counts.`,
      );
    }
    const undecoded = source.interfaces.map(({ linkType }) => linkType).filter((linkType) => !isDecodedLinkType(linkType));
    for (const linkType of new Set(undecoded)) {
      this.#remark(
        `${source.name}: link type ${linkTypeName(linkType)} has no decoder; its frames are counted and not looked into.`,
      );
    }
    await source.close();
    this.#index += 1;
    return this.#index < this.#sources.length ? 'more' : 'ended';
  }

  async #giveUp(source: FileSource, error: unknown): Promise<SourceState> {
    if (!(error instanceof CaptureError)) throw error;
    this.#remark(error.message);
    await source.close();
    return await this.#goOn('ended');
  }

  #remark(text: string): void {
    if (this.#remarks.length < MAX_REMARKS) this.#remarks.push(text);
  }
}
