import { describe, expect, it } from 'vitest';
import { tellEvents, tellSystem } from '../../src/api/tell-machine.ts';
import { FakeMachine, systemEvent } from '../support/fake-machine.ts';
import { processReading, SNAPSHOT_START_MILLIS } from '../support/system-readings.ts';
import { systemSnapshot } from '../support/system-snapshot.ts';

const ALL = { limit: 100, sortBy: 'cpu', filter: '' } as const;

function machineOf(...processes: Parameters<typeof processReading>[0][]): FakeMachine {
  const machine = new FakeMachine();
  machine.currentSnapshot = systemSnapshot({ processes: processes.map((changes) => processReading(changes)) });
  return machine;
}

function pidsOf(machine: FakeMachine, question: Partial<Parameters<typeof tellSystem>[1]>): readonly number[] | undefined {
  return tellSystem(machine, { ...ALL, ...question })?.processes?.list.map(({ pid }) => pid);
}

describe('tellSystem', () => {
  it('writes times as text and keeps every reading under its name', () => {
    const machine = new FakeMachine();
    const { atMillis, host, processes, ...readings } = systemSnapshot();
    const { bootedAtMillis, ...rest } = host!;
    expect(atMillis).toBe(SNAPSHOT_START_MILLIS);
    expect(bootedAtMillis).toBe(SNAPSHOT_START_MILLIS - 90_769_000);
    const told = tellSystem(machine, ALL)!;
    expect(told).toEqual({
      ...readings,
      takenAt: '2026-03-01T19:00:00.000000Z',
      host: { ...rest, bootedAt: '2026-02-28T17:47:11.000000Z' },
      worstLevel: 'careful',
      levels: machine.currentLevels,
      processes: told.processes,
    });
    const { startedAtMillis: _, ...first } = processes!.list[0]!;
    expect(told.processes?.list[0]).toEqual({
      ...first,
      startedAt: '2026-02-28T19:00:00.000000Z',
      cpuLevel: 'ok',
      memoryLevel: 'ok',
    });
    expect(told.processes?.counts).toEqual(processes?.counts);
  });

  it('says of levels no more than how bad a figure is', () => {
    const machine = new FakeMachine();
    const judgement = { metric: 'swap', item: null, level: 'warning', value: 71, limits: {} } as const;
    machine.currentLevels = [judgement];
    expect(tellSystem(machine, ALL)?.levels).toEqual([{ metric: 'swap', item: null, level: 'warning' }]);
  });

  it('says of every process how bad it is what it takes', () => {
    const told = tellSystem(machineOf({ cpuPercent: 180 }, { cpuPercent: 3 }), ALL);
    expect(told?.processes?.list.map(({ cpuLevel }) => cpuLevel)).toEqual(['critical', 'ok']);
  });

  it('has nothing to say before the first snapshot', () => {
    const machine = new FakeMachine();
    machine.currentSnapshot = null;
    expect(tellSystem(machine, ALL)).toBeNull();
  });

  it('leaves out what there is no reading of', () => {
    const machine = new FakeMachine();
    machine.currentSnapshot = systemSnapshot({ host: null, processes: null, cpu: null });
    expect(tellSystem(machine, ALL)).toMatchObject({ host: null, processes: null, cpu: null });
  });

  it('keeps the first of the order asked for, and says how many there are', () => {
    const machine = machineOf(
      { pid: 1, cpuPercent: 90, residentBytes: 10, readBytesPerSecond: 0, writeBytesPerSecond: 5 },
      { pid: 2, cpuPercent: 50, residentBytes: 30, readBytesPerSecond: null, writeBytesPerSecond: null },
      { pid: 3, cpuPercent: 10, residentBytes: 20, readBytesPerSecond: 4, writeBytesPerSecond: 2 },
    );
    expect(pidsOf(machine, {})).toEqual([1, 2, 3]);
    expect(pidsOf(machine, { sortBy: 'memory' })).toEqual([2, 3, 1]);
    expect(pidsOf(machine, { sortBy: 'io' })).toEqual([3, 1, 2]);
    expect(pidsOf(machine, { sortBy: 'memory', limit: 1 })).toEqual([2]);
    expect(tellSystem(machine, { ...ALL, limit: 1 })?.processes?.matching).toBe(3);
  });

  it('finds processes by number, user, name and command, whatever the case', () => {
    const machine = machineOf(
      { pid: 4711, name: 'broker', user: 'mqtt', command: ['/usr/bin/broker', '--Config', 'x'] },
      { pid: 5, name: 'sshd', user: 'root', command: ['sshd: admin'] },
    );
    expect(pidsOf(machine, { filter: '471' })).toEqual([4711]);
    expect(pidsOf(machine, { filter: 'ROOT' })).toEqual([5]);
    expect(pidsOf(machine, { filter: '--config X' })).toEqual([4711]);
    expect(pidsOf(machine, { filter: 'nothing like it' })).toEqual([]);
    expect(tellSystem(machine, { ...ALL, filter: 'root' })?.processes).toMatchObject({ matching: 1, counts: { total: 2 } });
  });
});

describe('tellEvents', () => {
  it('puts those that last first, then the latest', () => {
    const machine = new FakeMachine();
    const at = (seconds: number) => SNAPSHOT_START_MILLIS + seconds * 1000;
    machine.currentEvents = [
      systemEvent({ serial: 1, beginAtMillis: at(0), endAtMillis: at(5) }),
      systemEvent({ serial: 2, beginAtMillis: at(1) }),
      systemEvent({ serial: 3, beginAtMillis: at(2), endAtMillis: at(3) }),
      systemEvent({ serial: 4, beginAtMillis: at(2) }),
    ];
    const { list, total, ongoing } = tellEvents(machine, 3);
    expect(list.map(({ serial }) => serial)).toEqual([4, 2, 3]);
    expect([total, ongoing]).toEqual([4, 2]);
    expect([list[2]?.beginAt, list[2]?.endAt]).toEqual(['2026-03-01T19:00:02.000000Z', '2026-03-01T19:00:03.000000Z']);
    expect(list[0]?.endAt).toBeNull();
  });
});
