import { describe, expect, it } from 'vitest';
import type { GlancesRow, GlancesValue } from '../../../../src/api/glances/glances-plugin.ts';
import { PLUGINS } from '../../../../src/api/glances/plugins/all-plugins.ts';
import {
  containerReading,
  cpuReading,
  diskReading,
  interfaceReading,
  processReading,
  sensorReading,
} from '../../../support/system-readings.ts';
import { type SnapshotChanges, systemSnapshot } from '../../../support/system-snapshot.ts';
import { FakeGlancesSource, systemEvent, WAN } from '../fake-glances-source.ts';
import { BLIND, FULL } from '../machines.ts';

function show(name: string, changes: SnapshotChanges = {}, source = new FakeGlancesSource()): GlancesValue {
  return PLUGINS.get(name)!.show({ snapshot: systemSnapshot(changes), source });
}

function rows(name: string, changes: SnapshotChanges = {}, source = new FakeGlancesSource()): readonly GlancesRow[] {
  return show(name, changes, source) as readonly GlancesRow[];
}

describe('the plugins', () => {
  it('are those of Glances 4', () => {
    expect([...PLUGINS.keys()].join(' ')).toBe(
      'alert amps cloud connections containers core cpu diskio folders fs gpu help ip irq load mem memswap mpp network now npu ' +
        'percpu ports processcount processlist programlist psutilversion quicklook raid sensors smart system uptime version vms wifi',
    );
  });

  it.each([...PLUGINS])('say of nothing what Glances says of nothing: %s', (_name, plugin) => {
    const of = (snapshot: typeof FULL) => plugin.show({ snapshot, source: new FakeGlancesSource(snapshot) });
    const kind = (value: GlancesValue) => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);
    expect(kind(of(BLIND))).toBe(kind(of(FULL)));
  });

  it.each([...PLUGINS])('describe only fields that they have, but for what this machine lacks: %s', (_name, plugin) => {
    const value = plugin.show({ snapshot: FULL, source: new FakeGlancesSource(FULL) });
    const row = Array.isArray(value) ? value[0] : value;
    if (row === undefined || row === null || typeof row === 'string') return;
    expect(Object.keys(plugin.fields).filter((field) => !Object.hasOwn(row, field))).toEqual([]);
  });

  it.each([...PLUGINS])('keep a history of fields that they have: %s', (_name, plugin) => {
    const value = plugin.show({ snapshot: FULL, source: new FakeGlancesSource(FULL) });
    const row = (Array.isArray(value) ? value[0] : value) as GlancesRow;
    for (const field of plugin.history) expect(typeof row[field]).toBe('number');
  });
});

describe('cpu', () => {
  it('has percentages with one digit, and counts with their rates', () => {
    const cpu = { user: 12.345, contextSwitches: 1_000_000, contextSwitchesPerSecond: 600 };
    expect(show('cpu', { seconds: 2, cpu })).toMatchObject({
      user: 12.3,
      cpucore: 4,
      time_since_update: 2,
      ctx_switches: 1200,
      ctx_switches_gauge: 1_000_000,
      ctx_switches_rate_per_sec: 600,
    });
  });

  it('has a row for each processor, by its number', () => {
    const [one, two] = cpuReading().perCpu;
    const perCpu = [
      { ...one!, number: 0, total: 100 },
      { ...two!, number: 3, total: 1 },
    ];
    expect(rows('percpu', { cpu: { perCpu } }).map((row) => [row.key, row.cpu_number, row.total])).toEqual([
      ['cpu_number', 0, 100],
      ['cpu_number', 3, 1],
    ]);
  });

  it('has the load for each processor in quicklook', () => {
    expect(show('quicklook', { load: { min15: 2 }, cpu: { logicalCount: 4 } })).toMatchObject({ load: 50 });
  });
});

