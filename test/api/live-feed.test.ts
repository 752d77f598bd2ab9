import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { DEFAULT_FEED_LIMITS, type FeedLimits } from '../../src/api/live-feed.ts';
import type { LiveMessage } from '../../src/api/messages.ts';
import type { ApiServer } from '../../src/api/server.ts';
import { serverOver } from '../support/api-server.ts';
import { FakeMachine } from '../support/fake-machine.ts';
import { FakeProbe, flowRow, hostRow, rows, STATUS, TABLES } from '../support/fake-probe.ts';

let probe: FakeProbe;
let machine: FakeMachine;
let server: ApiServer;
let address: string;
const open: (WebSocket | Socket)[] = [];

async function start(limits: Partial<FeedLimits> = {}): Promise<void> {
  probe = new FakeProbe();
  machine = new FakeMachine();
  const feedLimits = { ...DEFAULT_FEED_LIMITS, ...limits };
  server = await serverOver(probe, { listen: { host: '127.0.0.1', port: 0 }, feedLimits, machine });
  address = new URL(await server.listen()).host;
}

beforeEach(async () => await start());

afterEach(async () => {
  for (const socket of open.splice(0)) socket instanceof WebSocket ? socket.terminate() : socket.destroy();
  await server.close();
});

/** A client that keeps what it was sent until the test asks for it. */
class Client {
  readonly socket: WebSocket;
  readonly #messages: LiveMessage[] = [];
  readonly closed: Promise<[number, string]>;

