import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_EVENTS, MOST_EVENTS_OF_METRIC, SystemEvents } from '../../../src/system/events/events.ts';
import { NO_CONFIGURATION } from '../../../src/system/thresholds/levels.ts';
import { atSecond, changesOf, eventsAfter, times } from '../../support/event-script.ts';
import { fileSystemReading, processReading, sensorReading } from '../../support/system-readings.ts';
import { type SnapshotChanges, snapshotsEvery, systemSnapshot } from '../../support/system-snapshot.ts';

const FINE: SnapshotChanges = {};
const cpu = (total: number): SnapshotChanges => ({ cpu: { total } });
const memory = (percent: number): SnapshotChanges => ({ memory: { percent } });
const underVoltage: SnapshotChanges = { raspberry: { underVoltage: true } };
const noMemory: SnapshotChanges = { memory: null };

describe('an event', () => {
  it('begins when a level was held, back when that began, and ends when it was not reached for as long', () => {
    const totals = [40, 90, 80, 97, 85, 86, 76, 40, 41, 42, 43, 44, 45, 46];
    const changes = changesOf(snapshotsEvery(2, totals.map(cpu)));
    expect(changes).toMatchObject([
      [
        6,
        {
          serial: 1,
          metric: 'cpu',
          item: null,
          unit: '%',
          beginAtMillis: atSecond(2),
          endAtMillis: null,
          level: 'critical',
          levelNow: 'warning',
          samples: 6,
          value: { min: 76, mean: (90 + 80 + 97 + 85 + 86 + 76) / 6, max: 97, now: 76 },
        },
      ],
      [7, { serial: 1, endAtMillis: null, levelNow: 'ok', samples: 6, value: { max: 97, now: 40 } }],
      [
        12,
        {
          serial: 1,
          beginAtMillis: atSecond(2),
          endAtMillis: atSecond(14),
          level: 'critical',
          levelNow: 'ok',
          samples: 6,
          value: { min: 76, mean: (90 + 80 + 97 + 85 + 86 + 76) / 6, max: 97, now: 45 },
        },
      ],
    ]);
  });

  it('is none when it was not held for long enough', () => {
    expect(eventsAfter([...times(3, memory(95)), ...times(5, FINE)]).list()).toEqual([]);
    expect(eventsAfter([...times(4, memory(95)), ...times(5, FINE)]).list()).toHaveLength(1);
  });

  it('is none below the level that the configuration says, however long', () => {
    expect(eventsAfter(times(30, memory(65))).list()).toEqual([]);
    const fromCareful = eventsAfter(times(30, memory(65)), { ...NO_CONFIGURATION, eventsFrom: 'careful' });
    expect(fromCareful.ongoing()).toMatchObject([{ metric: 'memory', level: 'careful' }]);
    expect(eventsAfter(times(30, memory(85)), { ...NO_CONFIGURATION, eventsFrom: 'critical' }).list()).toEqual([]);
  });

  it('is over when the value is below that level again, if careful', () => {
    const [event] = eventsAfter([...times(5, memory(75)), ...times(4, memory(65))]).list();
    expect(event).toMatchObject({ endAtMillis: atSecond(10), levelNow: 'ok', value: { now: 65 } });
  });

  it('takes what was fine in between for part of it', () => {
    const [event] = eventsAfter([...times(4, memory(80)), memory(20), memory(30), memory(90), ...times(4, memory(10))]).list();
    expect(event).toMatchObject({ beginAtMillis: atSecond(0), endAtMillis: atSecond(14), samples: 7 });
    expect(event?.value).toEqual({ min: 20, mean: (4 * 80 + 20 + 30 + 90) / 7, max: 90, now: 10 });
  });

  it('is told of when its level changes, and remembers the worst', () => {
    const changes = changesOf(snapshotsEvery(2, [75, 75, 75, 75, 95, 96, 75].map(memory)));
    expect(changes.map(([index, { level, levelNow }]) => [index, level, levelNow])).toEqual([
      [3, 'warning', 'warning'],
      [4, 'critical', 'critical'],
      [6, 'critical', 'warning'],
    ]);
  });

  it('has the processes that were on top at its peak, not before or after', () => {
    const busy = (total: number, name: string) => ({
      cpu: { total },
      processes: [
        processReading({ pid: 9, name, cpuPercent: total * 3 }),
        processReading({ pid: 10, name: 'other', cpuPercent: 1 }),
      ],
    });
    const script = [
      busy(80, 'before'),
      busy(95, 'peak'),
      busy(95, 'equal'),
      busy(90, 'after'),
      busy(88, 'after'),
      busy(88, 'after'),
    ];
    expect(eventsAfter(script).list()[0]?.top).toEqual([
      { pid: 9, name: 'peak', cpuPercent: 285, memoryPercent: 0.2 },
      { pid: 10, name: 'other', cpuPercent: 1, memoryPercent: 0.2 },
    ]);
  });

  it('peaks at the lowest where lower is worse', () => {
    const battery = (value: number) => ({ sensors: [sensorReading({ label: 'BAT0', type: 'battery', unit: '%', value })] });
    const [event] = eventsAfter([19, 18, 12, 15].map(battery)).list();
    expect(event).toMatchObject({ item: 'BAT0', level: 'warning', value: { min: 12, now: 15 } });
    expect(event?.message).toBe('Battery BAT0 at 16 % (down to 12 %) for 6 s');
  });

  it('is one for each item', () => {
    const full = ['/', '/srv'].map((mountPoint) => fileSystemReading({ mountPoint, percent: 95 }));
    expect(eventsAfter(times(4, { fileSystems: full })).list()).toMatchObject([
      { serial: 2, item: '/srv' },
      { serial: 1, item: '/' },
    ]);
  });

  it('is one for two items that are called the same', () => {
    const sensors = [sensorReading({ value: 75 }), sensorReading({ value: 79 })];
    expect(eventsAfter(times(6, { sensors })).list()).toMatchObject([{ samples: 6, value: { max: 75 } }]);
  });

  it('says what the processor was busy with', () => {
    const events = eventsAfter(times(6, { cpu: { user: 5, system: 10, softirq: 0, iowait: 30, steal: 70 } }));
    expect(events.list().map(({ metric, message }) => [metric, message.split(':')[0]])).toEqual([
      ['cpuIowait', 'CPU waiting for disks at 30 % for 10 s'],
      ['cpu', 'CPU at 85 % for 10 s, mostly taken away by the host of this virtual machine, and 30 % waiting for disks'],
    ]);
  });

  it('begins at once, and lasts a while longer, where one look is enough', () => {
    const [begun, calm, over] = changesOf(snapshotsEvery(2, [underVoltage, ...times(20, FINE)]));
    expect(begun).toMatchObject([0, { metric: 'underVoltage', level: 'critical', beginAtMillis: atSecond(0) }]);
    expect(calm).toMatchObject([1, { levelNow: 'ok', endAtMillis: null }]);
    expect(over).toMatchObject([16, { endAtMillis: atSecond(2) }]);
  });

  it('lasts for what a Raspberry Pi remembers, and is careful', () => {
    const remembered = times(5, { raspberry: { sinceStart: { underVoltage: true } } });
    expect(eventsAfter(remembered).ongoing()).toMatchObject([
      {
        metric: 'raspberrySinceStart',
        item: 'underVoltage',
        level: 'careful',
        message: 'Under-voltage at some time since the machine was started',
      },
    ]);
  });

  it('has to be held for as long as the configuration says', () => {
    const configuration = { ...NO_CONFIGURATION, thresholds: [{ metric: 'memory', heldSeconds: 20 }] as const };
    const changes = changesOf(snapshotsEvery(2, [...times(12, memory(95)), ...times(12, FINE)]), configuration);
    expect(changes.map(([index, { endAtMillis }]) => [index, endAtMillis])).toEqual([
      [10, null],
      [12, null],
      [22, atSecond(24)],
    ]);
  });
});

