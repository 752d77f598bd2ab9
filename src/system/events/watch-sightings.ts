import type { AlertLevel, TopProcess } from '../event-row.ts';
import type { Peak } from './peak.ts';
import type { Sighting } from './sighting.ts';
import { valueText } from './value-text.ts';

/** What is read of the state of a watch over processes. */
export interface WatchedState {
  readonly breaches: readonly WatchedBreach[];
}

/** A limit that processes exceed at the moment, for however long. */
export interface WatchedBreach {
  /** The watch's name. */
  readonly watch: string;
  readonly level: Exclude<AlertLevel, 'ok'>;
  readonly metric: 'count' | 'cpu' | 'memory' | 'io';
  /** One process for a limit on each, the watch's name for one on all of them. */
  readonly item: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  readonly seconds: number;
  /** Whether it has been exceeded for long enough to be an event. */
  readonly isHeld: boolean;
  readonly top: readonly TopProcess[];
}

export type WatchedMetric = (typeof METRICS)[keyof typeof METRICS];

/** A watch may have limits on several of them, and each is an event of its own. */
const METRICS = { count: 'watchedCount', cpu: 'watchedCpu', memory: 'watchedMemory', io: 'watchedIo' } as const;

/** What is exceeded has to have been kept to for as long as it was not, within these, until that is over. */
const LEAST_REST_SECONDS = 6;
const MOST_REST_SECONDS = 60;
const LONGEST_NAME = 64;

/** What the watches see, but for limits that are kept to. */
export function watchSightings(states: readonly WatchedState[]): Sighting[] {
  return states.flatMap(({ breaches }) => breaches.map(sightingOf));
}

export function isWatched(metric: string): boolean {
  return Object.values<string>(METRICS).includes(metric);
}

/** The same limit, kept to. */
export function keptTo(sighting: Sighting): Sighting {
  return { ...sighting, value: null, level: 'ok', isRaised: false };
}

function sightingOf(breach: WatchedBreach): Sighting {
  const { watch, value, limit, unit, level, isHeld } = breach;
  const metric = METRICS[breach.metric];
  const item = breach.item === watch ? watch : `${watch}: ${breach.item}`;
  return {
    key: `${metric} ${item}`,
    metric,
    item,
    unit,
    value,
    worseWhen: value < limit ? 'lower' : 'higher',
    level,
    isRaised: true,
    // The watch itself knows when that is long enough.
    heldSeconds: isHeld ? 0 : Number.POSITIVE_INFINITY,
    restSeconds: Math.min(MOST_REST_SECONDS, Math.max(LEAST_REST_SECONDS, breach.seconds)),
    lookAround: () => peakOf(breach),
  };
}

function peakOf({ watch, item, metric, value, limit, unit, top }: WatchedBreach): Peak {
  const names = top.map(({ name, pid }) => `${name.slice(0, LONGEST_NAME)} (pid ${pid})`);
  const isOne = item !== watch || names.length < 2;
  const bound = metric === 'count' ? String(limit) : valueText(limit, unit);
  return {
    top,
    detail: `${value < limit ? 'fewer' : 'more'} than ${bound}`,
    blame: isOne ? null : `on top were ${names.join(', ')}`,
  };
}
