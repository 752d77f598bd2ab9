import type { EchoRow, PppSessionRow } from '../../../src/api/messages.ts';

const MOST_POINTS = 1024;

/** Round trips of each direction over time, and when requests stayed unanswered. */
export interface EchoPoints {
  /** Epoch seconds, rising, shared by all columns. */
  readonly times: readonly number[];
  readonly router: readonly (number | null)[];
  readonly provider: readonly (number | null)[];
  /** Epoch seconds at which a session began: what was before is not joined with what comes after. */
  readonly breaks: readonly number[];
  /** Epoch seconds of moments in which echoes were reported lost. */
  readonly losses: readonly number[];
}

interface EchoEvent {
  readonly at: string;
  readonly lastAt: string;
  readonly kind: string;
}

type EchoSession = Pick<PppSessionRow, 'firstSeenAt' | 'echo' | 'serverEcho'>;

/** Both directions of all sessions on one axis of time: uPlot wants aligned columns, with `null` where a direction has nothing. */
export function echoPoints(sessions: readonly EchoSession[], events: readonly EchoEvent[]): EchoPoints {
  const rows = sessions
    .flatMap(({ echo, serverEcho }) => [...samplesOf(echo, 'router'), ...samplesOf(serverEcho, 'provider')])
    .sort((one, other) => one.seconds - other.seconds)
    .slice(-MOST_POINTS);
  const losses = events
    .filter(({ kind }) => kind === 'echo-lost')
    .flatMap(({ at, lastAt }) => (at === lastAt ? [at] : [at, lastAt]))
    .map(secondsOf)
    .filter((seconds) => seconds >= (rows[0]?.seconds ?? Number.POSITIVE_INFINITY));
  return {
    times: rows.map(({ seconds }) => seconds),
    router: rows.map(({ whose, millis }) => (whose === 'router' ? millis : null)),
    provider: rows.map(({ whose, millis }) => (whose === 'provider' ? millis : null)),
    breaks: sessions.map(({ firstSeenAt }) => secondsOf(firstSeenAt)).filter(Number.isFinite),
    losses,
  };
}

function secondsOf(at: string): number {
  return Date.parse(at) / 1000;
}

interface Sample {
  readonly seconds: number;
  readonly millis: number;
  readonly whose: 'router' | 'provider';
}

function samplesOf({ samples }: EchoRow, whose: Sample['whose']): readonly Sample[] {
  return samples
    .map(({ at, rttMillis }) => ({ seconds: secondsOf(at), millis: rttMillis, whose }))
    .filter(({ seconds, millis }) => Number.isFinite(seconds) && Number.isFinite(millis));
}

/** How many requests of those that are settled were lost; `null` where none is. */
export function lossShare({ replies, lost }: Pick<EchoRow, 'replies' | 'lost'>): number | null {
  return replies + lost === 0 ? null : lost / (replies + lost);
}
