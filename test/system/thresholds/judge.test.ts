import { describe, expect, it } from 'vitest';
import { type Judgement, judge } from '../../../src/system/thresholds/judge.ts';
import { THRESHOLDS } from '../../../src/system/thresholds/thresholds.ts';
import {
  diskReading,
  fileSystemReading,
  flashCardReading,
  interfaceReading,
  sensorReading,
} from '../../support/system-readings.ts';
import { type SnapshotChanges, systemSnapshot } from '../../support/system-snapshot.ts';

function judged(changes: SnapshotChanges, metric: string, item: string | null = null): Judgement | undefined {
  return judge(systemSnapshot(changes), { thresholds: [] }).find((found) => found.metric === metric && found.item === item);
}

describe('judge', () => {
  it('finds nothing wrong with a machine that is well', () => {
    const judgements = judge(systemSnapshot(), { thresholds: [] });
    expect(judgements.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(judgements.length).toBeGreaterThan(25);
  });

  it('gives all metrics but those of single processes', () => {
    const snapshot = systemSnapshot({
      sensors: [
        sensorReading(),
        sensorReading({ label: 'disk', type: 'temperature_hdd' }),
        sensorReading({ label: 'BAT0', type: 'battery', unit: '%', value: 90 }),
      ],
      flashCards: [flashCardReading({ wearPercent: 10, endOfLife: 'normal' })],
    });
    const found = new Set(judge(snapshot, { thresholds: [] }).map(({ metric }) => metric));
    expect(Object.keys(THRESHOLDS).filter((metric) => !found.has(metric as never))).toEqual(['processCpu', 'processMemory']);
  });

  const cpuAt = (share: number) => ({ cpu: { total: share } });
  const graded = (of: (value: number) => SnapshotChanges, limits: readonly number[], item: string | null = null) => ({
    of,
    limits,
    item,
  });

  it.each([
    ['cpu', graded(cpuAt, [65, 75, 85])],
    ['cpuUser', graded((user) => ({ cpu: { user, system: 0 } }), [50, 70, 90])],
    ['cpuSystem', graded((system) => ({ cpu: { user: 0, system } }), [50, 70, 90])],
    ['cpuSteal', graded((steal) => ({ cpu: { user: 0, steal } }), [50, 70, 90])],
    ['cpuIowait', graded((iowait) => ({ cpu: { iowait, logicalCount: 4 } }), [20, 22.5, 25])],
    [
      'contextSwitches',
      graded((contextSwitchesPerSecond) => ({ cpu: { contextSwitchesPerSecond, logicalCount: 2 } }), [80_000, 90_000, 100_000]),
    ],
    ['load', graded((min15) => ({ cpu: { logicalCount: 4 }, load: { min15 } }), [2.8, 4, 20])],
    ['memory', graded((percent) => ({ memory: { percent } }), [50, 70, 90])],
    ['swap', graded((percent) => ({ swap: { percent } }), [50, 70, 90])],
    ['pressureCpu', graded((cpu) => ({ pressure: { cpu } }), [30, 50, 80])],
    ['pressureMemory', graded((memory) => ({ pressure: { memory } }), [10, 20, 40])],
    ['pressureIo', graded((io) => ({ pressure: { io } }), [30, 50, 80])],
    ['fileSystem', graded((percent) => ({ fileSystems: [fileSystemReading({ percent })] }), [50, 70, 90], '/')],
    ['fileSystemInodes', graded((inodesPercent) => ({ fileSystems: [fileSystemReading({ inodesPercent })] }), [70, 85, 95], '/')],
    [
      'diskReadLatency',
      graded((readLatencyMillis) => ({ disks: [diskReading({ readLatencyMillis })] }), [10, 20, 50], 'mmcblk0'),
    ],
    [
      'diskWriteLatency',
      graded((writeLatencyMillis) => ({ disks: [diskReading({ writeLatencyMillis })] }), [10, 20, 50], 'mmcblk0'),
    ],
    ['flashCardWear', graded((wearPercent) => ({ flashCards: [flashCardReading({ wearPercent })] }), [80, 90, 100], 'mmcblk0')],
    [
      'interfaceReceived',
      graded(
        (percent) => ({ interfaces: [interfaceReading({ receivedBytesPerSecond: percent * 1_250_000 })] }),
        [70, 80, 90],
        'eth0',
      ),
    ],
    [
      'interfaceSent',
      graded(
        (percent) => ({ interfaces: [interfaceReading({ sentBytesPerSecond: percent * 1_250_000 })] }),
        [70, 80, 90],
        'eth0',
      ),
    ],
    ['temperature', graded((value) => ({ sensors: [sensorReading({ value })] }), [60, 70, 80], 'cpu_thermal 0')],
    [
      'diskTemperature',
      graded((value) => ({ sensors: [sensorReading({ label: 'sda', type: 'temperature_hdd', value })] }), [45, 52, 60], 'sda'),
    ],
    ['connectionTracking', graded((tracked) => ({ connections: { tracked, trackedMax: 100 } }), [70, 85, 95])],
  ] as const)('holds %s against its limits', (metric, { of, limits, item }) => {
    const levels = limits.flatMap((limit) => [limit * 0.999, limit]).map((value) => judged(of(value), metric, item)?.level);
    expect(levels).toEqual(['ok', 'careful', 'careful', 'warning', 'warning', 'critical']);
  });

  it('has limits that are lower where lower is worse', () => {
    const battery = (value: number) =>
      judged({ sensors: [sensorReading({ label: 'BAT0', type: 'battery', unit: '%', value })] }, 'battery', 'BAT0')?.level;
    expect([31, 30, 20, 10].map(battery)).toEqual(['ok', 'careful', 'warning', 'critical']);
  });

  it.each([
    ['underVoltage', 'critical'],
    ['throttled', 'critical'],
    ['frequencyCapped', 'warning'],
    ['softTemperatureLimit', 'warning'],
  ] as const)('takes %s of a Raspberry Pi for %s now and for careful since its start', (flag, level) => {
    expect(judged({ raspberry: { [flag]: true } }, flag)?.level).toBe(level);
    const since = { raspberry: { sinceStart: { [flag]: true } } };
    expect(judged(since, flag)?.level).toBe('ok');
    expect(judged(since, 'raspberrySinceStart', flag)?.level).toBe('careful');
    expect(judged({ raspberry: { [flag]: null, sinceStart: { [flag]: null } } }, flag)).toBeUndefined();
  });

  it('takes a file system that cannot be written for critical, but for those that never can or are no disk', () => {
    const readOnly = (type: string, device = '/dev/mmcblk0p2') =>
      judged({ fileSystems: [fileSystemReading({ type, device, isReadOnly: true })] }, 'fileSystemReadOnly', '/')?.level;
    expect(readOnly('ext4')).toBe('critical');
    expect(readOnly('iso9660')).toBeUndefined();
    expect(readOnly('tmpfs', 'tmpfs')).toBeUndefined();
    expect(readOnly('nfs4', 'nas:/media')).toBeUndefined();
  });

  it.each([
    ['normal', 'ok'],
    ['warning', 'warning'],
    ['urgent', 'critical'],
  ] as const)('takes the end of life of a flash card for what it says: %s', (endOfLife, level) => {
    const changes = { flashCards: [flashCardReading({ endOfLife })] };
    expect(judged(changes, 'flashCardEndOfLife', 'mmcblk0')?.level).toBe(level);
  });

  it('has no levels for the speed of disks, fans and voltages', () => {
    const fast = judged({ disks: [diskReading({ readBytesPerSecond: 1e12 })] }, 'diskRead', 'mmcblk0');
    expect(fast?.level).toBe('ok');
    const sensors = [
      sensorReading({ label: 'fan1', type: 'fan_speed', unit: 'R', value: 90_000 }),
      sensorReading({ label: 'in0', type: 'voltage', unit: 'V', value: 400 }),
    ];
    const found = judge(systemSnapshot({ sensors }), { thresholds: [] });
    expect(found.filter(({ item }) => item === 'fan1' || item === 'in0')).toEqual([]);
  });

  it('says nothing of an interface whose speed is not known, and of swap that is not there', () => {
    const interfaces = [null, 0].map((speedBitsPerSecond) => interfaceReading({ name: 'x', speedBitsPerSecond }));
    expect(judged({ interfaces }, 'interfaceReceived', 'x')).toBeUndefined();
    expect(judged({ swap: { total: 0 } }, 'swap')).toBeUndefined();
  });

  it('leaves out what the machine does not say', () => {
    const nothing = {
      ...{ cpu: null, load: null, memory: null, swap: null, pressure: null, disks: null, flashCards: null },
      ...{ fileSystems: null, interfaces: null, sensors: null, raspberry: null, connections: null },
    };
    expect(judge(systemSnapshot(nothing), { thresholds: [] })).toEqual([]);
    expect(judged({ memory: { percent: Number.NaN } }, 'memory')).toBeUndefined();
  });

  it('has the hardware’s own limits for temperatures, and those of the configuration before them', () => {
    const hot = systemSnapshot({ sensors: [sensorReading({ value: 82, warning: 90, critical: 100 })] });
    const levelWith = (thresholds: Parameters<typeof judge>[1]['thresholds']) =>
      judge(hot, { thresholds }).find(({ metric }) => metric === 'temperature')?.level;
    expect(levelWith([])).toBe('careful');
    expect(levelWith([{ metric: 'temperature', critical: 80 }])).toBe('critical');
    expect(levelWith([{ metric: 'temperature', item: 'gpu*', critical: 80 }])).toBe('careful');
  });
});
