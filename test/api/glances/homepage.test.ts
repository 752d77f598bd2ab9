import { beforeAll, describe, expect, it } from 'vitest';
import type { GlancesServer } from '../../../src/api/glances/glances-server.ts';
import { FakeGlancesSource } from './fake-glances-source.ts';
import { ask, glancesOver } from './glances-app.ts';
import { MACHINES } from './machines.ts';

/** What gethomepage's widgets `glances` read, and what they need it to be, by the path they ask for. They ask every second. */
const ROWS = {
  network: { key: 'string', interface_name: 'string', bytes_recv: 'number', bytes_sent: 'number', time_since_update: 'number' },
  diskio: { disk_name: 'string', read_bytes: 'number', write_bytes: 'number', time_since_update: 'number' },
  fs: { key: 'string', mnt_point: 'string', size: 'number', used: 'number', free: 'number', percent: 'number' },
  processlist: { pid: 'number', name: 'string', status: 'string', cpu_percent: 'number', memory_info: 'object' },
  sensors: { label: 'string', value: 'number', unit: 'string', type: 'string' },
  containers: { id: 'string', name: 'string', status: 'string', cpu_percent: 'number', memory: 'object' },
  gpu: {},
} as const;
const SINGLE = {
  cpu: { total: 'number' },
  mem: { used: 'number', available: 'number', total: 'number', percent: 'number' },
  load: { min15: 'number' },
  system: { linux_distro: 'string', os_version: 'string', hostname: 'string' },
} as const;

type Row = Record<string, unknown>;

function typesOf(row: Row, fields: object): Record<string, string> {
  return Object.fromEntries(Object.keys(fields).map((field) => [field, row[field] === null ? 'null' : typeof row[field]]));
}

describe.each(Object.entries(MACHINES))('what Homepage reads of a machine that is %s', (name, snapshot) => {
  let server: GlancesServer;
  beforeAll(async () => {
    server = await glancesOver(new FakeGlancesSource(snapshot));
  });
  const answer = async (path: string) => await ask(server, path);

  it.each(Object.entries(ROWS))('is in the list at %s', async (path, fields) => {
    const { status, body } = await answer(`/${path}`);
    expect(status).toBe(200);
    // It looks for a name in it, and cuts it short.
    expect(Array.isArray(body)).toBe(true);
    for (const row of body as Row[]) expect(typesOf(row, fields)).toEqual(fields);
  });

  it.each(Object.entries(SINGLE))('is at %s', async (path, fields) => {
    const { status, body } = await answer(`/${path}`);
    expect(status).toBe(200);
    if (name === 'blind') expect(body).toEqual({});
    else expect(typesOf(body, fields)).toEqual(fields);
  });

  it('has a list of processors in quicklook, also when nothing is in it', async () => {
    const { percpu, swap } = (await answer('/quicklook')).body;
    expect(Array.isArray(percpu)).toBe(true);
    expect(typeof swap).toBe('number');
    for (const cpu of percpu as Row[]) expect(typeof cpu.total).toBe('number');
  });

  it('finds rows by the field that their key names', async () => {
    for (const path of ['network', 'fs'] as const) {
      const rows = (await answer(`/${path}`)).body as Row[];
      for (const row of rows) expect(typeof row[String(row.key)]).toBe('string');
    }
  });

  it('has memory of processes and containers as numbers', async () => {
    for (const process of (await answer('/processlist')).body) expect(typeof process.memory_info.rss).toBe('number');
    for (const { memory } of (await answer('/containers')).body) {
      expect(Number.isFinite(memory.usage - memory.inactive_file)).toBe(true);
    }
  });

  it('has an uptime as text', async () => {
    expect(typeof (await answer('/uptime')).body).toBe('string');
  });
});

describe('Homepage', () => {
  it('works out the rate of the line', async () => {
    const rows = (await ask(await glancesOver(new FakeGlancesSource()), '/network')).body as Row[];
    const wan = rows.find((row) => row[String(row.key)] === 'wan')!;
    expect((Number(wan.bytes_recv) * 8) / Number(wan.time_since_update)).toBe(10_000_000);
  });

  it('shows processes with the most CPU first', async () => {
    const rows = (await ask(await glancesOver(new FakeGlancesSource()), '/processlist')).body as Row[];
    expect(rows.map((row) => row.cpu_percent)).toEqual([4, 0.4, 0.1, 0]);
  });

  it('finds the temperature of the processor', async () => {
    const rows = (await ask(await glancesOver(new FakeGlancesSource()), '/sensors')).body as Row[];
    const matching = rows.filter(({ label, type }) => String(label).startsWith('cpu_thermal') && type === 'temperature_core');
    expect(matching).toHaveLength(1);
  });

  it('sees an error where it looks for one, and not a list without methods', async () => {
    const { status, body } = await ask(await glancesOver(new FakeGlancesSource(null)), '/network');
    expect(status).toBe(503);
    expect(body.error).toBeTruthy();
  });
});