describe('network', () => {
  it('has the line first, received what came down and sent what went up', () => {
    expect(rows('network', { seconds: 2 })[0]).toEqual({
      key: 'interface_name',
      interface_name: 'wan',
      alias: null,
      is_up: true,
      speed: 1_000_000_000,
      time_since_update: 2,
      bytes_recv: 2_500_000,
      bytes_recv_gauge: 9_000_000_000,
      bytes_recv_rate_per_sec: 1_250_000,
      bytes_sent: 250_000,
      bytes_sent_gauge: 700_000_000,
      bytes_sent_rate_per_sec: 125_000,
      bytes_all: 2_750_000,
      bytes_all_gauge: 9_700_000_000,
      bytes_all_rate_per_sec: 1_375_000,
    });
  });

  it('keeps the line apart from an interface of that name', () => {
    const names = rows('network', { interfaces: [interfaceReading({ name: 'wan' })] }).map((row) => row.interface_name);
    expect(names).toEqual(['wan-line', 'wan']);
  });

  it('says 0 for a speed that is not known', () => {
    const source = new FakeGlancesSource();
    source.line = { ...WAN, speedBitsPerSecond: null, isUp: false };
    const speeds = rows('network', { interfaces: [interfaceReading({ speedBitsPerSecond: null })] }, source).map(
      ({ speed }) => speed,
    );
    expect(speeds).toEqual([0, 0]);
  });
});

describe('diskio', () => {
  it('adds up the time of operations', () => {
    const disk = diskReading({ readsPerSecond: 10, readLatencyMillis: 1.6, writesPerSecond: 0, writeLatencyMillis: null });
    expect(rows('diskio', { seconds: 2, disks: [disk] })[0]).toMatchObject({
      read_time: 32,
      read_time_rate_per_sec: 16,
      read_latency: 2,
      write_time: 0,
      write_time_rate_per_sec: 0,
      write_latency: 0,
    });
  });
});

describe('sensors', () => {
  it('leave out voltages, which Glances does not know', () => {
    const sensors = [sensorReading({ value: 48.75 }), sensorReading({ label: 'rail', type: 'voltage', unit: 'V', value: 5 })];
    expect(rows('sensors', { sensors }).map(({ label, value }) => [label, value])).toEqual([['cpu_thermal 0', 48.8]]);
  });
});

describe('processlist', () => {
  it('has what a process read and wrote, now and before', () => {
    const process = processReading({ readBytes: 5000, readBytesPerSecond: 1000, writtenBytes: 300, writeBytesPerSecond: 0 });
    expect(rows('processlist', { seconds: 2, processes: [process] })[0]!.io_counters).toEqual([5000, 300, 3000, 300, 1]);
  });

  it('marks that as unknown where it must not be read', () => {
    const process = processReading({ readBytes: null, writtenBytes: null });
    expect(rows('processlist', { processes: [process] })[0]!.io_counters).toEqual([0, 0, 0, 0, 0]);
  });

  it('has one capital letter for the state', () => {
    const states = ['R', 't', 'Sl'].map((state) => processReading({ state }));
    expect(rows('processlist', { processes: states }).map(({ status }) => status)).toEqual(['R', 'T', 'S']);
  });

  it('ends before it is too long for anybody', () => {
    const processes = Array.from({ length: 1001 }, (_, pid) => processReading({ pid, name: `program-${pid}` }));
    expect(rows('processlist', { processes })).toHaveLength(1000);
    expect(rows('programlist', { processes })).toHaveLength(1000);
    expect(show('processcount', { processes })).toMatchObject({ total: 1001 });
  });
});

describe('programlist', () => {
  it('puts processes of a name together', () => {
    const processes = [
      processReading({ pid: 5, name: 'guest', user: 'kvm', cpuPercent: 80, nice: 0, threads: 3 }),
      processReading({ pid: 9, name: 'sshd' }),
      processReading({ pid: 7, name: 'guest', user: 'root', cpuPercent: 20.5, nice: 0, threads: 4 }),
    ];
    const [guest, other] = rows('programlist', { processes });
    expect(guest).toMatchObject({ name: 'guest', pid: '_', nprocs: 2, childrens: [5, 7], username: '_', nice: 0 });
    expect(guest).toMatchObject({ cpu_percent: 100.5, num_threads: 7, memory_info: { rss: 2 * 8_388_608 } });
    expect(other).toMatchObject({ name: 'sshd', nprocs: 1, username: 'root' });
  });
});

