// Cold.

import { timestampText } from '../../decode/text.ts';
import type { WindowSpan } from '../window-span.ts';
import type { Discovery } from './discovery.ts';
import { type EchoShare, NO_ECHOES } from './echo-series.ts';
import { eventRow, type PppEvent } from './event-row.ts';
import type { LineCounts, LineLog } from './line-log.ts';
import type { Side } from './negotiation.ts';
import type { SessionTable } from './session-table.ts';

/** What happened to the line's sessions in one window of packet time. Counts of windows add up; the others hold at the window's end. */
export interface PppWindow {
  readonly startAt: string;
  readonly endAt: string;
  readonly startMicros: number;
  readonly endMicros: number;
  /** Sessions that are open, and those of them in which IP is up. */
  readonly sessionsOpen: number;
  readonly sessionsUp: number;
  /** Since when a router has been looking for a concentrator without an answer; null where none does. */
  readonly discoveryUnansweredSince: string | null;
  readonly counts: LineCounts;
  readonly echo: {
    /** Requests of the router: to the concentrator and back. */
    readonly byClient: EchoShare;
    /** Requests of the concentrator. */
    readonly byServer: EchoShare;
    /** Of sessions whose ends are not told apart yet. */
    readonly byUnknown: EchoShare;
    /** The most requests in a row, of any one end, that have had no answer yet. */
    readonly unansweredRun: number;
  };
  readonly events: readonly PppEvent[];
  /** Further events that the list had no place for. */
  readonly eventsOmitted: number;
}

export interface Followed {
  readonly table: SessionTable;
  readonly discovery: Discovery;
  readonly log: LineLog;
}

export function windowOf({ startMicros, endMicros }: WindowSpan, { table, discovery, log }: Followed): PppWindow {
  let byClient = NO_ECHOES;
  let byServer = NO_ECHOES;
  let byUnknown = NO_ECHOES;
  let unansweredRun = 0;
  // A session that gave its slot away in this window has echoes to count too.
  for (const session of table.all()) {
    for (const side of [0, 1] as const) {
      const { echo } = session.ends[side];
      if (echo === null) continue;
      if (!session.isClosed) unansweredRun = Math.max(unansweredRun, echo.unanswered);
      const share = echo.closeWindow(session.closedAt ?? endMicros);
      const role = session.roleOf(side as Side);
      if (role === 'client') byClient = addEchoes(byClient, share);
      else if (role === 'server') byServer = addEchoes(byServer, share);
      else byUnknown = addEchoes(byUnknown, share);
    }
  }
  const open = table.placed().filter((session) => !session.isClosed);
  const since = discovery.unansweredSince(endMicros);
  const { events, omitted } = log.timeline.closeWindow();
  return {
    startAt: timestampText(startMicros),
    endAt: timestampText(endMicros),
    startMicros,
    endMicros,
    sessionsOpen: open.length,
    sessionsUp: open.filter((session) => session.isIpUp || session.ipv6cp.isOpen).length,
    discoveryUnansweredSince: since === null ? null : timestampText(since),
    counts: log.closeWindow(),
    echo: { byClient, byServer, byUnknown, unansweredRun },
    events: events.map(eventRow),
    eventsOmitted: omitted,
  };
}

/** The echoes of two sessions, or of two windows. */
export function addEchoes(a: EchoShare, b: EchoShare): EchoShare {
  return {
    sent: a.sent + b.sent,
    answered: a.answered + b.answered,
    lost: a.lost + b.lost,
    late: a.late + b.late,
    rttMillis: b.rttMillis.length === 0 ? a.rttMillis : [...a.rttMillis, ...b.rttMillis],
  };
}

const MOST_EVENTS = 256;
const MOST_RTTS = 1024;

/** Two windows as one, the earlier first; what holds at a window's end holds at the later one's. Lists stay bounded. */
export function mergePppWindows(earlier: PppWindow, later: PppWindow): PppWindow {
  const counts: Record<keyof LineCounts, number> = { ...later.counts };
  for (const name of Object.keys(counts) as (keyof LineCounts)[]) counts[name] += earlier.counts[name];
  const merge = (a: EchoShare, b: EchoShare): EchoShare => {
    const sum = addEchoes(a, b);
    return { ...sum, rttMillis: sum.rttMillis.slice(-MOST_RTTS) };
  };
  const events = [...earlier.events, ...later.events];
  return {
    ...later,
    startAt: earlier.startAt,
    startMicros: earlier.startMicros,
    counts,
    echo: {
      byClient: merge(earlier.echo.byClient, later.echo.byClient),
      byServer: merge(earlier.echo.byServer, later.echo.byServer),
      byUnknown: merge(earlier.echo.byUnknown, later.echo.byUnknown),
      unansweredRun: later.echo.unansweredRun,
    },
    events: events.slice(-MOST_EVENTS),
    eventsOmitted: earlier.eventsOmitted + later.eventsOmitted + Math.max(0, events.length - MOST_EVENTS),
  };
}
