import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { EventsMessage, LiveMessage, MachineRow, SystemMessage, SystemPoint } from '../../../src/api/messages.ts';
import { OncePerSecond } from '../feed/once-per-second.ts';
import { joinPoints } from './join-points.ts';

// Snapshots come every few seconds, but not before a replay that runs as fast as it can lets them.
const STALE_SECONDS = 15;

interface MachineStateOptions {
  readonly clock: () => number;
  readonly nowMillis: ReadonlySignal<number>;
  readonly paused: ReadonlySignal<boolean>;
}

export interface MachineNews {
  readonly system?: SystemMessage;
  readonly events?: EventsMessage;
  readonly points?: readonly SystemPoint[];
  readonly machines?: readonly MachineRow[];
}

/** What the page knows of the machine that the probe runs on, and of other probes; `null` until it is first heard of. */
export class MachineState {
  readonly system = signal<SystemMessage | null>(null);
  readonly events = signal<EventsMessage | null>(null);
  /** Oldest first. */
  readonly points = signal<readonly SystemPoint[]>([]);
  readonly machines = signal<readonly MachineRow[] | null>(null);
  /** Why there is nothing to show, in one line. */
  readonly trouble: Signal<string | null> = signal(null);
  /** Seconds since the last snapshot where that is too long; else `null`. */
  readonly staleSeconds: ReadonlySignal<number | null>;

  readonly #options: MachineStateOptions;
  readonly #throttle: OncePerSecond;
  readonly #heardMillis = signal<number | null>(null);
  #pending: MachineNews = {};

  constructor(options: MachineStateOptions) {
    this.#options = options;
    this.#throttle = new OncePerSecond(() => this.#show(), options.clock);
    this.staleSeconds = computed(() => {
      const heard = this.#heardMillis.value;
      const seconds = heard === null ? 0 : (options.nowMillis.value - heard) / 1000;
      return seconds > STALE_SECONDS ? seconds : null;
    });
  }

  receive(news: MachineNews): void {
    if (news.system !== undefined) this.#heardMillis.value = this.#options.clock();
    const known = this.#pending.points ?? this.points.peek();
    this.#pending = { ...this.#pending, ...news, ...(news.points && { points: joinPoints(known, news.points) }) };
    this.#throttle.request();
  }

  /** Shows what came while the page was held still. */
  goOn(): void {
    this.#throttle.request();
  }

  #show(): void {
    if (this.#options.paused.peek()) return;
    const { system, events, points, machines } = this.#pending;
    this.#pending = {};
    batch(() => {
      if (system !== undefined) this.system.value = system;
      if (events !== undefined) this.events.value = events;
      if (points !== undefined) this.points.value = points;
      if (machines !== undefined) this.machines.value = machines;
      if (system !== undefined) this.trouble.value = null;
    });
  }
}

/** Messages about the machine have times of their own clock, and say nothing of windows. */
export function isAboutMachine(message: LiveMessage): boolean {
  return message.system !== undefined || message.events !== undefined;
}