describe('a reading that is gone', () => {
  it('leaves an event open for half a minute, then ends it with the last of it', () => {
    const changes = changesOf(snapshotsEvery(2, [...times(4, memory(95)), ...times(16, noMemory)]));
    expect(changes.map(([index]) => index)).toEqual([3, 19]);
    expect(changes[1]?.[1]).toMatchObject({ endAtMillis: atSecond(8), samples: 4, value: { now: 95 } });
    expect(changes[1]?.[1].message).toMatch(/^Memory at 95 % for 8 s.*; then there was no reading of it any more$/);
  });

  it('ends nothing when it is back before that', () => {
    const events = eventsAfter([...times(4, memory(95)), ...times(14, noMemory), memory(91)]);
    expect(events.list()).toMatchObject([{ endAtMillis: null, samples: 5, beginAtMillis: atSecond(0) }]);
  });

  it('is not taken for fine when it comes back fine', () => {
    const changes = changesOf(snapshotsEvery(2, [...times(4, memory(95)), ...times(10, noMemory), ...times(4, FINE)]));
    expect(changes.map(([index]) => index)).toEqual([3, 14, 17]);
    expect(changes[2]?.[1]).toMatchObject({ endAtMillis: atSecond(28), levelNow: 'ok' });
    expect(changes[2]?.[1].message).not.toContain('no reading');
  });

  it('begins no event', () => {
    expect(eventsAfter([...times(3, memory(95)), noMemory, memory(95), memory(95)]).list()).toEqual([]);
  });

  it('is also that of an item that is no longer there', () => {
    const full = { fileSystems: [fileSystemReading({ mountPoint: '/mnt/stick', percent: 99 })] };
    const [event] = eventsAfter([...times(4, full), ...times(17, FINE)]).list();
    expect(event).toMatchObject({ item: '/mnt/stick', endAtMillis: atSecond(8) });
  });
});

