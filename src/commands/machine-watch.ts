import { statfs } from 'node:fs/promises';
import { machine, networkInterfaces } from 'node:os';
import type { HistoryPoint, MachineSource } from '../api/machine-source.ts';
import type { FigureLevel } from '../api/messages.ts';
import type { Config } from '../config/shape.ts';
import { createCollectors } from '../system/collect/all-collectors.ts';
import type { Schedule } from '../system/collect/collector.ts';
import { measureOwnUsage } from '../system/collect/probe-cost-usage.ts';
import type { SystemEvent } from '../system/event-row.ts';
import { SystemEvents } from '../system/events/events.ts';
import { withoutHidden } from '../system/hidden.ts';
import { type HistoryQuestion, SystemHistory } from '../system/history.ts';
import type { FigureName, ItemFigureName } from '../system/history-figures.ts';
import { SystemMonitor } from '../system/monitor.ts';
import type { ProcessReading } from '../system/process-readings.ts';
import type { SystemSnapshot } from '../system/snapshot.ts';
import { judge } from '../system/thresholds/judge.ts';
import { type ProcessLevels, processLevels } from '../system/thresholds/process-levels.ts';
import type { WatchState } from '../system/watch/process-watch.ts';
import { ProcessWatches } from '../system/watch/process-watches.ts';

const ROOTS = { proc: '/proc', sys: '/sys', etc: '/etc', run: '/run' };

/** What happens later does not keep the process from ending. */
const SCHEDULE: Schedule = (callback, millis) => {
  const timer = setTimeout(callback, millis).unref();
  return () => clearTimeout(timer);
};

/** Watches the machine that this process runs on: its snapshots, what is wrong with them, and the last hour. */
export class MachineWatch implements MachineSource {
  readonly config: Config['system'];
  readonly #monitor: SystemMonitor;
  readonly #events: SystemEvents;
  readonly #watches: ProcessWatches;
  readonly #history = new SystemHistory();
  readonly #listeners = new Set<() => void>();
  #snapshot: SystemSnapshot | null = null;
  #watched: readonly WatchState[] = [];
  #levels: readonly FigureLevel[] | null = null;

  constructor(config: Config['system']) {
    this.config = config;
    this.#events = new SystemEvents(config);
    this.#watches = new ProcessWatches(config.processes);
    this.#monitor = new SystemMonitor({
      collectors: createCollectors({
        roots: ROOTS,
        addresses: networkInterfaces,
        machine,
        statfs,
        schedule: SCHEDULE,
        looksForContainers: config.containers,
        usage: measureOwnUsage(),
        collectingMillis: () => this.#monitor.collectingMillis,
      }),
      clock: { wallMillis: Date.now, monotonicMillis: () => performance.now() },
      schedule: SCHEDULE,
      intervalSeconds: config.intervalSeconds,
    });
    this.#monitor.onSnapshot((snapshot) => this.#take(snapshot));
  }

  /** Takes the first snapshot, and goes on with the next ones. */
  async start(): Promise<void> {
    this.#monitor.start();
    await this.#monitor.collectOnce();
  }

  stop(): void {
    this.#monitor.stop();
  }

  snapshot(): SystemSnapshot | null {
    return this.#snapshot;
  }

  levels(): readonly FigureLevel[] {
    if (this.#snapshot === null) return [];
    this.#levels ??= judge(this.#snapshot, this.config).map(({ metric, item, level }) => ({ metric, item, level }));
    return this.#levels;
  }

  processLevels(process: ProcessReading): ProcessLevels {
    return processLevels(process, this.config);
  }

  history(question: HistoryQuestion): readonly HistoryPoint[] {
    return this.#history.points(question);
  }

  /** One figure of the last hour, oldest first; of an interface or a disk with its name. */
  series(figure: FigureName | ItemFigureName, item?: string): readonly (readonly [atMillis: number, value: number])[] {
    return this.#history.series(figure, item);
  }

  events(): readonly SystemEvent[] {
    return this.#events.list();
  }

  /** Forgets events that are over: those that only warned, or all. */
  clearEvents(kind: 'warning' | 'all'): void {
    this.#events.clear(kind);
  }

  /** How the watches over processes are doing, in the configuration's order. */
  watched(): readonly WatchState[] {
    return this.#watched;
  }

  onSnapshot(listener: () => void): () => void {
    const own = (): void => listener();
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  #take(whole: SystemSnapshot): void {
    const { hideInterfaces, hideDisks, hideFileSystems } = this.config;
    const snapshot = withoutHidden(whole, { interfaces: hideInterfaces, disks: hideDisks, fileSystems: hideFileSystems });
    this.#snapshot = snapshot;
    this.#levels = null;
    this.#watched = this.#watches.observe(snapshot);
    this.#events.observe(snapshot, this.#watched);
    this.#history.add(snapshot);
    for (const listener of this.#listeners) listener();
  }
}
