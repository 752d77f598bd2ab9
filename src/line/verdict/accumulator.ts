// Cold: once per window.

import type { FarEnd } from '../quality/far-ends.ts';
import { Sketch } from '../quality/sketch.ts';
import { hostFigures } from './host-figures.ts';
import type { LoadFigures, MinuteFigures, NameServerFigures, RoundTripFigures } from './minute-figures.ts';
import { RollingSketch, roundMillis } from './rolling-sketch.ts';
import { LOAD, SECOND_MICROS } from './thresholds.ts';
import type { Grade, LoadDirection } from './verdict-row.ts';
import { SUMS, Sum, type WindowExtract } from './window-extract.ts';

const MOST_SERVERS = 8;
const MOST_WORST = 4;

/** What is known beside the windows of the minute itself. */
export interface Context {
  readonly echoBaseline: number | null;
  readonly lineBaseline: number | null;
  readonly homeBaseline: number | null;
  readonly namesBaseline: number | null;
  readonly highest: Readonly<Record<LoadDirection, number>>;
  /** What a host's handshakes usually take, in microseconds; null where that is not known. */
  readonly usualOf: (address: string) => number | null;
  /** Asked only for a direction that was busy. */
  readonly gradeOf: (direction: LoadDirection) => Grade | null;
}

/** The windows of the last 60 seconds, or of the minute so far, as one. */
export class Accumulator {
  readonly #windows: WindowExtract[] = [];
  /** By `Sum`. */
  readonly #sums = new Float64Array(SUMS);
  readonly #echo = new RollingSketch();
  readonly #line = new RollingSketch();
  readonly #home = new RollingSketch();
  readonly #names = new RollingSketch();
  #micros = 0;
  readonly #mostMicros: number;

  /** Holds so much of packet time; the oldest windows give way to the latest. */
  constructor(mostMicros: number) {
    this.#mostMicros = mostMicros;
  }

