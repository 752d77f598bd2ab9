import type { AlertLevel, TopProcess } from '../event-row.ts';

/** What a watch measures. */
export type WatchMetric = 'count' | 'cpu' | 'memory' | 'io';
export type WatchLevel = Exclude<AlertLevel, 'ok'>;

/** What some processes have to keep to, as the configuration has it. A limit that is null does not hold. */
export interface ProcessWatch {
  /** For people, and unique among the watches: `virtual machines`. */
  readonly name: string;
  /** What the name or the command line has to be; see `ProcessPattern`. */
  readonly pattern: string;
  readonly minCount: number | null;
  readonly maxCount: number | null;
  /** Of one processor: 150 is one and a half. */
  readonly cpuPercent: number | null;
  /** Of the machine's memory. */
  readonly memoryPercent: number | null;
  /** Read and written together. */
  readonly ioBytesPerSecond: number | null;
  /** Whether the limits on CPU, memory and I/O are for each of the processes or for all of them together. */
  readonly of: 'each' | 'all';
  /** How long a limit has to be exceeded, without a break, before it counts. */
  readonly heldSeconds: number;
  readonly level: WatchLevel;
}

/** A limit that is exceeded at the moment, for however long. */
export interface WatchBreach {
  /** The watch's name. */
  readonly watch: string;
  readonly level: WatchLevel;
  readonly metric: WatchMetric;
  /** One process, as `web` or `nginx 4711`, for a limit on each; the watch's name for one on all. With the metric it tells the watch's breaches apart. */
  readonly item: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: '%' | 'B/s' | 'processes';
  /** When it was first seen, and for how long it has been since, by a clock that is not set. */
  readonly sinceAtMillis: number;
  readonly seconds: number;
  /** Whether that is long enough to be an event. */
  readonly isHeld: boolean;
  /** In one sentence, for people. Holds names that processes gave themselves. */
  readonly message: string;
  /** The processes that have the most part in it, at most three. */
  readonly top: readonly TopProcess[];
}

/** How the processes of a watch are doing. */
export interface WatchState {
  /** The watch's name. */
  readonly watch: string;
  /** How many processes match, and what they use together. */
  readonly count: number;
  readonly cpuPercent: number;
  readonly memoryPercent: number;
  /** Null where it may be read of none of them. */
  readonly ioBytesPerSecond: number | null;
  readonly breaches: readonly WatchBreach[];
}
