import { describe, expect, it } from 'vitest';
import type { CollectorTable } from '../../src/system/collect/all-collectors.ts';
import type { Collector, Moment } from '../../src/system/collect/collector.ts';
import { SystemMonitor } from '../../src/system/monitor.ts';
import type { LoadReading, SystemSnapshot } from '../../src/system/snapshot.ts';
import { collectorsOver, onlyCollectors } from '../support/collector-tables.ts';
import { machineRoots } from '../support/machine-tree.ts';
import { ManualSchedule, settle } from '../support/manual-schedule.ts';

const START = Date.UTC(2026, 10, 21, 20, 0, 0);
const LOAD: LoadReading = { min1: 1, min5: 2, min15: 3 };

/** A monitor whose clock and timers the test moves. */
function openMonitor(collectors: CollectorTable, intervalSeconds = 2) {
  const timers = new ManualSchedule();
  const time = { passed: 0 };
  const clock = { wallMillis: () => START + time.passed, monotonicMillis: () => 5000 + time.passed };
  return { monitor: new SystemMonitor({ collectors, clock, schedule: timers.schedule, intervalSeconds }), timers, time };
}

function loadCollector(collect: (moment: Moment) => LoadReading | Promise<LoadReading>): Partial<CollectorTable> {
  return { load: { name: 'load', collect } };
}

describe('SystemMonitor', () => {
  it('makes a snapshot of all readings, and says how each collector did', async () => {
    const { monitor } = openMonitor(collectorsOver(machineRoots('server')));
    expect(monitor.latest()).toBeNull();

    const snapshot = await monitor.collectOnce();

    expect(monitor.latest()).toBe(snapshot);
    expect(snapshot).toMatchObject({
      atMillis: START,
      seconds: 2,
      load: { min1: 5.1 },
      host: { hostname: 'server' },
      raspberry: null,
    });
    expect(snapshot.fileSystems).toHaveLength(3);
    const failures = Object.fromEntries(snapshot.collectors.map(({ name, failure }) => [name, failure]));
    expect(failures).toMatchObject({ cpu: null, disks: null, fileSystems: null, sensors: null, raspberry: 'not a Raspberry Pi' });
    expect(snapshot.collectors.every(({ millis }) => millis >= 0)).toBe(true);
  });

  it('goes on without one that throws', async () => {
    const collectors = collectorsOver(machineRoots('pi4'));
    const broken: Collector<'load'> = {
      name: 'load',
      collect: () => {
        throw new Error('the file\nis gone');
      },
    };
    const { monitor } = openMonitor({ ...collectors, load: broken });

    const snapshot = await monitor.collectOnce();
    expect(snapshot.load).toBeNull();
    expect(snapshot.memory).not.toBeNull();
    expect(snapshot.collectors.find(({ name }) => name === 'load')?.failure).toBe('the file is gone');
  });

  it('has no reading any more of one that begins to fail', async () => {
    const readings = [() => LOAD, () => Promise.reject(new Error('gone')), () => LOAD];
    const { monitor } = openMonitor(onlyCollectors(loadCollector(() => (readings.shift() ?? (() => LOAD))())));

    const loads = [await monitor.collectOnce(), await monitor.collectOnce(), await monitor.collectOnce()].map(({ load }) => load);
    expect(loads).toEqual([LOAD, null, LOAD]);
  });

  it('lets the last reading stand of one that hangs, says so, and does not start it again before it came back', async () => {
    let started = 0;
    let finish = (_: LoadReading) => {};
    const collect = () => {
      started += 1;
      if (started === 1) return Promise.resolve(LOAD);
      return new Promise<LoadReading>((resolve) => {
        finish = resolve;
      });
    };
    const { monitor, timers } = openMonitor(onlyCollectors(loadCollector(collect)));
    const stateOf = (snapshot: SystemSnapshot) => snapshot.collectors.find(({ name }) => name === 'load')?.failure;
    await monitor.collectOnce();

    const second = monitor.collectOnce();
    expect(timers.waits).toEqual([1000]);
    timers.ring();
    expect((await second).load).toEqual(LOAD);
    expect(stateOf(await second)).toBe('no answer within 1000 ms');

    const third = await monitor.collectOnce();
    expect(third.load).toEqual(LOAD);
    expect(stateOf(third)).toBe('still waiting for the run before');
    expect(started).toBe(2);

    finish({ ...LOAD, min1: 9 });
    await settle();
    const fourth = monitor.collectOnce();
    finish({ ...LOAD, min1: 10 });
    expect((await fourth).load?.min1).toBe(10);
    expect(stateOf(await fourth)).toBeNull();
    expect(timers.waits).toEqual([]);
  });

  it('says what a collector could not read beside its reading', async () => {
    const load: Collector<'load'> = { name: 'load', collect: () => LOAD, trouble: () => 'only half of it' };
    const { monitor } = openMonitor(onlyCollectors({ load }));

    const { load: reading, collectors } = await monitor.collectOnce();
    expect(reading).toEqual(LOAD);
    expect(collectors.find(({ name }) => name === 'load')?.failure).toBe('only half of it');
  });

  it('times every collector', async () => {
    const { monitor, time } = openMonitor({
      ...onlyCollectors({}),
      ...loadCollector(() => {
        time.passed += 3;
        return LOAD;
      }),
    });
    expect(monitor.collectingMillis).toBe(0);
    const { collectors } = await monitor.collectOnce();
    expect(monitor.collectingMillis).toBe(3);
    expect(collectors.filter(({ millis }) => millis > 0)).toEqual([{ name: 'load', millis: 3, failure: null }]);
  });

  it('measures time between snapshots by a clock that nobody sets', async () => {
    const moments: Moment[] = [];
    const collect = (moment: Moment) => {
      moments.push(moment);
      return LOAD;
    };
    const { monitor, time } = openMonitor(onlyCollectors(loadCollector(collect)), 5);

    await monitor.collectOnce();
    time.passed += 1250;
    await monitor.collectOnce();
    await monitor.collectOnce();
    expect(moments.map(({ seconds }) => seconds)).toEqual([5, 1.25, 0.001]);
    expect(moments[1]).toMatchObject({ atMillis: START + 1250, monotonicMillis: 6250 });
  });

  it('begins at once, goes on at every interval, and stops', async () => {
    const { monitor, timers, time } = openMonitor(onlyCollectors(loadCollector(() => LOAD)));
    const heard: number[] = [];
    const stopListening = monitor.onSnapshot(({ atMillis }) => heard.push(atMillis - START));

    monitor.start();
    monitor.start();
    await settle();
    expect(timers.waits).toEqual([2000]);
    time.passed = 2000;
    timers.ring();
    await settle();
    stopListening();
    time.passed = 4000;
    timers.ring();
    await settle();
    monitor.stop();

    expect(heard).toEqual([0, 2000]);
    expect(monitor.latest()?.atMillis).toBe(START + 4000);
    expect(timers.waits).toEqual([]);
  });

  it('takes one snapshot at a time', async () => {
    let started = 0;
    const collect = async () => {
      started += 1;
      await settle();
      return LOAD;
    };
    const { monitor } = openMonitor(onlyCollectors(loadCollector(collect)));

    const [one, other] = await Promise.all([monitor.collectOnce(), monitor.collectOnce()]);
    expect(one).toBe(other);
    expect(started).toBe(1);
  });
});
