import { beforeAll, describe, expect, it } from 'vitest';
import type { SystemSnapshot } from '../../../src/system/snapshot.ts';
import { FakeGlancesSource } from './fake-glances-source.ts';
import { ask, glancesOver } from './glances-app.ts';
import { FULL, MACHINES, POOR } from './machines.ts';

/**
 * What the package `glances_api` 0.10, which Home Assistant's integration is made of, takes out of `/all` without a default: a plugin that is
 * missing or empty is passed over, a field that is missing in one that is there ends the update of all entities.
 */
const FIELDS_OF_ROWS = {
  fs: { mnt_point: 'string', size: 'number', used: 'number', free: 'number', percent: 'number' },
  sensors: { label: 'string', type: 'string', value: 'number' },
  percpu: { cpu_number: 'number', total: 'number' },
  network: {
    interface_name: 'string',
    speed: 'number',
    is_up: 'boolean',
    bytes_recv_rate_per_sec: 'number',
    bytes_sent_rate_per_sec: 'number',
  },
  diskio: { disk_name: 'string', read_bytes: 'number', write_bytes: 'number', time_since_update: 'number' },
  containers: { name: 'string', status: 'string', cpu: 'object', memory: 'object' },
} as const;
const FIELDS = {
  mem: { percent: 'number', used: 'number', free: 'number' },
  memswap: { percent: 'number', used: 'number', free: 'number' },
  load: { min1: 'number', min5: 'number', min15: 'number' },
  processcount: { running: 'number', sleeping: 'number', thread: 'number', total: 'number' },
} as const;

/** What names the entities of a list: one of two of the same name would be lost. */
const LABELS = {
  fs: 'mnt_point',
  sensors: 'label',
  percpu: 'cpu_number',
  network: 'interface_name',
  diskio: 'disk_name',
} as const;
/** Home Assistant has an entity for each of these. */
const SENSOR_TYPES = ['temperature_core', 'temperature_hdd', 'fan_speed', 'battery'];

type All = Record<string, Record<string, unknown>[]> & Record<string, unknown>;

async function allOf(snapshot: SystemSnapshot): Promise<All> {
  return (await ask(await glancesOver(new FakeGlancesSource(snapshot)), '/all')).body;
}

function isPassedOver(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

function typesOf(row: Record<string, unknown>, fields: object): Record<string, string> {
  return Object.fromEntries(Object.keys(fields).map((field) => [field, row[field] === null ? 'null' : typeof row[field]]));
}

describe.each(Object.entries(MACHINES))('what Home Assistant reads of a machine that is %s', (_name, snapshot) => {
  let all: All;
  beforeAll(async () => {
    all = await allOf(snapshot);
  });

  it.each(Object.entries(FIELDS_OF_ROWS))('is in every row of %s', (plugin, fields) => {
    const list = all[plugin];
    expect(Array.isArray(list)).toBe(true);
    for (const row of list as Record<string, unknown>[]) expect(typesOf(row, fields)).toEqual(fields);
  });

  it.each(Object.entries(FIELDS))('is in %s, if it is there', (plugin, fields) => {
    const value = all[plugin];
    if (!isPassedOver(value)) expect(typesOf(value as unknown as Record<string, unknown>, fields)).toEqual(fields);
  });

  it('can be divided by time', () => {
    for (const disk of all.diskio!) expect(disk.time_since_update).toBeGreaterThan(0);
  });

  it('has a duration for the uptime, once and always', () => {
    expect(all.uptime).toMatch(/^(\d+ days?, )?\d{1,2}:\d{2}:\d{2}$/);
  });

  it('has the CPU use in quicklook', () => {
    const quicklook = all.quicklook as unknown as Record<string, unknown>;
    expect(typeof quicklook.cpu).toBe(snapshot.cpu === null ? 'object' : 'number');
  });

  it('names every entity once', () => {
    for (const [plugin, label] of Object.entries(LABELS)) {
      const names = all[plugin]!.map((row) => row[label]);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('knows every type of sensor', () => {
    for (const { type } of all.sensors!) expect(SENSOR_TYPES).toContain(type);
  });
});

describe('Home Assistant', () => {
  it('finds version 4 and no other', async () => {
    const server = await glancesOver(new FakeGlancesSource());
    const statusAt = async (url: string) => (await server.app.inject({ url, headers: { host: '127.0.0.1:61208' } })).statusCode;
    expect(await statusAt('/api/4/all')).toBe(200);
    expect(await statusAt('/api/3/all')).toBe(404);
    expect(await statusAt('/api/2/all')).toBe(404);
  });

  it('gets the line as an interface, bytes per second', async () => {
    const { network } = await allOf(FULL);
    expect(network!.map((row) => row.interface_name)).toEqual(['wan', 'lo', 'eth0', 'wlan0']);
    expect(network![0]).toMatchObject({ is_up: true, bytes_recv_rate_per_sec: 1_250_000, bytes_sent_rate_per_sec: 125_000 });
  });

  it('has the same interface there while nothing else is known', async () => {
    expect((await allOf(MACHINES.blind)).network!.map((row) => row.interface_name)).toEqual(['wan']);
  });

  it('reads disks as bytes per second', async () => {
    const [disk] = (await allOf(FULL)).diskio!;
    expect(Number(disk!.read_bytes) / Number(disk!.time_since_update)).toBe(4096);
    expect(Number(disk!.write_bytes) / Number(disk!.time_since_update)).toBe(20_480);
  });

  it('counts containers that run, and adds up what they use', async () => {
    const active = (await allOf(FULL)).containers!.filter(({ status }) => status === 'running' || status === 'healthy');
    expect(active.map(({ name, cpu, memory }) => ({ name, cpu, memory }))).toEqual([
      { name: 'broker', cpu: { total: 0.4 }, memory: { usage: 12_582_912, limit: null, inactive_file: 0 } },
    ]);
  });

  it('is told of no swap rather than of none used', async () => {
    expect((await allOf(POOR)).memswap).toEqual({});
  });
});