describe('a value that comes and goes', () => {
  it('is no event when it never stays', () => {
    const script = Array.from({ length: 1800 }, (_, index) => memory(index % 2 === 0 ? 95 : 20));
    expect(eventsAfter(script).list()).toEqual([]);
  });

  it('is a few events in an hour, not one each time', () => {
    const script = Array.from({ length: 1800 }, (_, index) => memory(index % 10 < 5 ? 95 : 20));
    const list = eventsAfter(script).list();
    expect(list.map(({ endAtMillis }) => endAtMillis === null)).toEqual([true, false]);
    expect(list[0]?.samples).toBeGreaterThan(1700);
  });

  it('has to stay away for twice as long each time, up to five minutes', () => {
    const configuration = { ...NO_CONFIGURATION, thresholds: [{ metric: 'memory', heldSeconds: 100 }] as const };
    const pauses = [51, 101, 151, 152];
    const script = pauses.flatMap((count) => [...times(51, memory(95)), ...times(count, FINE)]);
    const ends = changesOf(snapshotsEvery(2, script), configuration).filter(([, { endAtMillis }]) => endAtMillis !== null);
    // The last snapshot of each pause; the fourth time, the first was ten minutes ago.
    expect(ends.map(([index]) => index)).toEqual([101, 253, 455, 657]);
  });

  it('is an event of its own again when it was away for long', () => {
    const script = [...times(5, memory(95)), ...times(400, FINE), ...times(5, memory(95)), ...times(4, FINE)];
    expect(eventsAfter(script).list()).toMatchObject([
      { serial: 2, beginAtMillis: atSecond(810), endAtMillis: atSecond(820) },
      { serial: 1, beginAtMillis: atSecond(0), endAtMillis: atSecond(10) },
    ]);
  });
});

describe('a clock that is set', () => {
  it.each([
    ['forwards', 31_536_000_000],
    ['backwards', -7_200_000],
  ])('%s neither ends nor lengthens an event', (_way, jump) => {
    const snapshots = snapshotsEvery(2, [...times(6, memory(95)), ...times(5, FINE)]).map((snapshot, index) =>
      index < 5 ? snapshot : { ...snapshot, atMillis: snapshot.atMillis + jump },
    );
    const changes = changesOf(snapshots);
    expect(changes.map(([index]) => index)).toEqual([3, 6, 9]);
    expect(changes[2]?.[1]).toMatchObject({ beginAtMillis: atSecond(0) + jump, endAtMillis: atSecond(12) + jump });
    expect(changes[2]?.[1].message).toMatch(/^Memory at 95 % for 12 s/);
  });
});

