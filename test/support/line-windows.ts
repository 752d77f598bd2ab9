import { timestampText } from '../../src/decode/text.ts';
import type { DirectionBytes } from '../../src/line/home/direction-bytes.ts';
import type { LeaseEvent } from '../../src/line/home/leases/timeline.ts';
import type { MirrorCode } from '../../src/line/home/mirror/findings.ts';
import type { HomeWindow } from '../../src/line/home/window.ts';
import type { LineParts } from '../../src/line/outage/line-parts.ts';
import type { OutageRow, OutageWindow } from '../../src/line/outage/outage-row.ts';
import { Outages } from '../../src/line/outage/outages.ts';
import { type EchoShare, NO_ECHOES } from '../../src/line/ppp/echo-series.ts';
import type { PppEvent } from '../../src/line/ppp/event-row.ts';
import { type LineCounts, NOTHING as NOTHING_HAPPENED } from '../../src/line/ppp/line-log.ts';
import type { PppWindow } from '../../src/line/ppp/window.ts';
import type { DnsServerWindow } from '../../src/line/quality/dns-servers.ts';
import type { FarEnd } from '../../src/line/quality/far-ends.ts';
import type { QualityWindow } from '../../src/line/quality/quality-window.ts';
import { REQUEST_COUNTS, type RequestCountName } from '../../src/line/quality/requests.ts';
import { Sketch, type SketchValue } from '../../src/line/quality/sketch.ts';
import { TCP_COUNTS, type TcpCountName } from '../../src/line/quality/tcp-counts.ts';
import type { VerdictWindow } from '../../src/line/verdict/verdict-row.ts';
import { Verdicts } from '../../src/line/verdict/verdicts.ts';
import type { WindowSpan } from '../../src/line/window-span.ts';

/** 2026-03-01T19:00:00Z. */
export const START_MICROS = Date.UTC(2026, 2, 1, 19) * 1000;

type Way = 'down' | 'up';
type PerWay<Value> = Partial<Record<Way, Value>>;

/** What passes in one second; what is left out did not. */
export interface Second {
  readonly frames?: PerWay<number>;
  readonly unknownFrames?: number;
  readonly bytes?: PerWay<number>;
  readonly how?: HomeWindow['how'];
  readonly sessionsOpen?: number;
  readonly sessionsUp?: number;
  /** Since when, in seconds after the start. */
  readonly discoverySince?: number;
  readonly pppCounts?: Partial<LineCounts>;
  readonly clientEcho?: Partial<EchoShare>;
  readonly serverEcho?: Partial<EchoShare>;
  readonly events?: readonly (Partial<PppEvent> & { readonly kind: PppEvent['kind'] })[];
  readonly leases?: readonly (Partial<LeaseEvent> & { readonly kind: LeaseEvent['kind'] })[];
  readonly mirror?: readonly MirrorCode[];
  readonly tcp?: PerWay<Partial<Record<TcpCountName, number>>>;
  readonly requests?: PerWay<Partial<Record<RequestCountName, number>>>;
  /** Milliseconds. */
  readonly handshakeLine?: readonly number[];
  readonly handshakeHome?: readonly number[];
  readonly roundTripLine?: readonly number[];
  readonly dns?: readonly (Partial<DnsServerWindow> & { readonly address: string })[];
  readonly farEnds?: readonly {
    address: string;
    connections?: number;
    unansweredSyns?: number;
    losses?: number;
    resets?: number;
    millis?: number;
  }[];
  /** Addresses beyond the line, and how long each took to accept a connection, in milliseconds. */
  readonly hosts?: readonly (readonly [string, number])[];
  readonly stalled?: number;
}