  constructor(headers: Record<string, string> = {}, path = '/api/v1/live') {
    this.socket = new WebSocket(`ws://${address}${path}`, { headers });
    open.push(this.socket);
    this.socket.on('message', (data) => this.#messages.push(JSON.parse(String(data)) as LiveMessage));
    // An error comes before every close that is not a regular one.
    this.socket.on('error', () => {});
    this.closed = new Promise((resolve) => this.socket.on('close', (code, reason) => resolve([code, String(reason)])));
  }

  async choose(request: unknown): Promise<LiveMessage> {
    if (this.socket.readyState !== WebSocket.OPEN) await once(this.socket, 'open');
    this.socket.send(typeof request === 'string' ? request : JSON.stringify(request));
    return await this.next();
  }

  async next(): Promise<LiveMessage> {
    while (this.#messages.length === 0) await once(this.socket, 'message');
    return this.#messages.shift()!;
  }

  get waiting(): number {
    return this.#messages.length;
  }
}

async function refusalOf(headers: Record<string, string>, path?: string): Promise<[number, unknown]> {
  const { socket } = new Client(headers, path);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, import('node:http').IncomingMessage];
  const body = (await response.toArray()).join('');
  return [response.statusCode ?? 0, (JSON.parse(body) as { error: { code: string } }).error.code];
}

describe('the live feed', () => {
  it('answers a choice at once with the last window, and every window after it', async () => {
    const client = new Client();
    const first = await client.choose({ topics: ['traffic'] });
    expect(first).toEqual({
      startAt: '2026-05-04T12:00:09.000000Z',
      endAt: '2026-05-04T12:00:10.000000Z',
      traffic: probe.latest()?.point,
    });
    probe.closeWindow('2026-05-04T12:00:10.000000Z');
    expect((await client.next()).startAt).toBe('2026-05-04T12:00:10.000000Z');
  });

  it('sends each topic as its resource does', async () => {
    const message = await new Client().choose({
      topics: ['status', 'traffic', 'hosts', 'flows', 'protocols', 'tunnels', 'line'],
    });
    expect(message).toEqual({
      startAt: '2026-05-04T12:00:09.000000Z',
      endAt: '2026-05-04T12:00:10.000000Z',
      status: STATUS,
      traffic: probe.latest()?.point,
      hosts: TABLES.hosts,
      flows: TABLES.flows,
      protocols: TABLES.protocols,
      tunnels: TABLES.tunnels,
      line: { ...TABLES.line, discovery: probe.totals().discovery, sessions: TABLES.pppoeSessions, vlans: TABLES.vlans },
    });
  });

  it('replaces the choice', async () => {
    const client = new Client();
    await client.choose({ topics: ['hosts'] });
    expect(Object.keys(await client.choose({ topics: ['flows', 'status'] })).sort()).toEqual([
      'endAt',
      'flows',
      'startAt',
      'status',
    ]);
    probe.closeWindow('2026-05-04T12:00:10.000000Z');
    expect(Object.keys(await client.next()).sort()).toEqual(['endAt', 'flows', 'startAt', 'status']);
  });

  it('gives each client as many rows as it asked for, from one question for all', async () => {
    probe.currentTables = { ...TABLES, hosts: rows(Array.from({ length: 200 }, (_, index) => hostRow(`192.0.2.${index}`))) };
    const [few, many, usual] = [new Client(), new Client(), new Client()];
    await few.choose({ topics: ['hosts'], limit: 2 });
    await many.choose({ topics: ['hosts', 'flows'], limit: 150 });
    await usual.choose({ topics: ['hosts'] });
    probe.questions.length = 0;
    probe.closeWindow('2026-05-04T12:00:10.000000Z');
    const lengths = (await Promise.all([few, many, usual].map((client) => client.next()))).map(({ hosts }) => hosts?.list.length);
    expect(lengths).toEqual([2, 150, 20]);
    expect(probe.questions).toEqual([{ names: ['hosts', 'flows'], question: { limit: 150, sortBy: 'rate' } }]);
  });

  it('asks the tables nothing while nobody wants rows', async () => {
    const client = new Client();
    await client.choose({ topics: ['status', 'traffic'] });
    probe.closeWindow('2026-05-04T12:00:10.000000Z');
    await client.next();
    expect(probe.questions).toEqual([]);
  });

  it('pushes nothing before a choice and after an empty one', async () => {
    const [silent, empty, other] = [new Client(), new Client(), new Client()];
    await Promise.all([once(silent.socket, 'open'), once(empty.socket, 'open')]);
    empty.socket.send('{"topics":[]}');
    await other.choose({ topics: ['traffic'] });
    probe.closeWindow('2026-05-04T12:00:10.000000Z');
    await other.next();
    // Whatever was sent to them arrives before the closing.
    await server.close();
    await Promise.all([silent.closed, empty.closed]);
    expect([silent.waiting, empty.waiting]).toEqual([0, 0]);
  });

  it('keeps a choice made before the first window', async () => {
    probe.currentLatest = null;
    const client = new Client();
    await once(client.socket, 'open');
    client.socket.send('{"topics":["traffic"]}');
    client.socket.ping();
    await once(client.socket, 'pong');
    probe.closeWindow('2026-05-04T12:00:10.000000Z');
    expect((await client.next()).startAt).toBe('2026-05-04T12:00:10.000000Z');
  });

  it('answers a choice of both kinds with a message of each, and pushes each in its own time', async () => {
    const client = new Client();
    const both = [await client.choose({ topics: ['traffic', 'system', 'events'] }), await client.next()];
    expect(both.map((message) => Object.keys(message).sort())).toEqual([
      ['endAt', 'events', 'startAt', 'system'],
      ['endAt', 'startAt', 'traffic'],
    ]);
    machine.takeSnapshot(2);
    expect((await client.next()).system?.takenAt).toBe('2026-03-01T19:00:02.000000Z');
    probe.closeWindow('2026-05-04T12:00:10.000000Z');
    expect(await client.next()).toHaveProperty('traffic');
    expect(client.waiting).toBe(0);
  });

  it('tells of the machine while no window closes, and sends no empty windows to those who chose it alone', async () => {
    probe.currentLatest = null;
    const [alone, other] = [new Client(), new Client()];
    expect(await alone.choose({ topics: ['system'], limit: 1 })).toHaveProperty('system');
    probe.closeWindow('2026-05-04T12:00:10.000000Z');
    await other.choose({ topics: ['traffic'] });
    probe.closeWindow('2026-05-04T12:00:11.000000Z');
    await other.next();
    machine.takeSnapshot(2);
    expect((await alone.next()).system?.processes?.list).toHaveLength(1);
    expect([alone.waiting, other.waiting]).toEqual([0, 0]);
  });

  it('says goodbye when the probe stops', async () => {
    const client = new Client();
    await once(client.socket, 'open');
    await server.close();
    expect(await client.closed).toEqual([1001, 'the probe is stopping']);
  });

  it('leaves a window out when the tables cannot answer, and goes on', async () => {
    const client = new Client();
    await client.choose({ topics: ['hosts'] });
    probe.refusal = new Error('busy');
    probe.closeWindow('2026-05-04T12:00:10.000000Z');
    await new Promise(setImmediate);
    probe.refusal = null;
    probe.closeWindow('2026-05-04T12:00:11.000000Z');
    expect((await client.next()).startAt).toBe('2026-05-04T12:00:11.000000Z');
  });

  it.each([
    ['no JSON', '{"topics":'],
    ['another shape', '["traffic"]'],
    ['an unknown topic', '{"topics":["everything"]}'],
    ['a topic twice', '{"topics":["hosts","hosts"]}'],
    ['too many rows', '{"topics":["hosts"],"limit":201}'],
    ['no rows', '{"topics":["hosts"],"limit":0}'],
    ['half a row', '{"topics":["hosts"],"limit":1.5}'],
    ['an unknown key', '{"topics":["hosts"],"sort":"bytes"}'],
    ['null', 'null'],
  ])('closes a client that sends %s', async (_what, text) => {
    const client = new Client();
    await once(client.socket, 'open');
    client.socket.send(text);
    expect(await client.closed).toEqual([1008, 'expected {"topics": [...], "limit": 1 to 200}']);
  });

  it('closes a client that sends binary, or too much', async () => {
    const [binary, endless] = [new Client(), new Client()];
    await Promise.all([once(binary.socket, 'open'), once(endless.socket, 'open')]);
    binary.socket.send(Buffer.from('{"topics":[]}'));
    endless.socket.send(`{"topics":[]${' '.repeat(17_000)}}`);
    expect((await binary.closed)[0]).toBe(1003);
    expect((await endless.closed)[0]).toBe(1009);
  });

  it('does not compress', async () => {
    const client = new Client();
    await once(client.socket, 'open');
    expect(client.socket.extensions).toBe('');
  });
});

describe('connecting to the live feed', () => {
  it.each([
    [{ origin: 'http://evil.example' }, 403, 'origin-not-allowed'],
    [{ origin: 'null' }, 403, 'origin-not-allowed'],
    [{ host: 'evil.example' }, 421, 'host-not-allowed'],
    [{ host: '<b>' }, 400, 'host-invalid'],
  ])('is refused with %o', async (headers, status, code) => {
    expect(await refusalOf(headers)).toEqual([status, code]);
  });

  it('is refused elsewhere', async () => {
    expect(await refusalOf({}, '/api/v1/status')).toEqual([404, 'not-found']);
    expect(await refusalOf({ origin: 'http://evil.example' }, '/elsewhere')).toEqual([403, 'origin-not-allowed']);
  });

  it('is allowed to its own page and to programs', async () => {
    expect(await new Client({ origin: `http://${address}` }).choose({ topics: ['traffic'] })).toHaveProperty('traffic');
    expect(await new Client({}, '/api/v1/live?x=1').choose({ topics: ['traffic'] })).toHaveProperty('traffic');
  });

  it('is refused when there are too many', async () => {
    await server.close();
    await start({ clients: 1 });
    const client = new Client();
    await once(client.socket, 'open');
    expect(await refusalOf({})).toEqual([503, 'feed-full']);
    client.socket.close();
    await client.closed;
    await once(new Client().socket, 'open');
  });
});

/** A client that shakes hands and then never reads. */
async function connectDeaf(): Promise<Socket> {
  const { hostname, port } = new URL(`http://${address}`);
  const socket = connect(Number(port), hostname);
  open.push(socket);
  socket.write(
    `GET /api/v1/live HTTP/1.1\r\nHost: ${address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
  );
  await once(socket, 'data');
  socket.pause();
  // {"topics":["flows"],"limit":200}, masked with zeros (RFC 6455, section 5.2).
  const text = '{"topics":["flows"],"limit":200}';
  socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]));
  return socket;
}

describe('a client that does not read', () => {
  const bigTables = { ...TABLES, flows: rows(Array.from({ length: 200 }, () => flowRow({ stack: 'x'.repeat(2000) }))) };

  /** Closes windows one after the other until the feed has let go of its client. Returns how many it took. */
  async function closeWindowsUntilAlone(other: Client): Promise<number> {
    for (let count = 1; count < 20_000; count += 1) {
      probe.closeWindow(new Date(Date.UTC(2026, 4, 4, 13, 0, count)).toISOString().replace('Z', '000Z'));
      await other.next();
      if (server.liveClients() === 1) return count;
    }
    throw new Error('the client was never closed');
  }

  it('is closed when it stays behind, while others get every window', async () => {
    await server.close();
    await start({ stuckMillis: 50, closingMillis: 10 });
    probe.currentTables = bigTables;
    const other = new Client();
    await other.choose({ topics: ['traffic'] });
    const deaf = await connectDeaf();
    const ended = once(deaf, 'close');
    expect(await closeWindowsUntilAlone(other)).toBeGreaterThan(1);
    deaf.resume();
    await ended;
  });

  it('never has more than a bounded amount waiting', async () => {
    await server.close();
    await start({ stuckMillis: 3_600_000, skipBytes: 256 * 1024, closeBytes: 300 * 1024, closingMillis: 10 });
    probe.currentTables = bigTables;
    const other = new Client();
    await other.choose({ topics: ['traffic'] });
    await connectDeaf();
    expect(await closeWindowsUntilAlone(other)).toBeGreaterThan(1);
  });

  it('is cut off when it does not answer pings', async () => {
    await server.close();
    await start({ heartbeatMillis: 30 });
    const deaf = await connectDeaf();
    deaf.resume();
    await once(deaf, 'close');
    const polite = new Client();
    await polite.choose({ topics: ['traffic'] });
    for (let pings = 0; pings < 3; pings += 1) await once(polite.socket, 'ping');
    expect(polite.socket.readyState).toBe(WebSocket.OPEN);
  });
});
