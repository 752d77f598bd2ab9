import { describe, expect, it } from 'vitest';
import type { SystemEvent } from '../../../src/system/event-row.ts';
import { SystemEvents } from '../../../src/system/events/events.ts';
import { type WatchedBreach, watchSightings } from '../../../src/system/events/watch-sightings.ts';
import { NO_CONFIGURATION } from '../../../src/system/thresholds/levels.ts';
import { atSecond, times, watchState } from '../../support/event-script.ts';
import { type SnapshotChanges, snapshotsEvery } from '../../support/system-snapshot.ts';

/** What changed, by snapshot; each is two seconds after the one before, with a breach of the watch or none. */
function changesWith(
  breaches: readonly (Partial<WatchedBreach> | null)[],
  changes: readonly SnapshotChanges[] = [],
): [number, SystemEvent][] {
  const events = new SystemEvents(NO_CONFIGURATION);
  const snapshots = snapshotsEvery(
    2,
    breaches.map((_, index) => changes[index] ?? {}),
  );
  return snapshots.flatMap((snapshot, index) =>
    events.observe(snapshot, [watchState(breaches[index]!)]).map((event): [number, SystemEvent] => [index, event]),
  );
}

/** A virtual machine that is busy for so many snapshots, of a watch that waits for ten seconds. */
function busy(count: number, value = 187): Partial<WatchedBreach>[] {
  return Array.from({ length: count }, (_, index) => ({ value: value + index, seconds: index * 2, isHeld: index >= 5 }));
}

describe('a watched virtual machine that goes high', () => {
  it('is an event from when it went high until it did not for as long as that had to be held', () => {
    const changes = changesWith([null, ...busy(8), ...times(6, {}).map(() => null)]);
    expect(changes.map(([index]) => index)).toEqual([6, 9, 14]);
    expect(changes[0]?.[1]).toEqual({
      serial: 1,
      beginAtMillis: atSecond(2),
      endAtMillis: null,
      level: 'warning',
      levelNow: 'warning',
      metric: 'watchedCpu',
      item: 'virtual machines: web',
      value: { min: 187, mean: 189.5, max: 192, now: 192 },
      unit: '%',
      samples: 6,
      message: 'virtual machines: web at 190 % (up to 192 %) CPU for 10 s, more than 150 %',
      top: [{ pid: 812, name: 'qemu-system-x86', cpuPercent: 192, memoryPercent: 24 }],
    });
    expect(changes[2]?.[1]).toMatchObject({ endAtMillis: atSecond(18), levelNow: 'ok', samples: 8, value: { max: 194 } });
    expect(changes[2]?.[1].message).toBe('virtual machines: web at 191 % (up to 194 %) CPU for 16 s, more than 150 %');
  });

  it('is none when it was not held', () => {
    expect(changesWith([...busy(5), null, ...busy(5), null])).toEqual([]);
  });

  it('goes on when it dips for a moment, though the watch begins to count anew', () => {
    const changes = changesWith([...busy(8), null, ...busy(3), null]);
    expect(changes.map(([index, { levelNow }]) => [index, levelNow])).toEqual([
      [5, 'warning'],
      [8, 'ok'],
      [9, 'warning'],
      [12, 'ok'],
    ]);
    expect(changes[3]?.[1]).toMatchObject({ serial: 1, beginAtMillis: atSecond(0), samples: 11 });
  });

  it('is not known of without a list of processes, whatever the watch still says', () => {
    const none = times(17, { processes: null });
    const changes = changesWith([...busy(8), ...busy(17)], [...times(8, {}), ...none]);
    expect(changes.map(([index]) => index)).toEqual([5, 23]);
    expect(changes[1]?.[1]).toMatchObject({ endAtMillis: atSecond(16) });
  });
});

describe('a watch', () => {
  it('is one item when its limit is on all of its processes, and says who they are', () => {
    const top = [
      { pid: 1, name: 'a', cpuPercent: 100, memoryPercent: 1 },
      { pid: 2, name: 'b', cpuPercent: 90, memoryPercent: 1 },
    ];
    const [[, event]] = changesWith([{ item: 'virtual machines', isHeld: true, value: 190, top }]) as [[number, SystemEvent]];
    expect(event.item).toBe('virtual machines');
    expect(event.message).toBe('virtual machines at 190 % CPU, more than 150 %: on top were a (pid 1), b (pid 2)');
  });

  it.each([
    [{ metric: 'count', unit: 'processes', value: 0, limit: 1 }, 'watchedCount', 'virtual machines at 0 processes, fewer than 1'],
    [{ metric: 'count', unit: 'processes', value: 9, limit: 8 }, 'watchedCount', 'virtual machines at 9 processes, more than 8'],
    [{ metric: 'memory', value: 61, limit: 50 }, 'watchedMemory', 'virtual machines at 61 % memory, more than 50 %'],
    [
      { metric: 'io', unit: 'B/s', value: 12_345_678, limit: 9_000_000 },
      'watchedIo',
      'virtual machines reading and writing at 12 MB/s, more than 9.0 MB/s',
    ],
  ] as const)('tells of %j', (breach, metric, message) => {
    const changes = changesWith([{ item: 'virtual machines', isHeld: true, ...breach }]);
    expect(changes.map(([, event]) => [event.metric, event.message])).toEqual([[metric, message]]);
  });

  it('has an event for each limit that is exceeded', () => {
    const both = [watchState({ isHeld: true }), watchState({ isHeld: true, metric: 'memory', value: 60, limit: 50 })];
    expect(new Set(watchSightings(both).map(({ key }) => key)).size).toBe(2);
  });

  it.each([
    [0, 6],
    [30, 30],
    [3600, 60],
  ])('that held for %d s has to be kept to for %d s', (seconds, restSeconds) => {
    expect(watchSightings([watchState({ seconds, isHeld: true })])[0]?.restSeconds).toBe(restSeconds);
  });
});
