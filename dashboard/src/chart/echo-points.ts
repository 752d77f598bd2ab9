import type { EchoRow, PppSessionRow } from '../../../src/api/messages.ts';

/** Round trips of one direction over time, and when requests stayed unanswered. */
export interface EchoPoints {
  /** Epoch seconds, rising, shared by all columns. */
  readonly times: readonly number[];
  readonly router: readonly (number | null)[];
  readonly provider: readonly (number | null)[];
  /** Epoch seconds of moments in which echoes were reported lost. */
  readonly losses: readonly number[];
}

interface EchoEvent {
  readonly at: string;
  readonly lastAt: string;
  readonly kind: string;
  readonly session: number | null;
}

/** Both directions on one axis of time: uPlot wants aligned columns, with `null` where a direction has nothing. */
export function echoPoints(
  session: Pick<PppSessionRow, 'serial' | 'echo' | 'serverEcho'>,
  events: readonly EchoEvent[],
): EchoPoints {
  const rows = [...samplesOf(session.echo, 'router'), ...samplesOf(session.serverEcho, 'provider')].sort(
    (one, other) => one.seconds - other.seconds,
  );
  const losses = events
    .filter(({ kind, session: serial }) => kind === 'echo-lost' && serial === session.serial)
    .flatMap(({ at, lastAt }) => (at === lastAt ? [at] : [at, lastAt]))
    .map((at) => Date.parse(at) / 1000)
    .filter(Number.isFinite);
  return {
    times: rows.map(({ seconds }) => seconds),
    router: rows.map(({ whose, millis }) => (whose === 'router' ? millis : null)),
    provider: rows.map(({ whose, millis }) => (whose === 'provider' ? millis : null)),
    losses,
  };
}

interface Sample {
  readonly seconds: number;
  readonly millis: number;
  readonly whose: 'router' | 'provider';
}

function samplesOf({ samples }: EchoRow, whose: Sample['whose']): readonly Sample[] {
  return samples
    .map(({ at, rttMillis }) => ({ seconds: Date.parse(at) / 1000, millis: rttMillis, whose }))
    .filter(({ seconds, millis }) => Number.isFinite(seconds) && Number.isFinite(millis));
}

/** How many requests of those that are settled were lost; `null` where none is. */
export function lossShare({ replies, lost }: Pick<EchoRow, 'replies' | 'lost'>): number | null {
  return replies + lost === 0 ? null : lost / (replies + lost);
}
