import type { AlertLevel, SystemEvent } from '../event-row.ts';
import { SEVERITY } from '../thresholds/levels.ts';
import { describeEvent } from './event-sentence.ts';
import type { Peak } from './peak.ts';
import type { Sighting, SnapshotTime } from './sighting.ts';
import { ValueStatistics } from './value-statistics.ts';

/** A reading may fail for so long, or a disk be away, before what is known of it no longer counts. */
const GONE_SECONDS = 30;
/** Times that were added up from fractions of a second come out this much too small. */
const TOLERANCE_MILLIS = 1;

/** A time in which the value was fine, or not known: the end of the event, if it lasts. */
interface Pause {
  readonly isGone: boolean;
  readonly since: SnapshotTime;
  readonly values: ValueStatistics;
}

/**
 * One metric of one item from the first value that is bad enough:
 *
 *     rising --held long enough--> ongoing --fine, or gone, long enough--> over
 *        |                          ^    |
 *        +--fine or gone: dropped   +----+ bad again before that: what was in between is part of it
 */
export class EventCourse {
  readonly metric: string;
  /** Null while rising. */
  #serial: number | null = null;
  #begin: SnapshotTime;
  #latest: SnapshotTime;
  #sighting: Sighting;
  #peak: Peak;
  #worst: number;
  #level: AlertLevel;
  #levelNow: AlertLevel;
  #pause: Pause | null = null;
  #isOver = false;
  readonly #values = new ValueStatistics();

  constructor(sighting: Sighting, time: SnapshotTime) {
    this.metric = sighting.metric;
    this.#begin = time;
    this.#latest = time;
    this.#sighting = sighting;
    this.#worst = sighting.value ?? 0;
    this.#level = sighting.level;
    this.#levelNow = sighting.level;
    this.#peak = sighting.lookAround();
    this.#values.add(this.#worst);
  }

  get isOngoing(): boolean {
    return this.#serial !== null && !this.#isOver;
  }

  /** Whether it has been bad for long enough to be an event. */
  get isHeld(): boolean {
    return this.#millisSince(this.#begin) >= this.#sighting.heldSeconds * 1000 - TOLERANCE_MILLIS;
  }

  begin(serial: number): void {
    this.#serial = serial;
  }

  /** Takes another bad value. Says whether its level changed. */
  rise(sighting: Sighting, time: SnapshotTime): boolean {
    if (this.#pause !== null) this.#values.merge(this.#pause.values);
    this.#pause = null;
    this.#latest = time;
    this.#sighting = sighting;
    const value = sighting.value ?? this.#values.last;
    this.#values.add(value);
    if (sighting.worseWhen === 'higher' ? value > this.#worst : value < this.#worst) {
      this.#worst = value;
      this.#peak = sighting.lookAround();
    }
    const before = this.#levelNow;
    this.#levelNow = sighting.level;
    if (SEVERITY[sighting.level] > SEVERITY[this.#level]) this.#level = sighting.level;
    return before !== this.#levelNow;
  }

  /** Takes a value that is fine. Over when they all were for `restSeconds`. Says whether its level changed. */
  rest(sighting: Sighting, time: SnapshotTime, restSeconds: number): boolean {
    this.#pauseAt(time, false);
    if (sighting.value !== null) this.#pause!.values.add(sighting.value);
    const before = this.#levelNow;
    this.#levelNow = sighting.level;
    this.#endAfter(restSeconds);
    return this.#isOver || before !== this.#levelNow;
  }

  /** Takes that there is no value. Says whether that ended it. */
  miss(time: SnapshotTime): boolean {
    this.#pauseAt(time, true);
    this.#endAfter(GONE_SECONDS);
    return this.#isOver;
  }

  /** The machine's clock was set: what lasts began that much later by it. */
  shiftClock(millis: number): void {
    this.#begin = shift(this.#begin, millis);
    this.#latest = shift(this.#latest, millis);
    if (this.#pause !== null) this.#pause = { ...this.#pause, since: shift(this.#pause.since, millis) };
  }

  toEvent(): SystemEvent {
    const { metric, item, unit } = this.#sighting;
    return {
      serial: this.#serial ?? 0,
      beginAtMillis: this.#begin.atMillis,
      endAtMillis: this.#isOver ? this.#pause!.since.atMillis : null,
      level: this.#level,
      levelNow: this.#isOver ? 'ok' : this.#levelNow,
      metric,
      item,
      value: { ...this.#values.summary(), now: (this.#pause?.values.count ? this.#pause.values : this.#values).last },
      unit,
      samples: this.#values.count,
      message: this.#describe(),
      top: this.#peak.top,
    };
  }

  #pauseAt(time: SnapshotTime, isGone: boolean): void {
    this.#latest = time;
    // That nothing was known of it is not that it was fine.
    if (this.#pause?.isGone === true && !isGone) this.#pause = { ...this.#pause, isGone, since: time };
    this.#pause ??= { isGone, since: time, values: new ValueStatistics() };
    if (isGone && !this.#pause.isGone) this.#pause = { ...this.#pause, isGone };
  }

  #endAfter(seconds: number): void {
    this.#isOver = this.#millisSince(this.#pause!.since) >= seconds * 1000 - TOLERANCE_MILLIS;
  }

  #millisSince(time: SnapshotTime): number {
    return this.#latest.monotonicMillis - time.monotonicMillis;
  }

  #describe(): string {
    const until = this.#isOver ? this.#pause!.since : this.#latest;
    const seconds = Math.max(0, (until.monotonicMillis - this.#begin.monotonicMillis) / 1000);
    const text = describeEvent({ ...this.#sighting, value: this.#values.summary(), seconds, peak: this.#peak });
    return this.#isOver && this.#pause!.isGone ? `${text}; then there was no reading of it any more` : text;
  }
}

function shift(time: SnapshotTime, millis: number): SnapshotTime {
  return { ...time, atMillis: time.atMillis + millis };
}
