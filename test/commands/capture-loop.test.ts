import { describe, expect, it } from 'vitest';
import type { LossCounts } from '../../src/api/messages.ts';
import type { FrameSink } from '../../src/capture/frame.ts';
import type { SourceState } from '../../src/capture/source.ts';
import { CaptureLoop } from '../../src/commands/capture-loop.ts';
import type { CaptureNews, CaptureReport } from '../../src/commands/capture-messages.ts';
import type { FrameSupply, SupplyState } from '../../src/commands/frame-supply.ts';
import type { LineWindow } from '../../src/line/line-window.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { buildFrame, payload } from '../support/frames/build-frame.ts';
import { ethernet } from '../support/frames/ethernet.ts';
import { ipv4 } from '../support/frames/ipv4.ts';
import { tcp } from '../support/frames/tcp.ts';
import { httpRequest } from '../support/payloads/http-request.ts';
import { deliver } from '../support/scripted-source.ts';

const UNKNOWN: LossCounts = { card: null, kernel: null, freezes: null, probe: null };

/** A supply whose every step does what the test says. */
class Supply implements FrameSupply {
  readonly name = 'eth7';
  readonly driver = 'ring';
  readonly interfaces = [{ name: 'eth7', linkType: 1, snapLength: 256 }];
  currentState: SupplyState = { condition: 'capturing', reason: null, remarks: [] };
  currentLosses = UNKNOWN;
  isClosed = false;
  readonly #clock: FakeClock;
  readonly #isLive: boolean;
  readonly #onStep: (sink: FrameSink, steps: number) => SourceState;
  #steps = 0;

  constructor(clock: FakeClock, kind: 'live' | 'replay', onStep: (sink: FrameSink, steps: number) => SourceState) {
    this.#clock = clock;
    this.#isLive = kind === 'live';
    this.#onStep = onStep;
  }

  step(sink: FrameSink): SourceState {
    this.#steps += 1;
    return this.#onStep(sink, this.#steps);
  }

