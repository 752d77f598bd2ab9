import { describe, expect, it } from 'vitest';
import { SystemHistory } from '../../src/system/history.ts';
import { MOST_ITEMS } from '../../src/system/history-items.ts';
import { atSecond } from '../support/event-script.ts';
import { diskReading, interfaceReading, sensorReading } from '../support/system-readings.ts';
import { type SnapshotChanges, snapshotsEvery, systemSnapshot } from '../support/system-snapshot.ts';

const ALL = { fromMillis: 0, toMillis: Number.MAX_SAFE_INTEGER };
const HOUR = 3600;

function historyOf(seconds: number, changes: readonly SnapshotChanges[]): SystemHistory {
  const history = new SystemHistory();
  for (const snapshot of snapshotsEvery(seconds, changes)) history.add(snapshot);
  return history;
}

function loads(count: number): SnapshotChanges[] {
  return Array.from({ length: count }, (_, index) => ({ load: { min1: index } }));
}

describe('SystemHistory', () => {
  it('keeps the main figures of a snapshot', () => {
    const [point] = historyOf(2, [{}]).points(ALL);
    expect(point).toEqual({
      atMillis: atSecond(0),
      seconds: 2,
      figures: {
        cpuTotal: 5,
        cpuUser: 3,
        cpuSystem: 1.5,
        cpuIowait: 0.5,
        cpuSteal: 0,
        load1: 0.42,
        load5: 0.31,
        load15: 0.24,
        memoryPercent: 21,
        swapPercent: 0,
        pressureCpu: 1.2,
        pressureMemory: 0,
        pressureIo: 0.4,
        temperature: 48.7,
        processes: 4,
        probeCpuPercent: 4,
        probeResidentBytes: 125_829_120,
      },
      interfaces: [
        { name: 'eth0', received: 125_000, sent: 12_500 },
        { name: 'lo', received: 125_000, sent: 12_500 },
      ],
      disks: [
        { name: 'mmcblk0', read: 4_096, written: 20_480 },
        { name: 'mmcblk0p2', read: 4_096, written: 20_480 },
      ],
    });
  });

  it('says null for what was not known', () => {
    const [point] = historyOf(2, [{ memory: null, sensors: null, interfaces: null, disks: [] }]).points(ALL);
    expect(point?.figures).toMatchObject({ memoryPercent: null, temperature: null, cpuTotal: 5 });
    expect(point).toMatchObject({ interfaces: [], disks: [] });
  });

  it('keeps the hottest of the sensors at processors, and of disks only without those', () => {
    const core = (value: number) => sensorReading({ label: `core ${value}`, value });
    const disk = sensorReading({ label: 'disk', type: 'temperature_hdd', value: 90 });
    const fan = sensorReading({ label: 'fan', type: 'fan_speed', value: 2000 });
    const sensors = [[core(50), core(61), disk, fan], [disk, fan], [fan]];
    const history = historyOf(
      2,
      sensors.map((list) => ({ sensors: list })),
    );
    expect(history.points(ALL).map(({ figures }) => figures.temperature)).toEqual([61, 90, null]);
  });

  it('has a point for each snapshot of the last hour', () => {
    const history = historyOf(2, loads(2000));
    const points = history.points(ALL);
    expect(points).toHaveLength(1800);
    expect(points[0]).toMatchObject({ atMillis: atSecond(400), figures: { load1: 200 } });
    expect(points.at(-1)).toMatchObject({ atMillis: atSecond(3998), figures: { load1: 1999 } });
  });

  it('has fewer points of snapshots that are far apart, and still no more than an hour of them', () => {
    const points = historyOf(60, loads(100)).points(ALL);
    expect(points.map(({ figures }) => figures.load1)).toEqual(Array.from({ length: 60 }, (_, index) => 40 + index));
  });

  it('makes one point of snapshots that are close together: their mean', () => {
    const history = historyOf(1, loads(3 * HOUR));
    const points = history.points(ALL);
    expect(points).toHaveLength(1800);
    expect(points.at(-1)).toMatchObject({ seconds: 2, atMillis: atSecond(3 * HOUR - 1), figures: { load1: 3 * HOUR - 1.5 } });
    expect(points[0]).toMatchObject({ figures: { load1: 2 * HOUR + 0.5 } });
  });

  it('does not mind that a snapshot is a little late or early', () => {
    const history = new SystemHistory();
    for (let index = 0; index < 10; index++) history.add(systemSnapshot({ atMillis: atSecond(index), seconds: 1.02 }));
    expect(history.points(ALL)).toHaveLength(5);
  });

  it('takes means over steps, weighed by time, and leaves out what was not known', () => {
    const history = new SystemHistory();
    for (const [second, seconds, min1] of [
      [0, 2, 1],
      [4, 4, 4],
      [6, 2, null],
      [10, 4, 8],
    ] as const) {
      history.add(systemSnapshot({ atMillis: atSecond(second), seconds, load: min1 === null ? null : { min1 } }));
    }
    const points = history.points({ ...ALL, stepSeconds: 10 });
    expect(points.map(({ atMillis, seconds, figures }) => [atMillis, seconds, figures.load1])).toEqual([
      [atSecond(0), 8, 3],
      [atSecond(10), 4, 8],
    ]);
  });

  it('gives the points from a time up to another', () => {
    const history = historyOf(2, loads(10));
    const points = history.points({ fromMillis: atSecond(4), toMillis: atSecond(8) });
    expect(points.map(({ figures }) => figures.load1)).toEqual([2, 3]);
  });

  it('gives a series of one figure, without what was not known', () => {
    const history = historyOf(2, [{ load: { min1: 1 } }, { load: null }, { load: { min1: 3 } }]);
    expect(history.series('load1')).toEqual([
      [atSecond(0), 1],
      [atSecond(4), 3],
    ]);
  });

  it('gives a series of one interface or disk', () => {
    const history = historyOf(2, [
      {
        interfaces: [interfaceReading({ sentBytesPerSecond: 7 })],
        disks: [diskReading({ name: 'eth0', readBytesPerSecond: 9 })],
      },
    ]);
    expect(history.series('sent', 'eth0')).toEqual([[atSecond(0), 7]]);
    expect(history.series('read', 'eth0')).toEqual([[atSecond(0), 9]]);
    expect(history.series('read', 'sda')).toEqual([]);
    expect(history.series('read')).toEqual([]);
  });

  it('keeps the first few interfaces, those of hardware and then the busiest', () => {
    const virtual = Array.from({ length: 20 }, (_, index) =>
      interfaceReading({ name: `veth${index}`, speedBitsPerSecond: null, receivedBytes: index, sentBytes: 0 }),
    );
    const history = historyOf(2, [{ interfaces: [...virtual, interfaceReading({ receivedBytes: 0 })] }]);
    expect(history.names('interfaces')).toEqual([
      'eth0',
      ...Array.from({ length: MOST_ITEMS - 1 }, (_, index) => `veth${19 - index}`),
    ]);
  });

  it('lets an interface give way that was not there for an hour', () => {
    const names = (prefix: string) =>
      Array.from({ length: MOST_ITEMS }, (_, index) => interfaceReading({ name: `${prefix}${index}` }));
    const old = Array.from({ length: 10 }, () => ({ interfaces: names('old') }));
    const next = Array.from({ length: 61 }, () => ({ interfaces: names('new') }));
    expect(historyOf(60, [...old, ...next.slice(1)]).names('interfaces')).toContain('new0');
    expect(historyOf(60, [...old, ...next.slice(2)]).names('interfaces')).not.toContain('new0');
  });

  it('has a gap where an interface was away', () => {
    const there = { interfaces: [interfaceReading()] };
    const history = historyOf(2, [there, { interfaces: [] }, there]);
    expect(history.points(ALL).map(({ interfaces }) => interfaces[0]?.received)).toEqual([125_000, null, 125_000]);
  });

  it('moves with a clock that is set', () => {
    const history = new SystemHistory();
    const jump = 86_400_000;
    for (const [index, snapshot] of snapshotsEvery(2, loads(4)).entries()) {
      history.add(index < 2 ? snapshot : { ...snapshot, atMillis: snapshot.atMillis + jump });
    }
    expect(history.series('load1')).toEqual([0, 1, 2, 3].map((index) => [atSecond(index * 2) + jump, index]));
    expect(history.names('interfaces')).toEqual(['eth0', 'lo']);
  });

  it('is empty at first', () => {
    const history = new SystemHistory();
    expect([history.points(ALL), history.series('cpuTotal'), history.names('disks')]).toEqual([[], [], []]);
  });
});
