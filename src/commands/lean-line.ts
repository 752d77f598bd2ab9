import type { LineSummary } from '../line/line-summary.ts';
import type { EchoRow, PppSessionRow, PppSummary } from '../line/ppp/summary.ts';
import type { VerdictRow } from '../line/verdict/verdict-row.ts';

/** Echo samples of one series: two to twenty minutes, as routers ask. */
const SAMPLES = 120;
const EVENTS = 100;
const MINUTES = 180;
/** Of a probe that sees many lines, only so many open sessions have samples. */
const SESSIONS_WITH_SAMPLES = 8;

/**
 * What the API says of the line unless all is asked for: the latest echo samples of sessions that are open, or of the last one, the latest
 * events, and three hours of minutes, of which those with nothing wrong have no figures. The report has all there are.
 */
export function leanLine(line: LineSummary): LineSummary {
  const { home, ppp, leases, verdict } = line;
  return {
    ...line,
    verdict: { ...verdict, minutes: verdict.minutes.slice(-MINUTES).map(leanMinute) },
    home: { ...home, events: home.events.slice(-EVENTS) },
    ppp: { ...ppp, sessions: leanSessions(ppp.sessions), events: ppp.events.slice(-EVENTS) },
    leases: { ...leases, timeline: leases.timeline.slice(-EVENTS) },
  };
}

/** Figures are for what went wrong. */
function leanMinute(minute: VerdictRow): VerdictRow {
  return minute.severity === 'none' ? { ...minute, figures: [] } : minute;
}

/** Of the line's sessions, and of their events, only those of the one with this serial, whole. */
export function onlySession(line: LineSummary, serial: number): LineSummary {
  const { sessions, events } = line.ppp;
  const ppp: PppSummary = {
    ...line.ppp,
    sessions: sessions.filter((session) => session.serial === serial),
    events: events.filter((event) => event.session === serial),
  };
  return { ...leanLine(line), ppp };
}

function leanSessions(sessions: readonly PppSessionRow[]): PppSessionRow[] {
  const open = sessions.filter(({ state }) => state !== 'closed').slice(-SESSIONS_WITH_SAMPLES);
  const kept = new Set([...open, ...sessions.slice(-1)].map(({ serial }) => serial));
  return sessions.map((session) => {
    const most = kept.has(session.serial) ? SAMPLES : 0;
    return { ...session, echo: leanEcho(session.echo, most), serverEcho: leanEcho(session.serverEcho, most) };
  });
}

function leanEcho(echo: EchoRow, most: number): EchoRow {
  return echo.samples.length <= most ? echo : { ...echo, samples: most === 0 ? [] : echo.samples.slice(-most) };
}
