import { describe, expect, it } from 'vitest';
import { EventCourse } from '../../../src/system/events/event-course.ts';
import type { Sighting, SnapshotTime } from '../../../src/system/events/sighting.ts';

const NOBODY = { top: [], detail: null, blame: null };

function sighting(value: number, changes: Partial<Sighting> = {}): Sighting {
  return {
    key: 'memory ',
    metric: 'memory',
    item: null,
    unit: '%',
    value,
    worseWhen: 'higher',
    level: 'warning',
    isRaised: true,
    heldSeconds: 6,
    restSeconds: 6,
    lookAround: () => NOBODY,
    ...changes,
  };
}

/** So many seconds after the start, by a clock that is far from it. */
function at(seconds: number): SnapshotTime {
  return { atMillis: 1e12 + seconds * 1000, monotonicMillis: seconds * 1000 };
}

describe('EventCourse', () => {
  it('is held after the time that its sighting says, fractions of a second added up', () => {
    const course = new EventCourse(sighting(80), at(0));
    course.rise(sighting(80), at(5.9));
    expect(course.isHeld).toBe(false);
    course.rise(sighting(80), { ...at(6), monotonicMillis: 5999.9999 });
    expect(course.isHeld).toBe(true);
  });

  it('looks around only when it is worse than before', () => {
    let looks = 0;
    const lookAround = () => {
      looks += 1;
      return NOBODY;
    };
    const course = new EventCourse(sighting(80, { lookAround }), at(0));
    for (const [index, value] of [80, 79, 85, 84, 85].entries()) course.rise(sighting(value, { lookAround }), at(index + 1));
    expect(looks).toBe(2);
  });

  it('ends at the first value that was fine', () => {
    const course = new EventCourse(sighting(80), at(0));
    course.begin(1);
    const fine = sighting(30, { level: 'ok', isRaised: false });
    expect([10, 13, 16].map((second) => course.rest(fine, at(second), 6))).toEqual([true, false, true]);
    expect(course.isOngoing).toBe(false);
    expect(course.toEvent()).toMatchObject({ endAtMillis: 1e12 + 10_000, samples: 1, value: { mean: 80, now: 30 } });
  });

  it('ends when it is gone after having been fine, at the first value that was', () => {
    const course = new EventCourse(sighting(80), at(0));
    course.begin(1);
    course.rest(sighting(30, { level: 'ok', isRaised: false }), at(10), 60);
    expect([20, 39, 40].map((second) => course.miss(at(second)))).toEqual([false, false, true]);
    expect(course.toEvent().endAtMillis).toBe(1e12 + 10_000);
  });

  it('moves with a clock that is set', () => {
    const course = new EventCourse(sighting(80), at(0));
    course.begin(1);
    course.miss(at(10));
    course.shiftClock(5000);
    course.miss({ ...at(40), atMillis: 1e12 + 45_000 });
    expect(course.toEvent()).toMatchObject({ beginAtMillis: 1e12 + 5000, endAtMillis: 1e12 + 15_000 });
    expect(course.toEvent().message).toBe('Memory at 80 % for 10 s; then there was no reading of it any more');
  });
});
