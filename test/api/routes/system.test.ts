import Schema from 'typebox/schema';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MachineRow } from '../../../src/api/messages.ts';
import type { ApiServer } from '../../../src/api/server.ts';
import { tellEvents, tellSystem } from '../../../src/api/tell-machine.ts';
import { HOST, serverOver } from '../../support/api-server.ts';
import { FakeMachine, systemPoint } from '../../support/fake-machine.ts';
import { FakeProbe } from '../../support/fake-probe.ts';

const ATTIC: MachineRow = {
  name: 'attic',
  url: 'http://192.0.2.7:8080/',
  state: 'here',
  cpuPercent: 12,
  memoryPercent: 40,
  load: 0.4,
  temperature: 48.7,
  worstLevel: 'careful',
  lineState: 'fine',
  downBytesPerSecond: 1000,
  upBytesPerSecond: 100,
  seenAt: '2026-03-01T19:00:00.000000Z',
  trouble: null,
};

let machine: FakeMachine;
let server: ApiServer;

beforeEach(async () => {
  machine = new FakeMachine();
  server = await serverOver(new FakeProbe(), { machine, others: { rows: () => [ATTIC] } });
});

async function get(url: string) {
  return await server.app.inject({ url, headers: { host: HOST } });
}

describe('answers about the machine', () => {
  it.each([
    ['/api/v1/system', 'SystemMessage'],
    ['/api/v1/system/history', 'SystemHistoryMessage'],
    ['/api/v1/events', 'EventsMessage'],
    ['/api/v1/machines', 'MachinesMessage'],
  ])('%s is as the OpenAPI document describes it: %s', async (path, name) => {
    const document = (await get('/api/v1/openapi.json')).json<{ components: Record<string, unknown> }>();
    const schema = { components: document.components, $ref: `#/components/schemas/${name}` };
    const response = await get(path);
    expect(response.statusCode).toBe(200);
    expect(Schema.Check(schema, response.json())).toBe(true);
    expect(Schema.Check(schema, { error: { code: '', message: '' } })).toBe(false);
  });

  it('say everything that is known', async () => {
    expect((await get('/api/v1/system')).json()).toEqual(tellSystem(machine, { limit: 100, sortBy: 'cpu', filter: '' }));
    expect((await get('/api/v1/events')).json()).toEqual(tellEvents(machine, 100));
    expect((await get('/api/v1/machines')).json()).toEqual({ machines: [ATTIC] });
  });

  it.each(['/api/v1/system', '/api/v1/system/history', '/api/v1/events'])('%s waits for the first snapshot', async (path) => {
    machine.currentSnapshot = null;
    const response = await get(path);
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '1']);
    expect(response.json()).toEqual({
      error: {
        code: 'machine-not-read',
        message: 'This machine has not been looked at yet. Ask again in a few seconds.',
      },
    });
  });

  it('are refused where nobody watches the machine', async () => {
    const unwatched = await serverOver(new FakeProbe());
    const response = await unwatched.app.inject({ url: '/api/v1/system', headers: { host: HOST } });
    expect(response.statusCode).toBe(503);
    expect((await unwatched.app.inject({ url: '/api/v1/machines', headers: { host: HOST } })).json()).toEqual({ machines: [] });
  });
});

describe('/api/v1/system', () => {
  it('takes order, number and text of processes', async () => {
    const response = await get('/api/v1/system?sort=memory&limit=1&filter=ROOT');
    expect(response.json()).toMatchObject({ processes: { list: [{ user: 'root' }], matching: 2, counts: { total: 4 } } });
  });

  it.each(['sort=pid', 'limit=0', 'limit=10001', 'offset=3', `filter=${'x'.repeat(201)}`])('refuses %s', async (query) => {
    expect((await get(`/api/v1/system?${query}`)).statusCode).toBe(400);
  });
});

describe('/api/v1/system/history', () => {
  it('asks for the range and step that are wanted', async () => {
    const response = await get('/api/v1/system/history?from=2026-03-01T19:00:00Z&to=2026-03-01T20:00:00%2B01:00&step=60');
    expect(response.json()).toEqual({ stepSeconds: 60, points: [systemPoint('2026-03-01T19:00:00.000000Z')] });
    expect((await get('/api/v1/system/history')).json()).toMatchObject({ stepSeconds: null });
    expect(machine.questions).toEqual([
      { fromMillis: Date.UTC(2026, 2, 1, 19), toMillis: Date.UTC(2026, 2, 1, 19), stepSeconds: 60 },
      { fromMillis: Number.NEGATIVE_INFINITY, toMillis: Number.POSITIVE_INFINITY },
    ]);
  });

  it.each(['from=yesterday', 'step=0', 'step=3601', 'from=2026-03-01T19:00:01Z&to=2026-03-01T19:00:00Z'])(
    'refuses %s',
    async (query) => {
      expect((await get(`/api/v1/system/history?${query}`)).statusCode).toBe(400);
    },
  );
});
