import type { CollectorTable } from './collect/all-collectors.ts';
import type { Moment, Schedule } from './collect/collector.ts';
import { CollectorRun } from './collector-run.ts';
import type { CollectorName, Readings, SystemSnapshot } from './snapshot.ts';

export interface MonitorClock {
  readonly wallMillis: () => number;
  /** From an arbitrary start; never goes backwards; with fractions, because runs are timed by it. */
  readonly monotonicMillis: () => number;
}

export interface MonitorOptions {
  readonly collectors: CollectorTable;
  readonly clock: MonitorClock;
  readonly schedule: Schedule;
  readonly intervalSeconds: number;
}

export type SnapshotListener = (snapshot: SystemSnapshot) => void;

/** How long a collector may wait, as a share of the interval, and at most. */
const WAITING_SHARE = 0.5;
const LONGEST_WAIT_MILLIS = 2000;
/** Snapshots nearer to each other would make rates of next to nothing. */
const SHORTEST_SECONDS = 0.001;

/** Takes a snapshot of the machine at every interval, and keeps the latest. */
export class SystemMonitor {
  readonly #options: MonitorOptions;
  readonly #runs: readonly CollectorRun<CollectorName>[];
  readonly #listeners = new Set<SnapshotListener>();
  #latest: SystemSnapshot | null = null;
  #lastMillis: number | null = null;
  #collectingMillis = 0;
  #underWay: Promise<SystemSnapshot> | null = null;
  #cancel: (() => void) | null = null;

  constructor(options: MonitorOptions) {
    this.#options = options;
    const limitMillis = Math.min(LONGEST_WAIT_MILLIS, options.intervalSeconds * 1000 * WAITING_SHARE);
    const runOptions = { monotonicMillis: options.clock.monotonicMillis, schedule: options.schedule, limitMillis };
    const names = Object.keys(options.collectors) as CollectorName[];
    this.#runs = names.map((name) => new CollectorRun(name, options.collectors[name], runOptions));
  }

  latest(): SystemSnapshot | null {
    return this.#latest;
  }

  /** How long reading for the latest snapshot held up the thread, in milliseconds: all of what it took but waiting. 0 before the first. */
  get collectingMillis(): number {
    return this.#collectingMillis;
  }

  /** Calls the listener with every snapshot from now on; returns what ends that. */
  onSnapshot(listener: SnapshotListener): () => void {
    const own: SnapshotListener = (snapshot) => listener(snapshot);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** Takes the first snapshot at once, the next ones at every interval. */
  start(): void {
    if (this.#cancel === null) this.#tick();
  }

  /** A snapshot that is under way is still told to the listeners. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  /** Takes a snapshot now; the one under way, where there is one. */
  collectOnce(): Promise<SystemSnapshot> {
    this.#underWay ??= this.#collect().finally(() => {
      this.#underWay = null;
    });
    return this.#underWay;
  }

  /** Plans the next one first: how long one takes must not move the others. */
  #tick(): void {
    this.#cancel = this.#options.schedule(() => this.#tick(), this.#options.intervalSeconds * 1000);
    void this.collectOnce();
  }

  async #collect(): Promise<SystemSnapshot> {
    const moment = this.#nextMoment();
    const running = this.#runs.map((run) => run.run(moment));
    this.#collectingMillis = this.#options.clock.monotonicMillis() - moment.monotonicMillis;
    const outcomes = await Promise.all(running);
    const readings = Object.fromEntries(outcomes.map(({ state, reading }) => [state.name, reading])) as unknown as Readings;
    const collectors = outcomes.map(({ state }) => state);
    const snapshot: SystemSnapshot = { atMillis: moment.atMillis, seconds: moment.seconds, ...readings, collectors };
    this.#latest = snapshot;
    for (const listener of this.#listeners) listener(snapshot);
    return snapshot;
  }

  #nextMoment(): Moment {
    const { clock, intervalSeconds } = this.#options;
    const monotonicMillis = clock.monotonicMillis();
    const seconds = this.#lastMillis === null ? intervalSeconds : (monotonicMillis - this.#lastMillis) / 1000;
    this.#lastMillis = monotonicMillis;
    return { atMillis: Math.round(clock.wallMillis()), monotonicMillis, seconds: Math.max(SHORTEST_SECONDS, seconds) };
  }
}