describe('containers', () => {
  it.each([
    ['running', 'running'],
    ['Up 2 hours', 'running'],
    ['Up 2 hours (healthy)', 'healthy'],
    ['Up 3 minutes (unhealthy)', 'unhealthy'],
    ['Up 5 seconds (Paused)', 'paused'],
    ['Exited (0) 3 days ago', 'exited'],
    ['created', 'created'],
  ])('that are "%s" have the status %s', (status, expected) => {
    expect(rows('containers', { containers: [containerReading({ status })] })[0]!.status).toBe(expected);
  });
});

describe('alert', () => {
  it('says what was wrong, as Glances does', () => {
    const source = new FakeGlancesSource();
    source.kept = [systemEvent()];
    expect(rows('alert', {}, source)).toEqual([
      {
        begin: 1_772_388_000,
        end: -1,
        state: 'CRITICAL',
        type: 'MEM',
        min: 71,
        avg: 80.5,
        max: 93,
        sum: 1610,
        count: 20,
        top: ['broker'],
        desc: 'Memory is nearly full.',
        sort: 'memory_percent',
        global_msg: 'Memory is nearly full.',
      },
    ]);
  });

  it('has the newest first, and nothing that was only careful', () => {
    const source = new FakeGlancesSource();
    source.kept = [
      systemEvent({ serial: 1, beginAtMillis: 1000, endAtMillis: 9999, level: 'warning', metric: 'fileSystem', item: '/srv' }),
      systemEvent({ serial: 2, beginAtMillis: 2000, level: 'careful' }),
      systemEvent({ serial: 3, beginAtMillis: 3000, metric: 'raspberry', item: 'underVoltage' }),
    ];
    expect(rows('alert', {}, source).map(({ begin, end, state, type }) => [begin, end, state, type])).toEqual([
      [3, -1, 'CRITICAL', 'RASPBERRY_UNDERVOLTAGE'],
      [1, 9, 'WARNING', 'FS_/SRV'],
    ]);
  });
});

describe('amps', () => {
  it('are the watches over processes', () => {
    const source = new FakeGlancesSource();
    source.watches = [{ name: 'guests', count: 2, minimum: 1, maximum: null, cpuPercent: 80.04, memoryPercent: 12 }];
    expect(rows('amps', {}, source)).toMatchObject([
      { key: 'name', name: 'guests', count: 2, countmin: 1, countmax: null, result: 'CPU: 80% | MEM: 12%', refresh: 2 },
    ]);
  });
});

describe('the machine', () => {
  it('is named as Glances names it', () => {
    expect(show('system')).toEqual({
      os_name: 'Linux',
      hostname: 'probe',
      platform: '64bit',
      os_version: '6.6.31+rpt-rpi-v8',
      linux_distro: 'Debian GNU/Linux 12 (bookworm)',
      hr_name: 'Debian GNU/Linux 12 (bookworm) 64bit / Linux 6.6.31+rpt-rpi-v8',
    });
    expect(show('system', { host: { architecture: 'armv7l' } })).toMatchObject({ platform: '32bit' });
  });

  it('has an address that others can reach', () => {
    expect(show('ip')).toEqual({ address: '192.0.2.10' });
    expect(show('ip', { interfaces: [interfaceReading({ isUp: false })] })).toEqual({});
  });

  it('says when it was looked at', () => {
    expect(show('now')).toEqual({ iso: '2026-03-01T19:00:00+00:00', custom: '2026-03-01 19:00:00 UTC' });
  });

  it('has connections that begin and end', () => {
    const connections = { synSent: 1, synReceived: 2, finWait: 3, timeWait: 4, closeWait: 5, tracked: 50, trackedMax: 200 };
    expect(show('connections', { connections })).toMatchObject({ initiated: 3, terminated: 12, nf_conntrack_percent: 25 });
    expect(show('connections', { connections: { tracked: null } })).toMatchObject({ nf_conntrack_enabled: false });
  });
});
