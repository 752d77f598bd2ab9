import { describe, expect, it } from 'vitest';
import { ProbeState } from '../../../dashboard/src/state/probe-state.ts';
import { RowNeeds } from '../../../dashboard/src/state/row-needs.ts';
import type { LiveMessage, SourceCondition } from '../../../src/api/messages.ts';

const NONE = { rows: 0, frames: 0, wireBytes: 0 };

function message(second: number, total: number): LiveMessage {
  const at = (seconds: number) => new Date(Date.parse('2026-11-21T13:00:00Z') + seconds * 1000).toISOString();
  return { startAt: at(second), endAt: at(second + 1), hosts: { list: [], total, other: NONE } };
}

function statusOf(condition: SourceCondition): LiveMessage['status'] {
  return {
    version: '0.1.0',
    mode: 'live',
    modeReason: null,
    source: { name: 'eth0', condition, reason: null, remarks: [], driver: 'ring', linkTypes: [], snapLength: null },
    startedAt: '2026-11-21T13:00:00Z',
    firstFrameAt: null,
    lastWindowAt: null,
    accounting: { seen: { frames: 0, wireBytes: 0 }, capturedBytes: 0, attributed: 0, other: 0, malformed: 0 },
    losses: { card: null, kernel: null, freezes: null, probe: null },
    tables: [],
    problems: [],
    unknown: [],
  };
}

/** A state whose clock the test moves by hand. */
function createState() {
  const clock = { millis: 0 };
  const state = new ProbeState(() => clock.millis);
  const receive = (received: LiveMessage) => {
    clock.millis += 1000;
    state.receive(received);
  };
  const wait = (millis: number) => {
    clock.millis += millis;
    state.tick();
  };
  return { state, receive, wait };
}

describe('ProbeState', () => {
  it('shows each window', () => {
    const { state, receive } = createState();
    receive(message(0, 4));
    receive(message(1, 5));
    expect(state.shown.hosts.value?.total).toBe(5);
    expect(state.windowEndAt.value).toBe('2026-11-21T13:00:02.000Z');
  });

  it('holds still while paused, and then shows the newest', () => {
    const { state, receive, wait } = createState();
    receive(message(0, 4));
    state.togglePause();
    receive(message(1, 5));
    receive(message(2, 6));
    expect(state.shown.hosts.value?.total).toBe(4);
    wait(1000);
    state.togglePause();
    expect(state.shown.hosts.value?.total).toBe(6);
  });

  it('says how old the news is when windows stay away', () => {
    const { state, receive, wait } = createState();
    receive({ ...message(0, 1), status: statusOf('capturing') } as LiveMessage);
    wait(3000);
    expect(state.staleSeconds.value).toBeNull();
    wait(9000);
    expect(state.staleSeconds.value).toBe(12);
  });

  it('does not call a replay stale that is over, while the probe is there', () => {
    const { state, receive, wait } = createState();
    receive({ ...message(0, 1), status: statusOf('ended') } as LiveMessage);
    state.feed.value = 'open';
    wait(60_000);
    expect(state.staleSeconds.value).toBeNull();
    state.feed.value = 'lost';
    expect(state.staleSeconds.value).toBe(60);
  });
});

describe('RowNeeds', () => {
  it('asks for as many rows as the neediest table, within what a feed delivers', () => {
    const needs = new RowNeeds();
    expect(needs.limit.value).toBe(20);
    needs.need('hosts', 8);
    needs.need('flows', 100);
    expect(needs.limit.value).toBe(100);
    needs.need('flows', 999);
    expect(needs.limit.value).toBe(200);
    needs.need('flows', 8);
    expect(needs.limit.value).toBe(20);
  });

  it('keeps the minutes it was told, also where later messages bring the last ones alone, and holds them while paused', () => {
    const { state, receive } = createState();
    const lineOf = (...minutes: readonly number[]) =>
      ({
        ppp: { sessions: [] },
        verdict: { now: null, bufferbloat: [], minutes: minutes.map((minute) => ({ atMinute: `2026-11-21T13:0${minute}:00Z` })) },
      }) as never;
    receive({ ...message(0, 1), line: lineOf(0, 1, 2) });
    receive({ ...message(1, 1), line: lineOf(2, 3) });
    expect(state.verdicts.size).toBe(4);
    state.togglePause();
    receive({ ...message(2, 1), line: lineOf(3, 4) });
    expect(state.verdicts.size).toBe(4);
  });
});
