import Schema from 'typebox/schema';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ErrorMessage } from '../../../src/api/messages.ts';
import type { ApiServer } from '../../../src/api/server.ts';
import { HOST, serverOver } from '../../support/api-server.ts';
import { FakeProbe, hostRow, pointAt, rows, STATUS, TABLES } from '../../support/fake-probe.ts';

const probe = new FakeProbe();
let server: ApiServer;

beforeAll(async () => {
  server = await serverOver(probe);
});

async function get(url: string, headers: Record<string, string> = {}) {
  return await server.app.inject({ url, headers: { host: HOST, ...headers } });
}

async function errorOf(url: string): Promise<{ status: number; code: string; message: string }> {
  const response = await get(url);
  return { status: response.statusCode, ...response.json<ErrorMessage>().error };
}

const LINE = {
  ...TABLES.line,
  discovery: { padi: 1, pado: 2, padr: 3, pads: 4, padt: 5 },
  sessions: TABLES.pppoeSessions,
  vlans: TABLES.vlans,
};

// What each says of the fake probe: whole, so that a schema that drops a field is noticed.
const ANSWERS: readonly [path: string, schema: string, expected: unknown][] = [
  ['/api/v1/status', 'StatusMessage', STATUS],
  ['/api/v1/traffic', 'TrafficMessage', { stepSeconds: 1, points: probe.currentPoints }],
  ['/api/v1/hosts', 'HostRows', TABLES.hosts],
  ['/api/v1/hosts/192.0.2.1', 'HostMessage', { host: hostRow('192.0.2.1', 2000), flows: TABLES.flows }],
  ['/api/v1/flows', 'FlowRows', TABLES.flows],
  ['/api/v1/protocols', 'ProtocolRows', TABLES.protocols],
  ['/api/v1/tunnels', 'TunnelRows', TABLES.tunnels],
  ['/api/v1/line', 'LineMessage', LINE],
  ['/healthz', 'HealthMessage', { status: 'ok', mode: 'live', reason: null }],
];

describe('answers', () => {
  it.each(ANSWERS)('%s says everything the probe knows', async (path, _schema, expected) => {
    const response = await get(path);
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.json()).toEqual(expected);
  });

  it.each(ANSWERS)('%s is as the OpenAPI document describes it: %s', async (path, name) => {
    const document = (await get('/api/v1/openapi.json')).json<{ components: Record<string, unknown> }>();
    const schema = { components: document.components, $ref: `#/components/schemas/${name}` };
    expect(Schema.Check(schema, (await get(path)).json())).toBe(true);
    expect(Schema.Check(schema, { error: { code: '', message: '' } })).toBe(false);
  });

  it.each(ANSWERS)('%s answers HEAD without a body', async (url) => {
    const response = await server.app.inject({ method: 'HEAD', url, headers: { host: HOST } });
    expect([response.statusCode, response.body]).toEqual([200, '']);
  });
});

describe('list parameters', () => {
  it.each(['hosts', 'flows', 'protocols', 'tunnels'] as const)('of %s reach the table', async (name) => {
    probe.questions.length = 0;
    await get(`/api/v1/${name}`);
    await get(`/api/v1/${name}?sort=rate&limit=7&filter=${encodeURIComponent('Tls é')}`);
    expect(probe.questions).toEqual([
      { names: [name], question: { sortBy: 'bytes', limit: 100, filter: '' } },
      { names: [name], question: { sortBy: 'rate', limit: 7, filter: 'Tls é' } },
    ]);
  });

  it.each([
    ['limit=0', 'limit must be >= 1.'],
    ['limit=10001', 'limit must be <= 10000.'],
    ['limit=ten', 'limit must be integer.'],
    ['limit=1.5', 'limit must be integer.'],
    ['limit=', 'limit must be integer.'],
    ['sort=size', 'sort must be one of: bytes, rate.'],
    ['sort=bytes&sort=rate', 'sort must be string.'],
    [`filter=${'x'.repeat(201)}`, 'filter must NOT have more than 200 characters.'],
    ['limt=5', 'There is a parameter that this resource does not have; see /api/v1/openapi.json.'],
    ['__proto__=5', 'There is a parameter that this resource does not have; see /api/v1/openapi.json.'],
  ])('%s is refused', async (query, message) => {
    expect(await errorOf(`/api/v1/flows?${query}`)).toEqual({ status: 400, code: 'parameter-invalid', message });
  });

  it.each(['limit=1', 'limit=10000', `filter=${'x'.repeat(200)}`, 'filter='])('%s is taken', async (query) => {
    expect((await get(`/api/v1/flows?${query}`)).statusCode).toBe(200);
  });
});

