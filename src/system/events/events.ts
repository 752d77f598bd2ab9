import { clockJump } from '../clock-jump.ts';
import type { SystemEvent } from '../event-row.ts';
import type { SystemSnapshot } from '../snapshot.ts';
import { type Judgement, judge } from '../thresholds/judge.ts';
import { eventRuleOf, SEVERITY, type ThresholdConfiguration } from '../thresholds/levels.ts';
import { THRESHOLDS } from '../thresholds/thresholds.ts';
import { EventCourse } from './event-course.ts';
import { KeptEvents } from './kept-events.ts';
import { lookAround } from './peak.ts';
import type { Sighting, SnapshotTime } from './sighting.ts';
import { isWatched, keptTo, type WatchedState, watchSightings } from './watch-sightings.ts';

export const MOST_EVENTS = 200;
/** A metric of many items, or one that never rests, leaves room for the others. */
export const MOST_EVENTS_OF_METRIC = 50;

/** What ended this often of late has to rest twice as long for each time, up to the most: a value that comes and goes is one event. */
const OF_LATE_MILLIS = 600_000;
const MOST_REST_SECONDS = 300;

interface Entry {
  readonly course: EventCourse;
  /** The last one that was raised; for how long to rest, it says as it did when the event began. */
  readonly latest: Sighting;
}

/**
 * Makes events of snapshots: what is above its limits for long enough, until it has not been for long enough. Time is that of the snapshots,
 * and durations are sums of their `seconds`, so a clock that is set neither ends nor lengthens anything.
 */
export class SystemEvents {
  readonly #configuration: ThresholdConfiguration;
  readonly #kept = new KeptEvents();
  /** What is above its limits or was so a moment ago, by key. */
  readonly #entries = new Map<string, Entry>();
  #serial = 0;
  #time: SnapshotTime | null = null;

  constructor(configuration: ThresholdConfiguration) {
    this.#configuration = configuration;
  }

  /**
   * Takes the next snapshot and what the watches said of it. Gives the events that began, ended or changed their level with it, the oldest
   * first; values and messages of the others that last went on too.
   */
  observe(snapshot: SystemSnapshot, watchStates: readonly WatchedState[] = []): SystemEvent[] {
    const time = this.#advance(snapshot);
    const changed: EventCourse[] = [];
    const seen = new Set<string>();
    for (const sighting of this.#look(snapshot, watchStates)) {
      // Two processes that call themselves the same are one item.
      if (seen.has(sighting.key)) continue;
      seen.add(sighting.key);
      const course = this.#take(sighting, time);
      if (course !== null) changed.push(course);
    }
    for (const [key, { course }] of this.#entries) {
      if (seen.has(key)) continue;
      if (course.isOngoing) {
        if (!course.miss(time)) continue;
        changed.push(course);
        this.#finish(key, course, time);
      } else this.#entries.delete(key);
    }
    return changed.map((course) => course.toEvent()).sort((one, other) => one.serial - other.serial);
  }

