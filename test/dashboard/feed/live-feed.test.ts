import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backOffMillis } from '../../../dashboard/src/feed/back-off.ts';
import { type FeedSocket, type FeedState, LiveFeed, parseLiveMessage } from '../../../dashboard/src/feed/live-feed.ts';
import { OncePerSecond } from '../../../dashboard/src/feed/once-per-second.ts';

class FakeSocket implements FeedSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: string[] = [];
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {}
}

function createFeed(expectsMessages = true) {
  const sockets: FakeSocket[] = [];
  const states: FeedState[] = [];
  const received: string[] = [];
  const feed = new LiveFeed(
    { topics: ['status'], limit: 20 },
    {
      connect: () => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket;
      },
      random: () => 1,
      onState: (state) => states.push(state),
      onMessage: (message) => received.push(message.endAt),
      onOpen: () => {},
      expectsMessages: () => expectsMessages,
    },
  );
  feed.open();
  return { feed, sockets, states, received };
}

const MESSAGE = JSON.stringify({ startAt: '2026-11-21T13:00:00Z', endAt: '2026-11-21T13:00:01Z' });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('LiveFeed', () => {
  it('says what it wants as soon as it is connected, and again when that changes', () => {
    const { feed, sockets } = createFeed();
    feed.ask({ topics: ['hosts'], limit: 50 });
    sockets[0]!.onopen!();
    feed.ask({ topics: ['hosts'], limit: 200 });
    expect(sockets[0]!.sent).toEqual(['{"topics":["hosts"],"limit":50}', '{"topics":["hosts"],"limit":200}']);
  });

  it('connects again after it was lost, with growing pauses', () => {
    const { sockets, states } = createFeed();
    sockets[0]!.onclose!();
    vi.advanceTimersByTime(500);
    sockets[1]!.onclose!();
    vi.advanceTimersByTime(999);
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(1);
    sockets[2]!.onopen!();
    expect(states).toEqual(['connecting', 'lost', 'connecting', 'lost', 'connecting', 'open']);
  });

  it('starts with short pauses again once something was delivered', () => {
    const { sockets, received } = createFeed();
    sockets[0]!.onclose!();
    vi.advanceTimersByTime(500);
    sockets[1]!.onopen!();
    sockets[1]!.onmessage!({ data: MESSAGE });
    sockets[1]!.onclose!();
    vi.advanceTimersByTime(500);
    expect(sockets).toHaveLength(3);
    expect(received).toEqual(['2026-11-21T13:00:01Z']);
  });

  it('gives up a connection that falls silent', () => {
    const { sockets, states } = createFeed();
    sockets[0]!.onopen!();
    vi.advanceTimersByTime(20_500);
    expect(states).toEqual(['connecting', 'open', 'lost', 'connecting']);
    expect(sockets).toHaveLength(2);
  });

  it('lets a source that has ended be silent', () => {
    const { sockets, states } = createFeed(false);
    sockets[0]!.onopen!();
    vi.advanceTimersByTime(120_000);
    expect(states).toEqual(['connecting', 'open']);
  });

  it('ignores the late end of a connection it has left', () => {
    const { sockets, states } = createFeed();
    sockets[0]!.onopen!();
    vi.advanceTimersByTime(20_500);
    sockets[0]!.onclose!();
    expect(states.at(-1)).toBe('connecting');
  });

  it('stays closed once closed', () => {
    const { feed, sockets } = createFeed();
    feed.close();
    sockets[0]!.onclose!();
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
  });
});

describe('parseLiveMessage', () => {
  it('takes no message for what is none', () => {
    const data = ['', '{', 'null', '[]', '{"endAt":5}', '<html>', new ArrayBuffer(2)];
    expect(data.map(parseLiveMessage)).toEqual(data.map(() => null));
  });
});

describe('backOffMillis', () => {
  it('doubles up to a quarter of a minute, and spreads by half', () => {
    expect([0, 1, 4, 5, 99].map((failures) => backOffMillis(failures, () => 1))).toEqual([500, 1000, 8000, 15_000, 15_000]);
    expect(backOffMillis(0, () => 0)).toBe(250);
  });
});

describe('OncePerSecond', () => {
  it('answers the first request at once and a burst with one more', () => {
    const flushes: number[] = [];
    const throttle = new OncePerSecond(
      () => flushes.push(Date.now()),
      () => Date.now(),
    );
    const start = Date.now();
    for (let request = 0; request < 50; request += 1) {
      throttle.request();
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(5000);
    expect(flushes.map((at) => at - start)).toEqual([0, 1000]);
  });
});
