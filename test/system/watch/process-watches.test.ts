import { describe, expect, it } from 'vitest';
import type { ProcessReading } from '../../../src/system/process-readings.ts';
import type { ProcessWatch, WatchBreach, WatchState } from '../../../src/system/watch/process-watch.ts';
import { ProcessWatches } from '../../../src/system/watch/process-watches.ts';

const SECONDS = 2;
const START = Date.UTC(2026, 4, 4, 12);

const watchOf = (fields: Partial<ProcessWatch>): ProcessWatch => ({
  name: 'machines',
  pattern: 'qemu-system-*',
  minCount: null,
  maxCount: null,
  cpuPercent: null,
  memoryPercent: null,
  ioBytesPerSecond: null,
  of: 'each',
  heldSeconds: 0,
  level: 'warning',
  ...fields,
});

const processOf = (fields: Partial<ProcessReading>): ProcessReading => ({
  pid: 1,
  parentPid: 1,
  name: 'sleep',
  command: ['sleep', '60'],
  user: 'root',
  state: 'S',
  cpuPercent: 0,
  memoryPercent: 0,
  residentBytes: 0,
  virtualBytes: 0,
  sharedBytes: 0,
  threads: 1,
  nice: 0,
  userSeconds: 0,
  systemSeconds: 0,
  startedAtMillis: START,
  readBytesPerSecond: 0,
  writeBytesPerSecond: 0,
  readBytes: 0,
  writtenBytes: 0,
  ...fields,
});

const guest = (name: string, fields: Partial<ProcessReading>) =>
  processOf({ name: 'qemu-system-x86_64', command: ['/usr/bin/qemu-system-x86_64', '-name', `guest=${name}`], ...fields });

/** Shows a watch one snapshot after another, two seconds apart; null is one that knows no processes. */
function observer(...watches: readonly ProcessWatch[]): (list: readonly ProcessReading[] | null) => readonly WatchState[] {
  const observed = new ProcessWatches(watches);
  let snapshots = 0;
  return (list) => {
    snapshots += 1;
    const counts = { total: 0, running: 0, sleeping: 0, other: 0, threads: 0, pidMax: null };
    const processes = list === null ? null : { list, counts };
    return observed.observe({ atMillis: START + snapshots * SECONDS * 1000, seconds: SECONDS, processes });
  };
}

const breachesOf = (states: readonly WatchState[]) => states.flatMap(({ breaches }) => breaches);
const told = ({ metric, item, value, limit, unit }: WatchBreach) => ({ metric, item, value, limit, unit });

