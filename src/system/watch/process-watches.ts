import type { ProcessReading } from '../process-readings.ts';
import type { SystemSnapshot } from '../snapshot.ts';
import { ProcessPattern } from './process-pattern.ts';
import type { ProcessWatch, WatchBreach, WatchState } from './process-watch.ts';
import { findExcesses, type WatchExcess } from './watch-excess.ts';
import { describeBreach } from './watch-message.ts';
import { wholeSubject } from './watch-subject.ts';

/** Since when a limit is exceeded. */
interface Span {
  readonly sinceAtMillis: number;
  readonly seconds: number;
}

/** Which watches a process matches, for as long as it has the same name and arguments. */
interface Matches {
  readonly name: string;
  readonly command: readonly string[];
  readonly watches: readonly boolean[];
}

type Moment = Pick<SystemSnapshot, 'atMillis' | 'seconds' | 'processes'>;

/** Looks at every snapshot whether the processes keep to what the configuration's watches say. */
export class ProcessWatches {
  readonly #watches: readonly ProcessWatch[];
  readonly #patterns: readonly ProcessPattern[];
  #states: readonly WatchState[] = [];
  /** By the watch's place and the excess's key. */
  #spans: ReadonlyMap<string, Span> = new Map();
  #matches: ReadonlyMap<number, Matches> = new Map();

  constructor(watches: readonly ProcessWatch[]) {
    this.#watches = watches;
    this.#patterns = watches.map(({ pattern }) => new ProcessPattern(pattern));
  }

  /**
   * How each watch is doing, in the configuration's order. A limit counts as exceeded for the time since the snapshot that first showed it,
   * and one snapshot without it ends that. Where the snapshot knows no processes, what was said before is said again.
   */
  observe(snapshot: Moment): readonly WatchState[] {
    if (snapshot.processes === null || this.#watches.length === 0) return this.#states;
    const matching = this.#sortByWatch(snapshot.processes.list);
    const spans = new Map<string, Span>();
    this.#states = this.#watches.map((watch, place) => {
      const processes = matching[place] ?? [];
      const breaches = findExcesses(watch, processes).map((excess) => {
        const key = `${place} ${excess.key}`;
        const span = extend(this.#spans.get(key), snapshot);
        spans.set(key, span);
        return breachOf(watch, excess, span);
      });
      const { cpuPercent, memoryPercent, ioBytesPerSecond } = wholeSubject(watch, processes);
      return { watch: watch.name, count: processes.length, cpuPercent, memoryPercent, ioBytesPerSecond, breaches };
    });
    this.#spans = spans;
    return this.#states;
  }

  /** The processes of each watch. A command line is looked at once: the collector hands out the same one until it reads it anew. */
  #sortByWatch(list: readonly ProcessReading[]): readonly (readonly ProcessReading[])[] {
    const sorted = this.#watches.map((): ProcessReading[] => []);
    const matches = new Map<number, Matches>();
    for (const process of list) {
      const { pid, name, command } = process;
      const known = this.#matches.get(pid);
      const isSame = known?.name === name && known.command === command;
      const now = isSame ? known : { name, command, watches: this.#patterns.map((pattern) => pattern.matches(process)) };
      matches.set(pid, now);
      for (const [place, doesMatch] of now.watches.entries()) if (doesMatch) sorted[place]?.push(process);
    }
    this.#matches = matches;
    return sorted;
  }
}

function extend(span: Span | undefined, { atMillis, seconds }: Moment): Span {
  return span === undefined ? { sinceAtMillis: atMillis, seconds: 0 } : { ...span, seconds: span.seconds + seconds };
}

function breachOf(watch: ProcessWatch, { key: _, ...excess }: WatchExcess, { sinceAtMillis, seconds }: Span): WatchBreach {
  return {
    watch: watch.name,
    level: watch.level,
    ...excess,
    sinceAtMillis,
    seconds,
    isHeld: seconds >= watch.heldSeconds,
    message: describeBreach(watch, { ...excess, seconds }),
  };
}
