import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answers, CountedAnswers, WindowNotice } from '../../src/api/probe.ts';
import type { CaptureCommand, CaptureReport } from '../../src/commands/capture-messages.ts';
import { ThreadProbe } from '../../src/commands/thread-probe.ts';
import { pointAt, RECENT_TIMES, STATUS, TABLES, TOTALS } from '../support/fake-probe.ts';

function report(changes: Partial<CaptureReport> = {}, source: Partial<CaptureReport['source']> = {}): CaptureReport {
  const { firstFrameAt, accounting, losses, tables, problems, unknown } = STATUS;
  return {
    source: { ...STATUS.source, ...source },
    points: [],
    lineWindows: [],
    firstFrameAt,
    accounting,
    losses,
    tables,
    problems,
    unknown,
    totals: TOTALS,
    recentTimes: RECENT_TIMES,
    ...changes,
  };
}

let nowMillis = 0;
let sent: CaptureCommand[] = [];
let answered: { counted: Partial<CountedAnswers>; moment: WindowNotice | null }[] = [];

function probeOf(first = report()): ThreadProbe {
  nowMillis = 0;
  sent = [];
  answered = [];
  return new ThreadProbe({
    mode: 'live',
    modeReason: null,
    version: '1.2.3',
    startedAtMillis: Date.parse(STATUS.startedAt),
    monotonicMillis: () => nowMillis,
    report: first,
    send: (command) => sent.push(command),
    answers: {
      answer: async ({ question, moment, ask }) => {
        const counted = await ask(question);
        answered.push({ counted, moment });
        return counted as Partial<Answers>;
      },
    },
  });
}

