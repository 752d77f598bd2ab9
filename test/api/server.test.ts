import { once } from 'node:events';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProbeBusyError } from '../../src/api/probe.ts';
import { SECURITY_HEADERS } from '../../src/api/security-headers.ts';
import type { ApiServer } from '../../src/api/server.ts';
import { HOST, makeDashboard, serverOver } from '../support/api-server.ts';
import { FakeProbe } from '../support/fake-probe.ts';

const dashboard = makeDashboard();
const probe = new FakeProbe();
let server: ApiServer;

beforeAll(async () => {
  server = await serverOver(probe, { dashboardDirectory: dashboard.directory });
});

afterAll(async () => {
  await server.close();
  dashboard.remove();
});

const PATHS = [
  '/',
  '/index.html',
  '/assets/index-abc123.js',
  '/nothing-here',
  '/%zz',
  `/api/v1/hosts/${'1'.repeat(200)}`,
  '/api/v1/status',
  '/api/v1/traffic',
  '/api/v1/traffic?step=0',
  '/api/v1/hosts',
  '/api/v1/hosts/192.0.2.1',
  '/api/v1/flows',
  '/api/v1/protocols',
  '/api/v1/applications',
  '/api/v1/names',
  '/api/v1/tunnels',
  '/api/v1/line',
  '/api/v1/line/windows',
  '/api/v1/line/sessions/1',
  '/api/v1/system',
  '/api/v1/system/history',
  '/api/v1/events',
  '/api/v1/machines',
  '/api/v1/live',
  '/api/v1/openapi.json',
  '/healthz',
  '/metrics',
];
const METHODS = ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'] as const;

/** What every method gets at `url`. */
async function answers(url: string, headers: Record<string, string>) {
  return await Promise.all(METHODS.map((method) => server.app.inject({ method, url, headers })));
}