  /** Of packet time. */
  get seconds(): number {
    return Math.round(this.#micros / SECOND_MICROS);
  }

  add(extract: WindowExtract): void {
    this.#windows.push(extract);
    for (let sum = 0; sum < SUMS; sum += 1) this.#sums[sum]! += extract.sums[sum]!;
    this.#echo.add(extract.echo);
    this.#line.add(extract.lineHandshake);
    this.#home.add(extract.homeHandshake);
    for (const { responseTime } of extract.dns) this.#names.add(responseTime);
    this.#micros += extract.endMicros - extract.startMicros;
    // A silence is told in longer windows.
    while (this.#micros > this.#mostMicros && this.#windows.length > 1) this.#drop();
  }

  clear(): void {
    this.#windows.length = 0;
    this.#sums.fill(0);
    for (const sketch of [this.#echo, this.#line, this.#home, this.#names]) sketch.clear();
    this.#micros = 0;
  }

  /** The figures; null before any window. */
  figures(context: Context): MinuteFigures | null {
    const first = this.#windows[0];
    const last = this.#windows.at(-1);
    if (first === undefined || last === undefined) return null;
    const of = (sum: Sum): number => this.#sums[sum]!;
    return {
      startMicros: first.startMicros,
      endMicros: last.endMicros,
      seconds: this.seconds,
      frames: of(Sum.Frames),
      unknownFrames: of(Sum.UnknownFrames),
      dataSegments: of(Sum.DataSegments),
      lineLosses: of(Sum.LineLosses),
      homeLosses: of(Sum.HomeLosses),
      stalls: of(Sum.Stalls),
      tooBig: of(Sum.TooBig),
      syns: of(Sum.Syns),
      unansweredSyns: of(Sum.UnansweredSyns),
      homeZeroWindows: of(Sum.HomeZeroWindows),
      homeSegments: of(Sum.HomeSegments),
      echoesSent: of(Sum.EchoesSent),
      echoesAnswered: of(Sum.EchoesAnswered),
      echoesLost: of(Sum.EchoesLost),
      echo: roundTripOf(this.#echo, context.echoBaseline),
      lineHandshake: roundTripOf(this.#line, context.lineBaseline),
      homeHandshake: roundTripOf(this.#home, context.homeBaseline),
      names: roundTripOf(this.#names, context.namesBaseline),
      otherAnswers: of(Sum.OtherAnswers),
      load: { down: this.#loadOf('down', context), up: this.#loadOf('up', context) },
      nameServers: this.#nameServers(),
      farEnds: this.#farEnds(),
      hosts: hostFigures(
        this.#windows.flatMap(({ hostTimes }) => hostTimes),
        context.usualOf,
      ),
      mirror: {
        findings: last.findings,
        gaps: of(Sum.MirrorGaps),
        lostShare: largerShare([
          [of(Sum.DownMirrorLost), of(Sum.DownSentOnce)],
          [of(Sum.UpMirrorLost), of(Sum.UpSentOnce)],
        ]),
      },
    };
  }

  #drop(): void {
    const oldest = this.#windows.shift()!;
    for (let sum = 0; sum < SUMS; sum += 1) this.#sums[sum]! -= oldest.sums[sum]!;
    this.#echo.remove(oldest.echo);
    this.#line.remove(oldest.lineHandshake);
    this.#home.remove(oldest.homeHandshake);
    for (const { responseTime } of oldest.dns) this.#names.remove(responseTime);
    this.#micros -= oldest.endMicros - oldest.startMicros;
  }

  #loadOf(direction: LoadDirection, { highest, gradeOf }: Context): LoadFigures {
    const isUp = direction === 'up';
    const busySeconds = this.#sums[isUp ? Sum.BusyUp : Sum.BusyDown]!;
    return {
      bytes: this.#sums[isUp ? Sum.UpBytes : Sum.DownBytes]!,
      busySeconds,
      peakBitsPerSecond: Math.round(this.#windows.reduce((peak, { rates }) => Math.max(peak, rates[direction]), 0)),
      highestBitsPerSecond: Math.round(highest[direction]),
      grade: busySeconds >= LOAD.busySeconds ? gradeOf(direction) : null,
    };
  }

  #nameServers(): NameServerFigures[] {
    const servers = new Map<string, { queries: number; answers: number; failures: number; unanswered: number; times: Sketch }>();
    for (const { dns } of this.#windows) {
      for (const { address, queries, answers, failures, unanswered, responseTime } of dns) {
        let server = servers.get(address);
        if (server === undefined) {
          server = { queries: 0, answers: 0, failures: 0, unanswered: 0, times: new Sketch() };
          servers.set(address, server);
        }
        server.queries += queries;
        server.answers += answers;
        server.failures += failures;
        server.unanswered += unanswered;
        server.times.mergeValue(responseTime);
      }
    }
    return [...servers]
      .map(([address, { times, ...counts }]) => ({ address, ...counts, medianMillis: millisOf(times.quantile(0.5)) }))
      .sort((a, b) => b.queries - a.queries || (a.address < b.address ? -1 : 1))
      .slice(0, MOST_SERVERS);
  }

  #farEnds(): MinuteFigures['farEnds'] {
    const hosts = new Map<string, FarEndSum>();
    for (const { farEnds } of this.#windows) for (const farEnd of farEnds) addFarEnd(hosts, farEnd);
    const all = [...hosts.values()];
    const silent = all.filter(({ unansweredSyns }) => unansweredSyns > 0);
    const lossy = all.filter(({ unansweredSyns, losses }) => unansweredSyns === 0 && losses > 0);
    const trouble = ({ unansweredSyns, losses, resets }: FarEndSum): number => 4 * unansweredSyns + losses + resets;
    const worst = all.filter((host) => trouble(host) > 0).sort((a, b) => trouble(b) - trouble(a));
    const accepted = this.#line.count;
    return {
      silent: silent.length,
      otherHandshakes: Math.max(0, accepted - silent.reduce((sum, { handshakes }) => sum + handshakes, 0)),
      losses: lossy.reduce((sum, { losses }) => sum + losses, 0),
      worstLosses: lossy.reduce((most, { losses }) => Math.max(most, losses), 0),
      losslessConnections: Math.max(0, accepted - lossy.reduce((sum, { connections }) => sum + connections, 0)),
      resets: all.reduce((sum, { resets }) => sum + resets, 0),
      worst: worst.slice(0, MOST_WORST),
    };
  }
}

interface FarEndSum {
  readonly address: string;
  connections: number;
  unansweredSyns: number;
  losses: number;
  resets: number;
  handshakes: number;
}

function addFarEnd(
  hosts: Map<string, FarEndSum>,
  { address, connections, unansweredSyns, losses, resets, handshake }: FarEnd,
): void {
  const sum = hosts.get(address);
  if (sum === undefined) {
    hosts.set(address, { address, connections, unansweredSyns, losses, resets, handshakes: handshake.count });
    return;
  }
  sum.connections += connections;
  sum.unansweredSyns += unansweredSyns;
  sum.losses += losses;
  sum.resets += resets;
  sum.handshakes += handshake.count;
}

function roundTripOf(sketch: RollingSketch, baselineMillis: number | null): RoundTripFigures {
  return {
    samples: sketch.count,
    lowerMillis: sketch.quantileMillis(0.25),
    medianMillis: sketch.quantileMillis(0.5),
    upperMillis: sketch.quantileMillis(0.75),
    p95Millis: sketch.quantileMillis(0.95),
    baselineMillis,
  };
}

function largerShare(parts: readonly (readonly [number, number])[]): number | null {
  const shares = parts.filter(([, whole]) => whole > 0).map(([part, whole]) => part / whole);
  return shares.length === 0 ? null : Math.max(...shares);
}

function millisOf(micros: number | null): number | null {
  return micros === null ? null : roundMillis(micros);
}