describe('ProcessWatches', () => {
  it('raises a virtual machine that stays above 150 percent for 30 seconds, by the machine’s name', () => {
    const observe = observer(watchOf({ cpuPercent: 150, heldSeconds: 30 }));
    const list = [
      guest('web', { pid: 4711, cpuPercent: 187.4, memoryPercent: 12 }),
      guest('mail', { pid: 4712, cpuPercent: 20 }),
    ];
    const seen = Array.from({ length: 16 }, () => breachesOf(observe(list)));
    expect(seen.map(([breach]) => breach?.isHeld)).toEqual([...Array.from({ length: 15 }, () => false), true]);
    expect(seen[15]).toEqual([
      {
        watch: 'machines',
        level: 'warning',
        metric: 'cpu',
        item: 'web',
        value: 187.4,
        limit: 150,
        unit: '%',
        sinceAtMillis: START + 2000,
        seconds: 30,
        isHeld: true,
        message: 'web uses 187 % CPU, more than 150 %, for 30 s',
        top: [{ pid: 4711, name: 'qemu-system-x86_64', cpuPercent: 187.4, memoryPercent: 12 }],
      },
    ]);
  });

  it('begins again after one snapshot without', () => {
    const observe = observer(watchOf({ cpuPercent: 150, heldSeconds: 4 }));
    const held = [200, 200, 150, 200, 200, 200].map(
      (cpuPercent) => breachesOf(observe([guest('web', { cpuPercent })]))[0]?.isHeld,
    );
    expect(held).toEqual([false, false, undefined, false, false, true]);
  });

  it('does not take one process’s time for another’s', () => {
    const observe = observer(watchOf({ cpuPercent: 150, heldSeconds: 2 }));
    observe([guest('web', { pid: 1, cpuPercent: 200 })]);
    const [breach] = breachesOf(observe([guest('mail', { pid: 2, cpuPercent: 200 })]));
    expect(breach).toMatchObject({ item: 'mail', isHeld: false, seconds: 0 });
  });

  it('adds up where the limit is for all together', () => {
    const observe = observer(watchOf({ cpuPercent: 150, of: 'all' }));
    const guests = [10, 40, 30, 90].map((cpuPercent, index) => guest(`vm${index}`, { pid: index, cpuPercent }));
    const [state] = observe(guests);
    expect(state).toMatchObject({ watch: 'machines', count: 4, cpuPercent: 170 });
    expect(state?.breaches.map(told)).toEqual([{ metric: 'cpu', item: 'machines', value: 170, limit: 150, unit: '%' }]);
    expect(state?.breaches[0]?.message).toBe('machines: together use 170 % CPU, more than 150 %');
    expect(state?.breaches[0]?.top.map(({ pid }) => pid)).toEqual([3, 1, 2]);
  });

  it('tells too few and too many', () => {
    const watch = watchOf({ name: 'web server', pattern: 'nginx', minCount: 1, maxCount: 2 });
    const observe = observer(watch);
    const nginx = (pid: number) => processOf({ pid, name: 'nginx', command: ['nginx'] });
    const [few] = breachesOf(observe([processOf({ pid: 9 })]));
    expect(few).toMatchObject({ metric: 'count', item: 'web server', value: 0, limit: 1, unit: 'processes', top: [] });
    expect(few?.message).toBe('web server: 0 processes, fewer than 1');
    expect(breachesOf(observe([nginx(1)]))).toEqual([]);
    const [many] = breachesOf(observe([nginx(1), nginx(2), nginx(3)]));
    expect(many?.message).toBe('web server: 3 processes, more than 2');
    expect(many?.seconds).toBe(0);
  });

  it('measures memory and input and output, reading and writing together', () => {
    const observe = observer(watchOf({ memoryPercent: 50, ioBytesPerSecond: 1e6, level: 'critical' }));
    const breaches = breachesOf(
      observe([guest('web', { memoryPercent: 50.4, readBytesPerSecond: 7e5, writeBytesPerSecond: 8e5 })]),
    );
    expect(breaches.map(told)).toEqual([
      { metric: 'memory', item: 'web', value: 50.4, limit: 50, unit: '%' },
      { metric: 'io', item: 'web', value: 1.5e6, limit: 1e6, unit: 'B/s' },
    ]);
    expect(breaches[1]).toMatchObject({ level: 'critical', message: 'web uses 1.5 MB/s of input and output, more than 1 MB/s' });
  });

  it('says null of input and output that may not be read, and does not raise it', () => {
    const observe = observer(watchOf({ ioBytesPerSecond: 0 }));
    const hidden = guest('web', { readBytesPerSecond: null, writeBytesPerSecond: null });
    expect(observe([hidden])).toMatchObject([{ ioBytesPerSecond: null, breaches: [] }]);
    expect(observe([hidden, guest('mail', { pid: 2, readBytesPerSecond: 5 })])).toMatchObject([
      { ioBytesPerSecond: 5, breaches: [{ item: 'mail' }] },
    ]);
  });

  it('tells two machines of the same name apart', () => {
    const observe = observer(watchOf({ cpuPercent: 150 }));
    const breaches = breachesOf(observe([guest('web', { pid: 1, cpuPercent: 200 }), guest('web', { pid: 2, cpuPercent: 200 })]));
    expect(breaches.map(({ item }) => item)).toEqual(['web 1', 'web 2']);
  });

  it('says what it said before where the snapshot knows no processes, and counts that time as neither', () => {
    const observe = observer(watchOf({ cpuPercent: 150, heldSeconds: 4 }));
    const list = [guest('web', { cpuPercent: 200 })];
    observe(list);
    const before = observe(list);
    expect(observe(null)).toBe(before);
    expect(breachesOf(observe(list))[0]).toMatchObject({ seconds: 4, isHeld: true });
  });

  it('has nothing to say before the first processes, and without watches', () => {
    expect(observer(watchOf({ minCount: 1 }))(null)).toEqual([]);
    expect(observer()([processOf({})])).toEqual([]);
  });

  it('looks at a process again that became another program', () => {
    const observe = observer(watchOf({ pattern: 'nginx' }));
    const counts = ['bash', 'nginx', 'bash'].map((name) => observe([processOf({ name, command: [name] })])[0]?.count);
    expect(counts).toEqual([0, 1, 0]);
  });

  it('keeps watches apart that look at the same processes', () => {
    const observe = observer(
      watchOf({ name: 'high', cpuPercent: 100, level: 'critical' }),
      watchOf({ name: 'low', cpuPercent: 50, level: 'careful' }),
    );
    const states = observe([guest('web', { cpuPercent: 70 })]);
    expect(states.map(({ watch, breaches }) => [watch, breaches.length])).toEqual([
      ['high', 0],
      ['low', 1],
    ]);
  });

  it('tells of at most 64 processes one by one', () => {
    const observe = observer(watchOf({ pattern: '*', cpuPercent: 1 }));
    const list = Array.from({ length: 200 }, (_, index) => processOf({ pid: index, cpuPercent: 300 - index }));
    const breaches = breachesOf(observe(list));
    expect(breaches.length).toBe(64);
    expect(breaches[0]?.value).toBe(300);
  });
});
