import type { Question } from '../feed/ask-probe.ts';
import { list, number, oneOf, or, orNull, type Read, record, text } from '../feed/reader.ts';
import { readStatus, type ShownStatus } from '../feed/shown-line.ts';
import type { Level } from '../feed/shown-machine.ts';
import { troubleOf } from './known-probe.ts';

/** What is shown of a probe in one line. */
export interface ProbeSummary {
  readonly hostname: string | null;
  readonly cpuPercent: number | null;
  readonly memoryPercent: number | null;
  readonly load: number | null;
  /** The highest there is, in degrees Celsius. */
  readonly temperature: number | null;
  readonly worstLevel: Level | null;
  /** The alert that lasts and is on top of the list. */
  readonly alert: string | null;
  readonly line: 'fine' | 'troubled' | 'outage' | ShownStatus['source']['condition'];
  readonly downBytesPerSecond: number | null;
  readonly upBytesPerSecond: number | null;
}

const LEVEL = oneOf('ok', 'careful', 'warning', 'critical');

const readFigures = record({
  worstLevel: orNull(LEVEL),
  host: orNull(record({ hostname: text })),
  cpu: orNull(record({ total: number })),
  memory: orNull(record({ percent: number })),
  load: orNull(record({ min1: number })),
  sensors: orNull(list(record({ unit: text, value: number }), 256)),
});

const readEvents = record({ list: list(record({ endAt: orNull(text), message: text }), 1) });

const BYTES = record({ wireBytes: number });
const readWindows = record({
  windows: list(
    record({
      ppp: record({ startMicros: number, endMicros: number }),
      home: record({ down: BYTES, up: BYTES }),
      outages: record({ open: orNull(record({ text })) }),
      verdict: record({ now: orNull(record({ severity: oneOf('none', 'minor', 'major', 'outage') })) }),
    }),
    1,
  ),
});

type Window = Read<typeof readWindows>['windows'][number];

/** Asks a probe; what it does not tell is null. Throws where it cannot be reached at all. */
export async function summarizeProbe(
  ask: (question: Question) => Promise<unknown>,
  timeoutMillis: number,
): Promise<ProbeSummary> {
  const quietly = (path: string): Promise<unknown> => ask({ path, timeoutMillis }).catch(() => undefined);
  const [answer, system, events, windows] = await Promise.all([
    ask({ path: 'api/v1/status', timeoutMillis }),
    quietly('api/v1/system?limit=1'),
    quietly('api/v1/events?limit=1'),
    quietly('api/v1/line/windows?limit=1'),
  ]);
  const status = readStatus(answer);
  if (status === undefined) throw new Error(troubleOf(null));
  const figures = readFigures(system);
  const event = or(null, readEvents)(events)?.list[0];
  const window = readWindows(windows)?.windows[0];
  const temperatures = (figures?.sensors ?? []).filter(({ unit }) => unit === 'C').map(({ value }) => value);
  return {
    hostname: figures?.host?.hostname ?? null,
    cpuPercent: figures?.cpu?.total ?? null,
    memoryPercent: figures?.memory?.percent ?? null,
    load: figures?.load?.min1 ?? null,
    temperature: temperatures.length === 0 ? null : Math.max(...temperatures),
    worstLevel: figures?.worstLevel ?? null,
    alert: event?.endAt === null ? event.message : null,
    line: lineOf(status, window),
    downBytesPerSecond: rateOf(window, 'down'),
    upBytesPerSecond: rateOf(window, 'up'),
  };
}

function lineOf({ source }: ShownStatus, window: Window | undefined): ProbeSummary['line'] {
  if (source.condition !== 'capturing' || window === undefined) return source.condition;
  if (window.outages.open !== null) return 'outage';
  const severity = window.verdict.now?.severity ?? 'none';
  if (severity === 'none') return 'fine';
  return severity === 'outage' ? 'outage' : 'troubled';
}

function rateOf(window: Window | undefined, way: 'down' | 'up'): number | null {
  if (window === undefined) return null;
  const seconds = (window.ppp.endMicros - window.ppp.startMicros) / 1e6;
  return seconds > 0 ? window.home[way].wireBytes / seconds : null;
}