/** A second of a quiet line with a session: two frames each way, nothing asked. */
export const QUIET: Second = { frames: { down: 2, up: 2 }, sessionsOpen: 1, sessionsUp: 1 };
/** Nothing at all; the session is still thought to be there. */
export const SILENT: Second = { sessionsOpen: 1, sessionsUp: 1 };
/** People use the line, and it answers; an echo every second. */
export const BUSY_EVENING: Second = {
  frames: { down: 60, up: 40 },
  bytes: { down: 50_000, up: 5_000 },
  sessionsOpen: 1,
  sessionsUp: 1,
  clientEcho: { sent: 1, answered: 1, rttMillis: [12] },
  requests: { up: { syns: 2, dnsQueries: 1, ipFrames: 40 }, down: { synAnswers: 2, dnsAnswers: 1, ipFrames: 60 } },
  tcp: { down: { segments: 50, dataSegments: 50, bytes: 45_000 }, up: { segments: 35, dataSegments: 10, bytes: 3_000, syns: 2 } },
  handshakeLine: [14, 20],
  handshakeHome: [1, 3],
  roundTripLine: [15],
  dns: [{ address: '203.0.113.53', queries: 1, answers: 1 }],
  farEnds: [
    { address: '198.51.100.1', connections: 1, millis: 14 },
    { address: '198.51.100.2', connections: 1, millis: 20 },
  ],
};

/** Shows outages and verdicts one second of windows after the other. */
export class LineScript {
  readonly outages: Outages;
  readonly verdicts = new Verdicts();
  readonly outageWindows: OutageWindow[] = [];
  readonly verdictWindows: VerdictWindow[] = [];
  /** Seconds after the start. */
  now: number;

  constructor(beginsAt = 0, providersNameServers: readonly string[] = []) {
    this.now = beginsAt;
    this.outages = new Outages({ providersNameServers: () => providersNameServers });
  }

  /** So many seconds alike, or as a function of the second says. */
  pass(seconds: number, what: Second | ((second: number) => Second)): this {
    for (let second = 0; second < seconds; second += 1) this.#close(typeof what === 'function' ? what(second) : what);
    return this;
  }

  /** Packet time jumps, as from one capture to the next. */
  jump(seconds: number): this {
    this.now += seconds;
    return this;
  }

  get rows(): readonly OutageRow[] {
    return this.outages.summary().outages;
  }

  get verdict() {
    return this.verdicts.summary().now!;
  }

  #close(second: Second): void {
    const span = { startMicros: START_MICROS + this.now * 1e6, endMicros: START_MICROS + (this.now + 1) * 1e6 };
    const parts = partsOf(span, second);
    const outages = this.outages.closeWindow(span, parts);
    this.outageWindows.push(outages);
    const hostTimes = (second.hosts ?? []).map(([address, millis]) => ({ address, micros: 1000 * millis }));
    this.verdictWindows.push(this.verdicts.closeWindow(span, parts, { outages, hostTimes }));
    this.now += 1;
  }
}

/** Seconds after the start, of a time in a row. */
export function secondsOf(micros: number | null): number | null {
  return micros === null ? null : (micros - START_MICROS) / 1e6;
}

export function partsOf(span: WindowSpan, second: Second): LineParts {
  return { ppp: pppOf(span, second), home: homeOf(span, second), quality: qualityOf(span, second) };
}

function pppOf({ startMicros, endMicros }: WindowSpan, second: Second): PppWindow {
  const { sessionsOpen = 0, sessionsUp = 0, discoverySince, pppCounts = {}, events = [] } = second;
  const startAt = timestampText(startMicros);
  return {
    startAt,
    endAt: timestampText(endMicros),
    startMicros,
    endMicros,
    sessionsOpen,
    sessionsUp,
    discoveryUnansweredSince: discoverySince === undefined ? null : timestampText(START_MICROS + discoverySince * 1e6),
    counts: { ...NOTHING_HAPPENED, ...pppCounts },
    echo: {
      byClient: { ...NO_ECHOES, ...second.clientEcho },
      byServer: { ...NO_ECHOES, ...second.serverEcho },
      byUnknown: NO_ECHOES,
      unansweredRun: 0,
    },
    events: events.map((event) => ({
      at: startAt,
      lastAt: startAt,
      count: 1,
      text: event.kind,
      session: 1,
      end: null,
      ...event,
    })),
    eventsOmitted: 0,
  };
}

