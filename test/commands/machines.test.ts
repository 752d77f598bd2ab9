import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type NamedMachine, OtherProbes } from '../../src/commands/machines.ts';

const SYSTEM = {
  worstLevel: 'warning',
  cpu: { total: 12.5 },
  memory: { percent: 40 },
  load: { min1: 0.42 },
  sensors: [
    { unit: 'R', value: 1200 },
    { unit: 'C', value: 48.7 },
    { unit: 'C', value: 61.2 },
  ],
};
const STATUS = { source: { condition: 'capturing' } };
const WINDOW = {
  home: {
    startAt: '2026-03-01T19:00:00.000000Z',
    endAt: '2026-03-01T19:00:02.000000Z',
    down: { wireBytes: 5000 },
    up: { wireBytes: 300 },
  },
  outages: { open: null },
  verdict: { now: { severity: 'none' } },
};

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface Answers {
  readonly system?: unknown;
  readonly status?: unknown;
  readonly window?: unknown;
}

/** A server that answers in its own way. Returns where it is, and which paths were asked. */
async function serve(answer: (path: string, response: ServerResponse) => void) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request.url ?? '', response);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function probeSaying({ system = SYSTEM, status = STATUS, window = WINDOW }: Answers = {}) {
  return await serve((path, response) => {
    const body = path.includes('/system') ? system : path.includes('/status') ? status : { total: 1, windows: [window] };
    response.end(JSON.stringify(body));
  });
}

function others(...machines: NamedMachine[]): OtherProbes {
  return new OtherProbes({ machines, fetch, wallMillis: () => Date.UTC(2026, 2, 1, 20) });
}

async function askOnce(...machines: NamedMachine[]) {
  const probes = others(...machines);
  await probes.askAll();
  return probes.rows();
}

describe('other probes', () => {
  it('are told in a line each, in the order of the configuration', async () => {
    const { url, asked } = await probeSaying();
    const [attic, cellar] = await askOnce({ name: 'attic', url }, { url: `${url}/below/a/path` });
    expect(attic).toEqual({
      name: 'attic',
      url: `${url}/`,
      state: 'here',
      cpuPercent: 12.5,
      memoryPercent: 40,
      load: 0.42,
      temperature: 61.2,
      worstLevel: 'warning',
      lineState: 'fine',
      downBytesPerSecond: 2500,
      upBytesPerSecond: 150,
      seenAt: '2026-03-01T20:00:00.000000Z',
      trouble: null,
    });
    expect([cellar?.name, cellar?.url]).toEqual([new URL(url).host, `${url}/below/a/path/`]);
    expect(asked).toContain('/api/v1/system?limit=1');
    expect(asked).toContain('/below/a/path/api/v1/line/windows?limit=1');
  });

  it.each([
    ['outage', { window: { ...WINDOW, outages: { open: { serial: 1 } } } }],
    ['outage', { window: { ...WINDOW, verdict: { now: { severity: 'outage' } } } }],
    ['troubled', { window: { ...WINDOW, verdict: { now: { severity: 'minor' } } } }],
    [null, { window: { ...WINDOW, verdict: { now: null } } }],
    [null, { window: null }],
    ['silent', { status: { source: { condition: 'gone' } } }],
  ])('have a line that is %s', async (lineState, answers) => {
    const { url } = await probeSaying(answers);
    expect((await askOnce({ url }))[0]?.lineState).toBe(lineState);
  });

  it('are not believed to answer in any shape', async () => {
    const { url } = await probeSaying({
      system: {
        worstLevel: '<b>',
        cpu: 'much',
        memory: { percent: '40' },
        load: null,
        sensors: [null, { unit: 'C', value: 'hot' }],
      },
      window: { home: { startAt: 'x', down: { wireBytes: {} } } },
    });
    expect((await askOnce({ url }))[0]).toMatchObject({
      state: 'here',
      cpuPercent: null,
      memoryPercent: null,
      load: null,
      temperature: null,
      worstLevel: null,
      lineState: null,
      downBytesPerSecond: null,
    });
  });

  it('wait until they are asked', () => {
    const [row] = others({ url: 'http://192.0.2.1:8080' }).rows();
    expect([row?.state, row?.seenAt, row?.trouble, row?.cpuPercent]).toEqual(['waiting', null, null, null]);
  });

  it('that do not answer any more keep their figures, and say what is wrong', async () => {
    const { url } = await probeSaying();
    const probes = others({ url });
    await probes.askAll();
    servers[0]?.closeAllConnections();
    servers[0]?.close();
    await probes.askAll();
    expect(probes.rows()[0]).toMatchObject({
      state: 'away',
      cpuPercent: 12.5,
      seenAt: '2026-03-01T20:00:00.000000Z',
      trouble: 'nothing answers there',
    });
  });

  it('are not followed elsewhere', async () => {
    const elsewhere = await probeSaying();
    const { url } = await serve((path, response) => response.writeHead(302, { location: `${elsewhere.url}${path}` }).end());
    expect((await askOnce({ url }))[0]).toMatchObject({ state: 'away', trouble: 'it sends elsewhere, which is not followed' });
    expect(elsewhere.asked).toEqual([]);
  });

  it('may not answer without end', async () => {
    const { url } = await serve((_path, response) => {
      const more = () => {
        while (!response.destroyed && response.write(`"${'x'.repeat(65_536)}"`));
      };
      response.on('drain', more);
      more();
    });
    expect((await askOnce({ url }))[0]).toMatchObject({ state: 'away', trouble: 'its answer is too large' });
  });

  it.each([
    ['what answers there is no wanprobe', 200, '<!doctype html>'],
    ['it answered 500', 500, '<!doctype html>'],
    ['This machine has not been looked at yet.', 503, '{"error":{"message":"This machine has not been looked at yet."}}'],
    ['bad ‹202E›text', 503, '{"error":{"message":"bad \u202etext"}}'],
  ])('say "%s"', async (trouble, status, body) => {
    const { url } = await serve((_path, response) => response.writeHead(status).end(body));
    expect((await askOnce({ url }))[0]?.trouble).toBe(trouble);
  });

  it('are asked without user name and password, which are shown nowhere', () => {
    const [row] = others({ url: 'http://user:secret@192.0.2.1:8080/?token=secret#secret' }).rows();
    expect(JSON.stringify(row)).not.toContain('secret');
    expect(row?.url).toBe('http://192.0.2.1:8080/');
  });

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'not an address'])('are not at %s', (url) => {
    expect(() => others({ url })).toThrow(TypeError);
  });

  it('are 32 at most', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ url: `http://192.0.2.${index + 1}` }));
    expect(others(...many).rows()).toHaveLength(32);
  });

  it('have only so long to answer', async () => {
    const { url } = await serve(() => {});
    const probes = new OtherProbes({ machines: [{ url }], fetch, wallMillis: () => 0, limitMillis: 50 });
    await probes.askAll();
    expect(probes.rows()[0]).toMatchObject({ state: 'away', trouble: 'no answer within 0.05 seconds' });
  });

  it('are let go of when asking stops', async () => {
    const { url } = await serve(() => {});
    const probes = others({ url });
    const asking = probes.askAll();
    probes.stop();
    await asking;
    expect(probes.rows()[0]).toMatchObject({ state: 'away', trouble: 'the probe is stopping' });
  });
});