describe('the check of Host and Origin', () => {
  it('is tried on every route there is', async () => {
    const document = await server.app.inject({ url: '/api/v1/openapi.json', headers: { host: HOST } });
    const routes = Object.keys(document.json<{ paths: object }>().paths);
    expect(routes.length).toBeGreaterThan(10);
    const pathOf = (route: string): string => route.replace('{address}', '192.0.2.1').replace('{serial}', '1');
    expect(routes.filter((route) => !PATHS.includes(pathOf(route)))).toEqual([]);
  });

  it.each(PATHS)('refuses another name at %s', async (path) => {
    for (const response of await answers(path, { host: 'evil.example:8080' })) {
      expect(response.statusCode).toBe(421);
      expect(response.headers).toMatchObject(SECURITY_HEADERS);
      if (response.raw.req.method !== 'HEAD') expect(response.json()).toMatchObject({ error: { code: 'host-not-allowed' } });
    }
  });

  it.each(PATHS)('refuses a malformed name at %s', async (path) => {
    for (const response of await answers(path, { host: '<b>' })) {
      expect(response.statusCode).toBe(400);
      if (response.raw.req.method !== 'HEAD') expect(response.json()).toMatchObject({ error: { code: 'host-invalid' } });
    }
  });

  it.each(PATHS)('refuses what another site sends to %s, if it is not a GET', async (path) => {
    const statuses = (await answers(path, { host: HOST, origin: 'http://evil.example' })).map(
      ({ statusCode }) => statusCode === 403,
    );
    expect(statuses).toEqual([false, true, true, true, true]);
  });

  it.each(PATHS)('lets its own page pass and never lets another read the answer of %s', async (path) => {
    for (const response of await answers(path, { host: HOST, origin: `http://${HOST}` })) {
      expect([403, 421]).not.toContain(response.statusCode);
      expect(Object.keys(response.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(response.headers).toMatchObject(SECURITY_HEADERS);
    }
  });
});

describe('errors', () => {
  async function answer(method: 'GET' | 'POST' | 'DELETE' | 'PUT', url: string): Promise<unknown[]> {
    const response = await server.app.inject({ method, url, headers: { host: HOST } });
    return [response.statusCode, response.json<{ error: { code: string } }>().error.code, response.headers.allow];
  }

  it('are 404 where nothing is', async () => {
    expect(await answer('GET', '/nothing-here')).toEqual([404, 'not-found', undefined]);
    expect(await answer('GET', '/api/v1/nothing')).toEqual([404, 'not-found', undefined]);
    expect(await answer('POST', '/nothing-here')).toEqual([404, 'not-found', undefined]);
    expect(await answer('GET', '/../../etc/passwd')).toEqual([404, 'not-found', undefined]);
    expect(await answer('GET', '/..%2f..%2fetc/passwd')).toEqual([404, 'not-found', undefined]);
    expect(await answer('GET', '/.hidden')).toEqual([404, 'not-found', undefined]);
  });

  it.each(['/api/v1/status', '/api/v1/hosts/192.0.2.1', '/metrics', '/healthz', '/api/v1/openapi.json'])(
    'are 405 with what is allowed where another method is: %s',
    async (path) => {
      expect(await answer('POST', path)).toEqual([405, 'method-not-allowed', 'GET, HEAD']);
      expect(await answer('DELETE', `${path}?x=1`)).toEqual([405, 'method-not-allowed', 'GET, HEAD']);
    },
  );

  it('are 400 for paths nobody can read', async () => {
    expect(await answer('GET', '/%zz')).toEqual([400, 'path-invalid', undefined]);
    expect(await answer('GET', `/api/v1/hosts/${'1'.repeat(200)}`)).toEqual([400, 'parameter-invalid', undefined]);
  });

  it('never repeat what was sent', async () => {
    const payload = '<script>alert(1)</script>';
    for (const url of [
      `/${payload}`,
      `/api/v1/flows?${payload}=1`,
      `/api/v1/flows?sort=${payload}`,
      `/api/v1/hosts/${encodeURIComponent(payload)}`,
    ]) {
      const response = await server.app.inject({ url, headers: { host: HOST } });
      expect(response.statusCode).toBeGreaterThanOrEqual(400);
      expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(response.body).not.toMatch(/script|alert/);
    }
  });

  it('are 503 with a time to come back when the tables cannot answer', async () => {
    probe.refusal = new ProbeBusyError('Too many questions at once.');
    const response = await server.app.inject({ url: '/api/v1/flows', headers: { host: HOST } });
    probe.refusal = null;
    expect([response.statusCode, response.headers['retry-after'], response.json()]).toEqual([
      503,
      '1',
      { error: { code: 'busy', message: 'Too many questions at once.' } },
    ]);
  });

  it('keep a bug to themselves', async () => {
    probe.refusal = new TypeError('secret: cannot read properties of undefined');
    const response = await server.app.inject({ url: '/api/v1/flows', headers: { host: HOST } });
    probe.refusal = null;
    expect([response.statusCode, response.json()]).toEqual([
      500,
      { error: { code: 'internal', message: 'The probe made a mistake; its log says more.' } },
    ]);
  });
});

describe('bodies', () => {
  it.each([
    ['malformed JSON', '{"a":', 400, 'body-invalid'],
    ['an empty body that claims to be JSON', '', 400, 'body-invalid'],
    ['a prototype', '{"__proto__":{}}', 400, 'body-invalid'],
    ['too much', JSON.stringify('x'.repeat(70_000)), 413, 'body-too-large'],
  ])('of %s are refused', async (_what, payload, status, code) => {
    const headers = { host: HOST, 'content-type': 'application/json' };
    // No route takes a body yet; it is read all the same.
    const response = await server.app.inject({ method: 'POST', url: '/nothing-here', payload, headers });
    expect([response.statusCode, response.json<{ error: { code: string } }>().error.code]).toEqual([status, code]);
  });
});

describe('the dashboard', () => {
  it('is served with a strict policy, its hashed files for good', async () => {
    const page = await server.app.inject({ url: '/', headers: { host: HOST } });
    expect([page.statusCode, page.headers['content-type'], page.headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ]);
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
    const script = await server.app.inject({ url: '/assets/index-abc123.js', headers: { host: HOST } });
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('says how to build it when it is not there', async () => {
    const bare = await serverOver(probe);
    const response = await bare.app.inject({ url: '/', headers: { host: HOST } });
    expect([response.statusCode, response.headers['content-type']]).toEqual([503, 'text/plain; charset=utf-8']);
    expect(response.body).toContain('npm run build');
    expect((await bare.app.inject({ url: '/index.html', headers: { host: HOST } })).statusCode).toBe(404);
  });
});

describe('listening', () => {
  it('refuses an address that others can reach', async () => {
    await expect(serverOver(probe, { listen: { host: '0.0.0.0', port: 0 } })).rejects.toMatchObject({ code: 'listen-refused' });
  });

  it('says in one line that the port is taken', async () => {
    const other = createTcpServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const taken = await serverOver(probe, { listen: { host: '127.0.0.1', port } });
    await expect(taken.listen()).rejects.toMatchObject({
      code: 'port-in-use',
      message: expect.stringMatching(/^cannot listen on 127\.0\.0\.1:\d+: .*--listen 127\.0\.0\.1:\d+$/),
    });
    await taken.close();
    other.close();
  });

  it('checks Host against the port the system chose', async () => {
    const listening = await serverOver(probe, { listen: { host: 'localhost', port: 0 } });
    const url = await listening.listen();
    expect(url).toMatch(/^http:\/\/localhost:\d+\/$/);
    expect((await fetch(`${url.replace('localhost', '127.0.0.1')}healthz`)).status).toBe(200);
    const { port } = new URL(url);
    expect((await listening.app.inject({ url: '/healthz', headers: { host: `localhost:${port}` } })).statusCode).toBe(200);
    expect((await listening.app.inject({ url: '/healthz', headers: { host: 'localhost:0' } })).statusCode).toBe(421);
    await listening.close();
  });

  it('gives slow clients little time, and has a limit of connections', async () => {
    const { headersTimeout, requestTimeout, maxConnections, timeout } = server.app.server;
    expect({ headersTimeout, requestTimeout, maxConnections, timeout }).toEqual({
      headersTimeout: 5000,
      requestTimeout: 10_000,
      maxConnections: 264,
      timeout: 30_000,
    });
  });

  it.each([
    ['GARBAGE\r\n\r\n', 400, 'request-invalid'],
    [`GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(10_000)}\r\n\r\n`, 431, 'headers-too-large'],
    ['GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', 421, 'host-not-allowed'],
    ['GET / HTTP/1.0\r\n\r\n', 400, 'host-invalid'],
  ])('answers %.25j with %i', async (request, status, code) => {
    const listening = await serverOver(probe, { listen: { host: '127.0.0.1', port: 0 } });
    const { port } = new URL(await listening.listen());
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(request);
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(text).toContain('x-content-type-options: nosniff');
    expect(text).toContain(`{"error":{"code":"${code}"`);
    await listening.close();
  });
});
