import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { ProbeFeed } from '../../../src/terminal/feed/probe-feed.ts';
import { STATUS } from '../../support/fake-probe.ts';
import { shownEvent, shownMachine, shownPoint, shownProcess } from '../shown-models.ts';

/** A connection that a test plays the other end of. */
class FakeSocket extends EventEmitter {
  readyState = 0;
  readonly url: string;
  readonly sent: { topics: string[]; limit: number }[] = [];

  constructor(url: URL) {
    super();
    this.url = url.href;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  terminate(): void {
    this.end(1006);
  }

  accept(): void {
    this.readyState = 1;
    this.emit('open');
  }

  push(message: object): void {
    this.emit('message', Buffer.from(JSON.stringify(message)));
  }

  end(code: number): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.emit('close', code);
  }
}

const sockets: FakeSocket[] = [];
let feed: ProbeFeed;

beforeEach(() => {
  vi.useFakeTimers();
  // Whoever is asked does not answer: what is told comes over the connection.
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.reject(new TypeError('fetch failed'))),
  );
  sockets.length = 0;
  feed = new ProbeFeed({
    base: new URL('http://pi:8080/'),
    onChange: () => {},
    openSocket: (url) => {
      const socket = new FakeSocket(url);
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    monotonicMillis: () => Date.now(),
  });
});