const NINE = pointAt('2026-05-04T12:00:09.000000Z');
const QUESTION = { limit: 1, sortBy: 'bytes' } as const;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('ThreadProbe', () => {
  it('says what the last report said', () => {
    const probe = probeOf();
    probe.hear({ kind: 'report', report: report({ points: [pointAt('2026-05-04T12:00:08.000000Z'), NINE] }) });
    expect(probe.status()).toEqual(STATUS);
    expect(probe.totals()).toEqual(TOTALS);
    expect(probe.recentTimes()).toEqual(RECENT_TIMES);
    expect(probe.points().map(({ at }) => at)).toEqual(['2026-05-04T12:00:08.000000Z', '2026-05-04T12:00:09.000000Z']);
    expect(probe.latest()).toEqual({ startAt: NINE.at, endAt: '2026-05-04T12:00:10.000000Z', point: NINE });
  });

  it('keeps an hour of the line, oldest first', () => {
    const probe = probeOf();
    const windowAt = (second: number) => ({ startMillis: second * 1000, text: `{"second":${second}}` });
    for (let second = 0; second < 3700; second += 2) {
      probe.hear({ kind: 'report', report: report({ lineWindows: [windowAt(second), windowAt(second + 1)] }) });
    }
    const windows = probe.lineWindows();
    expect([windows.length, windows[0], windows.at(-1)]).toEqual([3600, windowAt(100), windowAt(3699)]);
  });

  it('has no window before the first', () => {
    expect([probeOf().latest(), probeOf().status().lastWindowAt, probeOf().points()]).toEqual([null, null, []]);
  });

  it('tells of the last window of each report, and again when the source fares otherwise', () => {
    const probe = probeOf();
    const notices: WindowNotice[] = [];
    const stop = probe.onWindow((notice) => notices.push(notice));
    probe.hear({ kind: 'report', report: report() });
    expect(notices).toHaveLength(0);
    probe.hear({ kind: 'report', report: report({ points: [pointAt('2026-05-04T12:00:08.000000Z'), NINE] }) });
    expect(notices.map(({ startAt }) => startAt)).toEqual([NINE.at]);
    probe.hear({ kind: 'report', report: report() });
    expect(notices).toHaveLength(1);
    probe.hear({ kind: 'report', report: report({}, { condition: 'ended' }) });
    expect(notices.map(({ startAt }) => startAt)).toEqual([NINE.at, NINE.at]);
    stop();
    probe.hear({ kind: 'report', report: report({ points: [NINE] }) });
    expect(notices).toHaveLength(2);
  });

  it('hands answers to those who asked, in whatever order they come', async () => {
    const probe = probeOf();
    const [first, second] = [probe.ask(['hosts'], QUESTION), probe.ask(['flows'], QUESTION)];
    expect(sent).toEqual([
      { kind: 'tables', id: 1, names: ['hosts'], question: QUESTION },
      { kind: 'tables', id: 2, names: ['flows'], question: QUESTION },
    ]);
    probe.hear({ kind: 'answer', id: 2, tables: { flows: TABLES.flows } });
    probe.hear({ kind: 'answer', id: 1, tables: { hosts: TABLES.hosts } });
    expect(await Promise.all([first, second])).toEqual([{ hosts: TABLES.hosts }, { flows: TABLES.flows }]);
    expect(answered.map(({ counted }) => counted)).toEqual([{ flows: TABLES.flows }, { hosts: TABLES.hosts }]);
  });

  it('says with a question which window closed last', async () => {
    const probe = probeOf();
    const ask = async (id: number): Promise<void> => {
      const asked = probe.ask(['hosts'], QUESTION);
      probe.hear({ kind: 'answer', id, tables: {} });
      await asked;
    };
    await ask(1);
    probe.hear({ kind: 'report', report: report({ points: [NINE] }) });
    await ask(2);
    expect(answered.map(({ moment }) => moment)).toEqual([null, probe.latest()]);
  });

  it('gives up on an answer after five seconds, and does not mind its coming late', async () => {
    const probe = probeOf();
    const late = expect(probe.ask(['hosts'], QUESTION)).rejects.toMatchObject({ code: 'busy' });
    await vi.advanceTimersByTimeAsync(5000);
    await late;
    probe.hear({ kind: 'answer', id: 1, tables: {} });
  });

  it('takes no more than 32 questions at once', async () => {
    const probe = probeOf();
    const asked = Array.from({ length: 32 }, () => probe.ask(['hosts'], QUESTION));
    await expect(probe.ask(['hosts'], QUESTION)).rejects.toMatchObject({ code: 'busy' });
    for (let id = 1; id <= 32; id += 1) probe.hear({ kind: 'answer', id, tables: { hosts: TABLES.hosts } });
    expect(await Promise.all(asked)).toHaveLength(32);
    const again = probe.ask(['hosts'], QUESTION);
    probe.hear({ kind: 'answer', id: 33, tables: { hosts: TABLES.hosts } });
    expect(await again).toEqual({ hosts: TABLES.hosts });
  });

  it('lets go of everybody when it closes', async () => {
    const probe = probeOf();
    const asked = expect(probe.ask(['hosts'], QUESTION)).rejects.toMatchObject({ code: 'busy' });
    probe.close();
    await asked;
  });
});

describe('the health of a probe', () => {
  it.each(['waiting', 'capturing', 'ended'] as const)('is well while its source is %s', (condition) => {
    expect(probeOf(report({}, { condition })).health()).toEqual({ isWell: true });
  });

  it.each(['down', 'gone'] as const)('is not while its source is %s', (condition) => {
    const reason = 'eth0 has no link: check the cable';
    expect(probeOf(report({}, { condition, reason })).health()).toEqual({ isWell: false, reason });
  });

  it('is not when the capture thread is silent, and is again when it speaks', () => {
    const probe = probeOf();
    nowMillis = 5000;
    expect(probe.health().isWell).toBe(true);
    nowMillis = 7500;
    expect(probe.health()).toEqual({
      isWell: false,
      reason: 'the capture thread has not reported for 7 s: the machine may be overloaded',
    });
    probe.hear({ kind: 'report', report: report() });
    expect(probe.health().isWell).toBe(true);
  });

  it('does not expect reports when a replay is over', () => {
    const probe = probeOf(report({}, { condition: 'ended' }));
    nowMillis = 3_600_000;
    expect(probe.health().isWell).toBe(true);
  });
});