function homeOf({ startMicros, endMicros }: WindowSpan, second: Second): HomeWindow {
  const { frames = {}, bytes = {}, leases = [], mirror = [], unknownFrames = 0, how = 'discovery' } = second;
  const at = timestampText(startMicros);
  const of = (count = 0, wireBytes = 100 * count): DirectionBytes => ({
    ...NO_BYTES,
    frames: count,
    wireBytes,
    payloadBytes: wireBytes,
  });
  return {
    startAt: at,
    endAt: timestampText(endMicros),
    how,
    confidence: 'high',
    down: of(frames.down, bytes.down),
    up: of(frames.up, bytes.up),
    unknown: of(unknownFrames),
    mirror: { sampled: 0, copies: 0, cutFrames: 0, unicastSources: 2, findings: mirror },
    roleEvents: [],
    leaseEvents: leases.map((event) => ({ at, protocol: 'dhcpv4', text: event.kind, durationMillis: null, ...event })),
  };
}

function qualityOf({ endMicros }: WindowSpan, second: Second): QualityWindow {
  const { tcp = {}, requests = {}, dns = [], farEnds = [], stalled = 0 } = second;
  const sizes = { ipPackets: 0, fragments: 0, tunnelFragments: 0 };
  const tcpOf = (counts: Partial<Record<TcpCountName, number>> = {}) => ({ ...zeros(TCP_COUNTS), ...counts });
  const requestsOf = (counts: Partial<Record<RequestCountName, number>> = {}) => ({ ...zeros(REQUEST_COUNTS), ...counts });
  return {
    tcp: { down: tcpOf(tcp.down), up: tcpOf(tcp.up), unknown: tcpOf() },
    handshake: { line: sketchOf(second.handshakeLine), home: sketchOf(second.handshakeHome), unknown: sketchOf() },
    roundTrip: { line: sketchOf(second.roundTripLine), home: sketchOf(), unknown: sketchOf() },
    farEnds: farEnds.map((farEnd) => farEndOf(farEnd, endMicros)),
    dns: dns.map((server) => ({ ...NO_DNS, responseTime: sketchOf(), ...server })),
    mtu: {
      sizes: { down: sizes, up: sizes, unknown: sizes },
      tooBigMessages: 0,
      stalledConnections: { down: stalled, up: 0 },
    },
    requests: { down: requestsOf(requests.down), up: requestsOf(requests.up), unknown: requestsOf() },
  };
}

function farEndOf(
  { address, connections = 0, unansweredSyns = 0, losses = 0, resets = 0, millis }: NonNullable<Second['farEnds']>[number],
  at: number,
): FarEnd {
  const sketch = new Sketch();
  if (millis !== undefined) sketch.add(1000 * millis);
  return {
    address,
    connections,
    unansweredSyns,
    losses,
    resets,
    handshake: sketch.distribution(),
    lastSeenAt: timestampText(at),
  };
}

/** Round trips in milliseconds as a window has them. */
export function sketchOf(millis: readonly number[] = []): SketchValue {
  const sketch = new Sketch();
  for (const value of millis) sketch.add(1000 * value);
  return sketch.toJSON();
}

function zeros<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}

const NO_DNS = { queries: 0, answers: 0, retries: 0, unanswered: 0, failures: 0, serverFailures: 0, refused: 0, nxDomain: 0 };

const NO_BYTES: DirectionBytes = {
  frames: 0,
  wireBytes: 0,
  ethernetBytes: 0,
  vlanBytes: 0,
  pppoeBytes: 0,
  mplsBytes: 0,
  controlBytes: 0,
  payloadBytes: 0,
  tunnelBytes: 0,
};