afterEach(() => {
  feed.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const ALL = { sortBy: 'cpu', filter: '' } as const;

const last = (): FakeSocket => sockets.at(-1)!;

describe('following a probe', () => {
  it('asks for what the screen needs, and again when another is looked at', () => {
    expect(last().url).toBe('ws://pi:8080/api/v1/live');
    last().accept();
    feed.choose('line', ALL);
    feed.choose('line', ALL);
    expect(last().sent.map(({ topics }) => topics)).toEqual([
      ['status', 'traffic', 'system', 'events'],
      ['status', 'traffic', 'hosts', 'flows', 'protocols', 'applications', 'tunnels', 'line', 'system'],
    ]);
  });

  it('puts together what messages of windows and of the machine say', () => {
    last().accept();
    last().push({ status: STATUS, traffic: shownPoint(1) });
    last().push({ system: shownMachine(), events: { list: [shownEvent()], total: 1, ongoing: 1 } });
    last().push({ traffic: shownPoint(2) });
    last().push({ traffic: shownPoint(2) });
    expect(feed.model).toMatchObject({ machine: shownMachine(), events: [shownEvent()], trouble: null });
    expect(feed.model.line.status?.version).toBe('1.2.3');
    expect(feed.model.recent.map(({ at }) => at)).toEqual([shownPoint(1).at, shownPoint(2).at]);
  });

  it('keeps no more points than it shows', () => {
    last().accept();
    for (let second = 0; second < 300; second += 1) last().push({ traffic: { ...shownPoint(0), at: `at ${second}` } });
    expect(feed.model.recent).toHaveLength(240);
    expect(feed.model.recent.at(-1)?.at).toBe('at 299');
  });

  it('is not put off by what is no message', () => {
    last().accept();
    last().emit('message', Buffer.from('{'));
    last().emit('message', Buffer.from('5'));
    last().push({ system: 'none', line: [] });
    expect(feed.model.machine).toBeNull();
  });

  it('connects again, later each time, and says so; what was known stays', () => {
    last().accept();
    last().push({ system: shownMachine() });
    last().end(1006);
    expect(feed.model.trouble).toBe('the probe at http://pi:8080 ended the connection; trying again in 1 s');
    expect(feed.model.machine).not.toBeNull();
    const waits: string[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      vi.advanceTimersToNextTimer();
      while (last().readyState === 3) vi.advanceTimersToNextTimer();
      last().emit('error', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
      last().end(1006);
      waits.push(/in (\d+) s/.exec(feed.model.trouble!)![1]!);
    }
    expect(waits).toEqual(['2', '4', '8', '15', '15']);
    expect(feed.model.trouble).toBe('no probe at http://pi:8080: nothing listens there; trying again in 15 s');
    vi.advanceTimersByTime(15_000);
    last().accept();
    expect(feed.model.trouble).toBeNull();
  });

  it.each([
    [401, 'the probe at http://pi:8080 wants a login, which top does not have'],
    [503, 'the probe at http://pi:8080 has too many viewers'],
    [404, 'what answers at http://pi:8080 has no live feed (HTTP 404)'],
  ])('says what an answer of %i to the connection means', (status, trouble) => {
    last().emit('error', new Error(`Unexpected server response: ${status}`));
    last().end(1006);
    expect(feed.model.trouble).toBe(`${trouble}; trying again in 1 s`);
  });

  it('asks an older probe, which does not know the topics of the machine, for the others, without waiting', () => {
    last().accept();
    last().end(1008);
    expect(sockets).toHaveLength(2);
    last().accept();
    expect(last().sent[0]?.topics).toEqual(['status', 'traffic']);
    expect(feed.model.trouble).toBeNull();
  });

  it('asks for the machine by itself when the connection does not tell of it', async () => {
    const answers: Readonly<Record<string, unknown>> = {
      '/api/v1/system': shownMachine(),
      '/api/v1/events': { list: [shownEvent()] },
    };
    vi.stubGlobal(
      'fetch',
      vi.fn((url: URL) => Promise.resolve(new Response(JSON.stringify(answers[url.pathname])))),
    );
    last().accept();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(feed.model).toMatchObject({ machine: shownMachine(), events: [shownEvent()], machineTrouble: null });
  });

  describe('with more processes than the connection brings', () => {
    const counts = { total: 900, running: 1, sleeping: 899, other: 0, threads: 900 };
    const machineWith = (...pids: readonly number[]) =>
      shownMachine({ processes: { list: pids.map((pid) => shownProcess({ pid })), counts } });
    const shownPids = () => feed.model.machine?.processes?.list.map(({ pid }) => pid);
    const asked = vi.fn((url: URL) =>
      Promise.resolve(new Response(JSON.stringify(url.pathname.endsWith('system') ? machineWith(700) : { list: [] }))),
    );
    const questions = () => asked.mock.calls.map(([url]) => url).filter((url) => url.pathname.endsWith('system'));

    beforeEach(() => {
      asked.mockClear();
      vi.stubGlobal('fetch', asked);
      last().accept();
      last().push({ system: machineWith(1, 2) });
    });

    it('asks the probe to sort and to filter, at once and then again and again', async () => {
      feed.choose('machine', { sortBy: 'memory', filter: 'kvm&' });
      await vi.advanceTimersByTimeAsync(1);
      expect(questions().map(({ search }) => search)).toEqual(['?limit=200&sort=memory&filter=kvm%26']);
      expect(shownPids()).toEqual([700]);
      last().push({ system: machineWith(1, 2) });
      expect(shownPids()).toEqual([700]);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(questions()).toHaveLength(2);
    });

    it('takes what the connection brings where that is what is wanted', async () => {
      feed.choose('machine', { sortBy: 'memory', filter: '' });
      await vi.advanceTimersByTimeAsync(1);
      feed.choose('machine', ALL);
      last().push({ system: machineWith(1, 2) });
      expect(shownPids()).toEqual([1, 2]);
    });

    it('asks nobody while all processes are there', async () => {
      last().push({ system: shownMachine() });
      feed.choose('machine', { sortBy: 'memory', filter: 'kvm' });
      await vi.advanceTimersByTimeAsync(2_000);
      expect(questions()).toEqual([]);
    });
  });

  it('says that an older probe does not tell of its machine', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(() => Promise.resolve(new Response('{"error":{"code":"not-found","message":"No."}}', { status: 404 }))),
    );
    last().accept();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(feed.model.machineTrouble).toBe('This probe does not tell of its machine: it is of an older version.');
  });

  it('gives up a connection on which nothing comes, not even a ping', () => {
    last().accept();
    vi.advanceTimersByTime(30_000);
    last().emit('ping');
    vi.advanceTimersByTime(30_000);
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(15_000);
    expect(sockets.length).toBeGreaterThan(1);
  });

  it('lets go of everything when it is closed', () => {
    last().accept();
    feed.close();
    expect(vi.getTimerCount()).toBe(0);
    expect(last().readyState).toBe(3);
    expect(sockets).toHaveLength(1);
  });
});
