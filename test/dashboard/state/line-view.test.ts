import { describe, expect, it } from 'vitest';
import { lineEvents } from '../../../dashboard/src/state/line-events.ts';
import { currentSession, otherSessions, trafficOf } from '../../../dashboard/src/state/line-view.ts';
import type { LineMessage, PppSessionRow } from '../../../src/api/messages.ts';

function session(serial: number, fields: Partial<PppSessionRow> = {}): PppSessionRow {
  const minute = String(serial).padStart(2, '0');
  return {
    serial,
    sessionId: 100 + serial,
    clientMac: 'a',
    concentratorMac: 'b',
    state: 'up',
    closedAt: null,
    firstSeenAt: `2026-11-21T20:${minute}:00.000000Z`,
    ...fields,
  } as PppSessionRow;
}

const closed = (serial: number) => session(serial, { state: 'closed', closedAt: '2026-11-21T21:00:00.000000Z' });

describe('currentSession', () => {
  it('is the latest one that is up, before one that is still being set up', () => {
    expect(currentSession([closed(1), session(2), session(3, { state: 'lcp' })])?.serial).toBe(2);
    expect(currentSession([closed(1), session(3, { state: 'lcp' })])?.serial).toBe(3);
  });

  it('is the last one that was, while the line is down', () => {
    expect(currentSession([closed(1), closed(2)])?.serial).toBe(2);
    expect(currentSession([])).toBeNull();
  });

  it('leaves the others, the latest first', () => {
    expect(otherSessions([closed(1), closed(2), session(3)]).map(({ serial }) => serial)).toEqual([2, 1]);
  });
});

describe('trafficOf', () => {
  it('finds what was counted in a session by id and ends, whichever way round the ends are listed', () => {
    const row = { sessionId: 102, clientMac: 'b', concentratorMac: 'a', closedAt: null };
    const line = { sessions: { list: [{ ...row, sessionId: 7 }, row] } } as unknown as LineMessage;
    expect(trafficOf(session(2), line)).toBe(row);
    expect(trafficOf(session(3), line)).toBeNull();
  });
});

describe('lineEvents', () => {
  it('puts sessions, leases and roles on one timeline, the latest first', () => {
    const line = {
      ppp: {
        events: [
          { at: '2026-11-21T20:00:02Z', lastAt: '2026-11-21T20:00:09Z', count: 3, kind: 'discovery-unanswered', text: 'p' },
        ],
      },
      leases: { timeline: [{ at: '2026-11-21T20:00:05Z', kind: 'obtained', protocol: 'dhcpv4', text: 'l' }] },
      home: { events: [{ at: '2026-11-21T20:00:01Z', kind: 'learnt', text: 'r' }] },
    } as unknown as LineMessage;
    expect(lineEvents(line)).toEqual([
      { at: '2026-11-21T20:00:09Z', text: 'p', count: 3, tone: 'bad' },
      { at: '2026-11-21T20:00:05Z', text: 'DHCP: l', count: 1, tone: 'good' },
      { at: '2026-11-21T20:00:01Z', text: 'Who is who learnt: r', count: 1, tone: 'plain' },
    ]);
  });
});
