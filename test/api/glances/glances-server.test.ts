import { afterEach, describe, expect, it } from 'vitest';
import { ListenRefusedError } from '../../../src/api/access.ts';
import { createGlancesServer, type GlancesServer } from '../../../src/api/glances/glances-server.ts';
import { SECURITY_HEADERS } from '../../../src/api/security-headers.ts';
import { HOST, serverOver } from '../../support/api-server.ts';
import { FakeProbe } from '../../support/fake-probe.ts';
import { FakeGlancesSource } from './fake-glances-source.ts';
import { GLANCES_HOST, glancesOver } from './glances-app.ts';

const PATHS = ['/', '/api/4/status', '/api/4/all', '/api/4/cpu', '/api/4/cpu/total', '/api/4/nothing', '/api/3/all'];
const POSTS = ['/api/4/events/clear/all', '/api/4/events/clear/warning', '/api/4/processes/extended/1'];

describe('access to Glances API', () => {
  it.each(PATHS)('is refused by another name, and given to nobody else: %s', async (url) => {
    const server = await glancesOver(new FakeGlancesSource());
    const refused = await server.app.inject({ url, headers: { host: 'evil.example:61208' } });
    expect(refused.statusCode).toBe(421);
    const answered = await server.app.inject({ url, headers: { host: GLANCES_HOST, origin: 'http://evil.example' } });
    expect(answered.headers).toMatchObject(SECURITY_HEADERS);
    expect(Object.keys(answered.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each(POSTS)('is refused to what another site sends: %s', async (url) => {
    const source = new FakeGlancesSource();
    const server = await glancesOver(source);
    const headers = { host: GLANCES_HOST, origin: 'http://evil.example' };
    expect((await server.app.inject({ method: 'POST', url, headers })).statusCode).toBe(403);
    expect(source.cleared).toEqual([]);
  });

  it('goes by the same rules beside our own API', async () => {
    const server = await serverOver(new FakeProbe(), { glances: new FakeGlancesSource() });
    expect((await server.app.inject({ url: '/api/4/cpu', headers: { host: HOST } })).statusCode).toBe(200);
    expect((await server.app.inject({ url: '/api/4/cpu', headers: { host: 'evil.example:8080' } })).statusCode).toBe(421);
    expect((await server.app.inject({ url: '/api/3/all', headers: { host: HOST } })).statusCode).toBe(404);
    const document = (await server.app.inject({ url: '/api/v1/openapi.json', headers: { host: HOST } })).json<{
      paths: object;
    }>();
    expect(Object.keys(document.paths).filter((path) => path.startsWith('/api/4'))).toEqual([]);
    await server.close();
  });

  it('is another method than what is there', async () => {
    const server = await glancesOver(new FakeGlancesSource());
    const response = await server.app.inject({ method: 'POST', url: '/api/4/cpu', headers: { host: GLANCES_HOST } });
    expect([response.statusCode, response.headers.allow]).toEqual([405, 'GET, HEAD']);
  });
});

describe('a port of its own', () => {
  const servers: GlancesServer[] = [];
  const open = async (port: number): Promise<GlancesServer> => {
    const server = await createGlancesServer(new FakeGlancesSource(), { listen: { host: '127.0.0.1', port } });
    servers.push(server);
    return server;
  };
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  it('answers there, and says what it is', async () => {
    const url = await (await open(0)).listen();
    expect(await (await fetch(`${url}api/4/core`)).json()).toEqual({ phys: 4, log: 4 });
    expect(await (await fetch(url)).text()).toMatch(/^This is version 4 of Glances' REST API/);
    expect((await fetch(`${url}api/v1/status`)).status).toBe(404);
  });

  it('says that it may be Glances itself who has it', async () => {
    const first = await open(0);
    const port = Number(new URL(await first.listen()).port);
    const second = await open(port);
    await expect(second.listen()).rejects.toMatchObject({
      code: 'port-in-use',
      message: `cannot listen on 127.0.0.1:${port}: another program does (perhaps Glances itself); stop it, or set system.glancesPort to another port`,
    });
  });

  it('is not opened to others without a word', async () => {
    const listen = { host: '0.0.0.0', port: 61_208 };
    await expect(createGlancesServer(new FakeGlancesSource(), { listen })).rejects.toThrow(ListenRefusedError);
  });
});