  idleMillis = (): number => 50;
  settledMicros = (): number | null => (this.#isLive ? this.#clock.nowMillis * 1000 : null);
  state = (): SupplyState => this.currentState;
  losses = (): LossCounts => this.currentLosses;
  close(): void {
    this.isClosed = true;
  }
}

function loopOver(clock: FakeClock, supply: Supply): { loop: CaptureLoop; news: CaptureNews[] } {
  const news: CaptureNews[] = [];
  return { loop: new CaptureLoop({ supply, limits: {}, clock, post: (said) => news.push(said) }), news };
}

function reportsIn(news: readonly CaptureNews[]): CaptureReport[] {
  return news.flatMap((said) => (said.kind === 'report' || said.kind === 'opened' ? [said.report] : []));
}

/** Stops the loop when the clock has come that far. */
function stopAfter(clock: FakeClock, loop: CaptureLoop, seconds: number): void {
  const end = clock.nowMillis + seconds * 1000;
  clock.onPause = () => {
    if (clock.nowMillis >= end) loop.stop();
  };
}

describe('CaptureLoop', () => {
  it('says first that the source is open and that it waits for frames', async () => {
    const clock = new FakeClock();
    const { loop, news } = loopOver(clock, new Supply(clock, 'live', () => 'idle'));
    stopAfter(clock, loop, 0.1);
    await loop.run();
    expect(news[0]).toMatchObject({
      kind: 'opened',
      report: {
        source: { name: 'eth7', condition: 'waiting', reason: null, driver: 'ring', linkTypes: ['EN10MB'], snapLength: 256 },
        firstFrameAt: null,
        points: [],
      },
    });
  });

  it('reports every second that it is alive although no frame comes', async () => {
    const clock = new FakeClock();
    const { loop, news } = loopOver(clock, new Supply(clock, 'live', () => 'idle'));
    stopAfter(clock, loop, 5);
    await loop.run();
    expect(news.filter(({ kind }) => kind === 'report').length).toBeGreaterThanOrEqual(5);
    expect(reportsIn(news).flatMap(({ points }) => points)).toEqual([]);
  });

  it('closes windows by the clock while the line is quiet', async () => {
    const clock = new FakeClock();
    const start = clock.nowMillis;
    const supply = new Supply(clock, 'live', (sink, steps) => {
      if (steps === 1) deliver(sink, start * 1000);
      return 'idle';
    });
    const { loop, news } = loopOver(clock, supply);
    stopAfter(clock, loop, 3.2);
    await loop.run();
    const points = reportsIn(news).flatMap((report) => report.points);
    expect(points.map(({ frames, wireBytes, ipv4Bytes, otherBytes }) => [frames, wireBytes, ipv4Bytes, otherBytes])).toEqual([
      [1, 60, 60, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    const lineWindows = reportsIn(news).flatMap((report) => report.lineWindows);
    expect(lineWindows.map(({ startMillis }) => startMillis)).toEqual(points.map(({ at }) => Date.parse(at)));
    expect(lineWindows.map(({ text }) => (JSON.parse(text) as LineWindow).quality.requests.unknown.frames)).toEqual([1, 0, 0, 0]);
    expect(reportsIn(news).at(-1)).toMatchObject({
      firstFrameAt: new Date(start).toISOString().replace('Z', '000Z'),
      accounting: { seen: { frames: 1, wireBytes: 60 } },
      totals: { wan: { unknown: { ipv4Bytes: 60, ipv6Bytes: 0, otherBytes: 0 } } },
    });
  });

  it('lets messages in between turns, however many frames there are', async () => {
    const clock = new FakeClock();
    let pauses = 0;
    const supply = new Supply(clock, 'live', (sink) => {
      clock.nowMillis += 10;
      deliver(sink, clock.nowMillis * 1000);
      return 'more';
    });
    const { loop, news } = loopOver(clock, supply);
    clock.onPause = () => {
      pauses += 1;
      if (pauses > 100) loop.stop();
      else loop.ask({ kind: 'tables', id: pauses, names: ['hosts'], question: { limit: 10, sortBy: 'bytes' } });
    };
    await loop.run();
    expect(news.filter(({ kind }) => kind === 'answer')).toHaveLength(100);
    // Three steps of 10 ms fill a turn.
    expect(reportsIn(news).at(-1)?.accounting.seen.frames).toBe(303);
  });

  it('leaves frames at least half of the time, however much is asked', async () => {
    const clock = new FakeClock();
    let framesMillis = 0;
    let isAnswering = false;
    const supply = new Supply(clock, 'live', (sink) => {
      if (isAnswering) framesMillis += 10;
      clock.nowMillis += 10;
      deliver(sink, clock.nowMillis * 1000);
      return 'more';
    });
    let answers = 0;
    const loop = new CaptureLoop({
      supply,
      limits: {},
      clock,
      post: ({ kind }) => {
        if (kind !== 'answer') return;
        // As if every answer took 300 ms.
        clock.nowMillis += 300;
        isAnswering = true;
        answers += 1;
        if (answers === 5) loop.stop();
      },
    });
    for (let id = 1; id <= 32; id += 1) {
      loop.ask({ kind: 'tables', id, names: ['hosts'], question: { limit: 10, sortBy: 'bytes' } });
    }
    await loop.run();
    expect(framesMillis).toBeGreaterThanOrEqual(4 * 300);
  });

  it('counts what was lost since the last report in the last window, and keeps what is not known unknown', async () => {
    const clock = new FakeClock();
    const supply: Supply = new Supply(clock, 'live', (sink) => {
      deliver(sink, clock.nowMillis * 1000);
      return 'idle';
    });
    const { loop, news } = loopOver(clock, supply);
    const start = clock.nowMillis;
    clock.onPause = () => {
      const seconds = (clock.nowMillis - start) / 1000;
      if (seconds > 1.5) supply.currentLosses = { card: null, kernel: 4, freezes: 9, probe: 1 };
      if (seconds > 2.5) supply.currentLosses = { card: null, kernel: 10, freezes: 9, probe: 1 };
      if (seconds > 4.2) loop.stop();
    };
    await loop.run();
    expect(reportsIn(news).flatMap(({ points }) => points.map(({ dropped }) => dropped))).toEqual([null, 5, 6, 0, 0]);
  });

  it('tells how the source is doing', async () => {
    const clock = new FakeClock();
    const supply = new Supply(clock, 'live', () => 'idle');
    const { loop, news } = loopOver(clock, supply);
    supply.currentState = { condition: 'gone', reason: 'eth7 was removed', remarks: ['Offloads are on.'] };
    stopAfter(clock, loop, 1.1);
    await loop.run();
    expect(reportsIn(news)[1]?.source).toMatchObject({
      condition: 'gone',
      reason: 'eth7 was removed',
      remarks: ['Offloads are on.'],
    });
  });

  it('reports the window that was open when it ended, closes the source, and still answers', async () => {
    const clock = new FakeClock();
    const supply = new Supply(clock, 'replay', (sink, steps) => {
      if (steps > 3) return 'ended';
      deliver(sink, 1e12 + steps * 400_000);
      return 'more';
    });
    const { loop, news } = loopOver(clock, supply);
    await loop.run();
    const last = reportsIn(news).at(-1)!;
    expect(supply.isClosed).toBe(true);
    expect(last.source.condition).toBe('ended');
    expect(last.points.map(({ frames }) => frames)).toEqual([2, 1]);
    loop.ask({ kind: 'tables', id: 7, names: ['hosts', 'protocols'], question: { limit: 1, sortBy: 'bytes' } });
    expect(news.at(-1)).toMatchObject({
      kind: 'answer',
      id: 7,
      tables: { hosts: { total: 2, list: [{ frames: 3 }] }, protocols: { list: [{ stack: 'ethernet/ipv4/udp', frames: 3 }] } },
    });
  });

  it('goes by a list of services that it is given meanwhile', async () => {
    const clock = new FakeClock();
    const request = payload(httpRequest({ host: 'www.films.example' }));
    const supply = new Supply(clock, 'replay', (sink, steps) => {
      if (steps > 2) return 'ended';
      if (steps === 2) loop.takeServices([{ service: 'Cinema', category: null, domains: ['films.example'] }]);
      const frame = buildFrame(
        ethernet(),
        ipv4(),
        tcp({ sourcePort: 50_000 + steps, destinationPort: 80, flags: 'psh ack' }),
        request,
      );
      deliver(sink, 1e12 + steps * 400_000, frame);
      return 'more';
    });
    const { loop, news } = loopOver(clock, supply);
    await loop.run();
    loop.ask({ kind: 'tables', id: 7, names: ['applications'], question: { limit: 10, sortBy: 'bytes' } });
    const { list } = (news.at(-1) as Extract<CaptureNews, { kind: 'answer' }>).tables.applications!;
    expect(list.map(({ application, conversations }) => [application, conversations]).sort()).toEqual([
      ['Cinema', 1],
      ['HTTP', 1],
    ]);
  });

  it('keeps an hour of windows and posts now and then while a replay runs through years', async () => {
    const clock = new FakeClock();
    const supply = new Supply(clock, 'replay', (sink, steps) => {
      if (steps > 4) return 'ended';
      // Nearly an hour of silence between frames has a window for every second.
      deliver(sink, 1e12 + steps * 3_500e6);
      return 'more';
    });
    const { loop, news } = loopOver(clock, supply);
    await loop.run();
    const points = reportsIn(news).flatMap((report) => report.points);
    expect(reportsIn(news)).toHaveLength(2);
    expect(points).toHaveLength(3600);
    const lineWindows = reportsIn(news).flatMap((report) => report.lineWindows);
    // In long silences the line's windows are ten seconds long.
    expect(lineWindows.length).toBeGreaterThan(360);
    expect(lineWindows.length).toBeLessThan(1500);
    expect(reportsIn(news).at(-1)?.accounting.seen.frames).toBe(4);
  });

  it('adds problems, families and discovery up over windows', async () => {
    const clock = new FakeClock();
    const broken = Uint8Array.of(...new Uint8Array(12), 0x08, 0x00, 0x45);
    const supply = new Supply(clock, 'replay', (sink, steps) => {
      if (steps > 3) return 'ended';
      deliver(sink, 1e12 + steps * 1e6, broken);
      return 'more';
    });
    const { loop, news } = loopOver(clock, supply);
    await loop.run();
    expect(reportsIn(news).at(-1)).toMatchObject({
      problems: [{ protocol: 'ipv4', problem: 'header-truncated', frames: 3 }],
      accounting: { seen: { frames: 3 }, malformed: 3 },
      totals: {
        wan: { unknown: { ipv4Bytes: 0, ipv6Bytes: 0, otherBytes: 45 } },
        discovery: { padi: 0, pado: 0, padr: 0, pads: 0, padt: 0 },
      },
    });
  });
});