describe('the list', () => {
  const mounts = (count: number, percent: number) => ({
    fileSystems: Array.from({ length: count }, (_, index) => fileSystemReading({ mountPoint: `/mnt/${index}`, percent })),
  });

  it('has the newest first, and can be cleared of what is over', () => {
    const script = [
      ...times(4, memory(95)),
      ...times(4, FINE),
      ...times(4, { swap: { percent: 75 } }),
      ...times(4, FINE),
      ...times(4, mounts(1, 95)),
    ];
    const events = eventsAfter(script);
    expect(events.list().map(({ metric }) => metric)).toEqual(['fileSystem', 'swap', 'memory']);
    expect(events.ongoing().map(({ metric }) => metric)).toEqual(['fileSystem']);
    events.clear('warning');
    expect(events.list().map(({ metric }) => metric)).toEqual(['fileSystem', 'memory']);
    events.clear('all');
    expect(events.list().map(({ metric }) => metric)).toEqual(['fileSystem']);
  });

  it('keeps so many of a metric, and lets those go first that are over', () => {
    const events = new SystemEvents(NO_CONFIGURATION);
    const more = MOST_EVENTS_OF_METRIC + 10;
    for (const snapshot of snapshotsEvery(2, [
      ...times(4, mounts(20, 95)),
      ...times(4, mounts(20, 5)),
      ...times(4, mounts(more, 95)),
    ])) {
      events.observe(snapshot);
    }
    const list = events.list();
    expect(list).toHaveLength(MOST_EVENTS_OF_METRIC);
    expect(list.every(({ endAtMillis }) => endAtMillis === null)).toBe(true);
  });

  it('begins what there was no room for when there is', () => {
    const events = new SystemEvents(NO_CONFIGURATION);
    const more = MOST_EVENTS_OF_METRIC + 1;
    const one = { fileSystems: mounts(more, 95).fileSystems.slice(-1) };
    for (const snapshot of snapshotsEvery(2, [...times(6, mounts(more, 95)), ...times(17, one)])) events.observe(snapshot);
    expect(events.ongoing()).toMatchObject([{ item: `/mnt/${more - 1}`, beginAtMillis: atSecond(0) }]);
  });

  it('keeps so many of all', () => {
    const events = new SystemEvents({ ...NO_CONFIGURATION, eventsFrom: 'careful' });
    let seconds = 0;
    const metrics: SnapshotChanges[] = [memory(95), { swap: { percent: 95 } }, { pressure: { io: 90 } }, cpu(95), mounts(1, 95)];
    for (let round = 0; round < 60; round++) {
      for (const changes of metrics) {
        for (const change of [...times(7, changes), ...times(7, FINE)]) {
          seconds += 400;
          events.observe(systemSnapshot({ ...change, atMillis: atSecond(seconds), seconds: 400 }));
        }
      }
    }
    expect(events.list()).toHaveLength(MOST_EVENTS);
    expect(events.list()[0]?.serial).toBe(300);
    expect(events.list().at(-1)?.serial).toBe(300 - MOST_EVENTS + 1);
  });

  it('is the same for the same snapshots', () => {
    const script = Array.from({ length: 300 }, (_, index) => ({ ...memory((index * 37) % 101), ...cpu((index * 53) % 100) }));
    expect(eventsAfter(script).list()).toEqual(eventsAfter(script).list());
  });

  it('makes sense whatever happens', () => {
    const percent = fc.constantFrom(0, 49, 60, 72, 95, 100, null);
    const step = fc.record({
      memory: percent,
      swap: percent,
      seconds: fc.constantFrom(1, 2, 5, 60),
      jump: fc.constantFrom(0, 0, 0, 1e7, -1e7),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const events = new SystemEvents(NO_CONFIGURATION);
        let atMillis = atSecond(0);
        for (const { memory, swap, seconds, jump } of steps) {
          atMillis += seconds * 1000 + jump;
          const reading = (value: number | null) => (value === null ? null : { percent: value });
          const changed = events.observe(systemSnapshot({ atMillis, seconds, memory: reading(memory), swap: reading(swap) }));
          const list = events.list();
          for (const event of changed) expect(list).toContainEqual(event);
          for (const { beginAtMillis, endAtMillis, level, levelNow, value, samples } of list) {
            expect(['warning', 'critical']).toContain(level);
            expect(endAtMillis ?? atMillis).toBeGreaterThanOrEqual(beginAtMillis);
            expect(endAtMillis === null || levelNow === 'ok').toBe(true);
            expect(value.max).toBeGreaterThanOrEqual(value.mean - 1e-9);
            expect(value.mean).toBeGreaterThanOrEqual(value.min - 1e-9);
            expect(value.max).toBeGreaterThanOrEqual(70);
            expect(samples).toBeGreaterThan(0);
          }
          for (const metric of ['memory', 'swap']) {
            expect(events.ongoing().filter((event) => event.metric === metric).length).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});