describe('/api/v1/traffic', () => {
  it('selects and adds up', async () => {
    const response = await get('/api/v1/traffic?from=2026-05-04T14:00:08%2B02:00&to=2026-05-04T12:00:09.5Z&step=60');
    expect(response.json()).toEqual({
      stepSeconds: 60,
      points: [
        pointAt('2026-05-04T12:00:08.000000Z', {
          seconds: 2,
          frames: 20,
          wireBytes: 2000,
          ipv4Bytes: 1200,
          ipv6Bytes: 600,
          otherBytes: 200,
          downBytes: 1600,
          upBytes: 300,
          dropped: 2,
        }),
      ],
    });
  });

  it.each([
    'from=yesterday',
    'to=2026-05-04',
    'from=2026-05-04T12:00:00',
    'to=1777896000',
    'from=2026-13-04T12:00:00Z',
    'step=0',
    'step=3601',
  ])('refuses %s', async (query) => {
    expect(await errorOf(`/api/v1/traffic?${query}`)).toMatchObject({ status: 400, code: 'parameter-invalid' });
  });

  it('refuses an end before the start', async () => {
    const error = await errorOf('/api/v1/traffic?from=2026-05-04T12:00:01Z&to=2026-05-04T12:00:00Z');
    expect(error.message).toBe('from must not be later than to.');
  });
});

describe('/api/v1/hosts/{address}', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['::FFFF:c000:0201', '::ffff:192.0.2.1'],
  ])('asks for %s as %s', async (spelling, canonical) => {
    probe.questions.length = 0;
    await get(`/api/v1/hosts/${spelling}`);
    expect(probe.questions).toEqual([
      { names: ['hosts', 'flows'], question: { limit: 100, sortBy: 'bytes', address: canonical } },
    ]);
  });

  it.each(['example.net', '1.2.3', 'fe80::1%25eth0', '<script>'])('refuses %s without repeating it', async (address) => {
    const error = await errorOf(`/api/v1/hosts/${encodeURIComponent(address)}`);
    expect(error).toEqual({
      status: 400,
      code: 'address-invalid',
      message: 'The last part of the path must be an IPv4 or IPv6 address.',
    });
  });

  it('says so when the table has no such host', async () => {
    probe.currentTables = { ...TABLES, hosts: rows([]) };
    expect(await errorOf('/api/v1/hosts/192.0.2.99')).toMatchObject({ status: 404, code: 'host-not-found' });
    probe.currentTables = TABLES;
  });
});

describe('/healthz', () => {
  it('says what is wrong', async () => {
    probe.currentHealth = { isWell: false, reason: 'eth0 has no link' };
    const response = await get('/healthz');
    probe.currentHealth = { isWell: true };
    expect([response.statusCode, response.json()]).toEqual([
      503,
      { status: 'failing', mode: 'live', reason: 'eth0 has no link' },
    ]);
  });
});

describe('/api/v1/live', () => {
  it('tells those who come without WebSocket', async () => {
    const response = await get('/api/v1/live');
    expect([response.statusCode, response.headers.upgrade]).toEqual([426, 'websocket']);
    expect(response.json<ErrorMessage>().error.code).toBe('upgrade-required');
  });
});