  /** All that are kept, the newest first. */
  list(): SystemEvent[] {
    return [...this.#kept.list, ...this.ongoing()].sort((one, other) => other.serial - one.serial);
  }

  /** Those that last, the newest first. */
  ongoing(): SystemEvent[] {
    const ongoing = [...this.#entries.values()].filter(({ course }) => course.isOngoing);
    return ongoing.map(({ course }) => course.toEvent()).sort((one, other) => other.serial - one.serial);
  }

  /** Forgets events that are over: those that were never critical, or all. */
  clear(what: 'warning' | 'all'): void {
    this.#kept.clear(what);
  }

  #advance({ atMillis, seconds }: SystemSnapshot): SnapshotTime {
    const before = this.#time;
    if (before === null) {
      this.#time = { atMillis, monotonicMillis: 0 };
      return this.#time;
    }
    const jumped = clockJump(before.atMillis, { atMillis, seconds });
    if (jumped !== 0) for (const { course } of this.#entries.values()) course.shiftClock(jumped);
    this.#time = { atMillis, monotonicMillis: before.monotonicMillis + seconds * 1000 };
    return this.#time;
  }

  #look(snapshot: SystemSnapshot, watchStates: readonly WatchedState[]): Sighting[] {
    const sightings = judge(snapshot, this.#configuration).map((judgement) => this.#sightingOf(judgement, snapshot));
    // Without a list of processes, nothing is known of those that are watched.
    if (snapshot.processes === null) return sightings;
    const watched = watchSightings(watchStates);
    const keys = new Set(watched.map(({ key }) => key));
    const kept = [...this.#entries.values()].filter(({ latest }) => isWatched(latest.metric) && !keys.has(latest.key));
    return [...sightings, ...watched, ...kept.map(({ latest }) => keptTo(latest))];
  }

  #sightingOf({ metric, item, value, level, limits }: Judgement, snapshot: SystemSnapshot): Sighting {
    const { from, heldSeconds, restSeconds } = eventRuleOf(metric, item, this.#configuration);
    return {
      key: `${metric} ${item ?? ''}`,
      metric,
      item,
      unit: THRESHOLDS[metric].unit,
      value,
      worseWhen: limits.worseWhen,
      level,
      isRaised: from !== null && SEVERITY[level] >= SEVERITY[from],
      heldSeconds,
      restSeconds,
      lookAround: () => lookAround(metric, snapshot),
    };
  }

  /** Gives the course of an event that this changed; null where it changed none. */
  #take(sighting: Sighting, time: SnapshotTime): EventCourse | null {
    const { key, isRaised } = sighting;
    const entry = this.#entries.get(key);
    if (entry === undefined) return isRaised ? this.#start(sighting, time) : null;
    const { course, latest } = entry;
    if (isRaised) {
      const isOtherLevel = course.rise(sighting, time);
      const { restSeconds } = course.isOngoing ? latest : sighting;
      this.#entries.set(key, { course, latest: { ...sighting, restSeconds } });
      return course.isOngoing ? (isOtherLevel ? course : null) : this.#beginIfHeld(course, sighting, time);
    }
    if (!course.isOngoing) {
      this.#entries.delete(key);
      return null;
    }
    const hasChanged = course.rest(sighting, time, latest.restSeconds);
    if (!course.isOngoing) this.#finish(key, course, time);
    return hasChanged ? course : null;
  }

  #start(sighting: Sighting, time: SnapshotTime): EventCourse | null {
    const course = new EventCourse(sighting, time);
    this.#entries.set(sighting.key, { course, latest: sighting });
    return this.#beginIfHeld(course, sighting, time);
  }

  /** Where there is no room, because all that are kept last, it begins when there is. */
  #beginIfHeld(course: EventCourse, sighting: Sighting, time: SnapshotTime): EventCourse | null {
    if (!course.isHeld || !this.#makeRoom(course.metric)) return null;
    this.#serial += 1;
    course.begin(this.#serial);
    this.#entries.set(sighting.key, { course, latest: { ...sighting, restSeconds: this.#restSeconds(sighting, time) } });
    return course;
  }

  #makeRoom(metric: string): boolean {
    const ongoing = [...this.#entries.values()].filter(({ course }) => course.isOngoing);
    const ongoingOfMetric = ongoing.filter(({ course }) => course.metric === metric).length;
    if (ongoing.length >= MOST_EVENTS || ongoingOfMetric >= MOST_EVENTS_OF_METRIC) return false;
    if (ongoingOfMetric + this.#kept.countOf(metric) >= MOST_EVENTS_OF_METRIC) this.#kept.giveUpOldest(metric);
    if (ongoing.length + this.#kept.count >= MOST_EVENTS) this.#kept.giveUpOldest(null);
    return true;
  }

  #restSeconds({ key, restSeconds }: Sighting, { monotonicMillis }: SnapshotTime): number {
    const times = this.#kept.countEnded(key, monotonicMillis - OF_LATE_MILLIS);
    return times === 0 ? restSeconds : Math.max(restSeconds, Math.min(MOST_REST_SECONDS, restSeconds * 2 ** times));
  }

  #finish(key: string, course: EventCourse, { monotonicMillis }: SnapshotTime): void {
    this.#entries.delete(key);
    this.#kept.keep({ key, endedAtMonotonicMillis: monotonicMillis, event: course.toEvent() });
  }
}
