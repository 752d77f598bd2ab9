// Cold: once per window.

import { Sketch } from '../quality/sketch.ts';
import type { FarEndNote } from './far-end-book.ts';
import { isSlower } from './far-end-book.ts';
import type { FarEndFigures, LoadFigures, MinuteFigures, NameServerFigures, RoundTripFigures } from './minute-figures.ts';
import { RollingSketch, roundMillis } from './rolling-sketch.ts';
import { LOAD, VERDICT_SECONDS } from './thresholds.ts';
import type { Grade, LoadDirection } from './verdict-row.ts';
import { SUMS, type SumName, type WindowExtract } from './window-extract.ts';

const MOST_SERVERS = 8;
const MOST_WORST = 4;

/** What is known beside the windows of the minute itself. */
export interface Context {
  readonly echoBaseline: number | null;
  readonly lineBaseline: number | null;
  readonly homeBaseline: number | null;
  readonly highest: Readonly<Record<LoadDirection, number>>;
  /** Asked only for a direction that was busy. */
  readonly gradeOf: (direction: LoadDirection) => Grade | null;
}

/** The windows of the last 60 seconds, or of the minute so far, as one. */
export class Accumulator {
  readonly #windows: WindowExtract[] = [];
  readonly #sums = Object.fromEntries(SUMS.map((name) => [name, 0])) as Record<SumName, number>;
  readonly #echo = new RollingSketch();
  readonly #line = new RollingSketch();
  readonly #home = new RollingSketch();

  get seconds(): number {
    return this.#windows.length;
  }

  /** Adds a window; the one of a minute before gives way to it. */
  add(extract: WindowExtract): void {
    this.#windows.push(extract);
    for (const name of SUMS) this.#sums[name] += extract.sums[name];
    this.#echo.add(extract.echo);
    this.#line.add(extract.lineHandshake);
    this.#home.add(extract.homeHandshake);
    while (this.#windows.length > VERDICT_SECONDS) this.#drop();
  }

  clear(): void {
    while (this.#windows.length > 0) this.#drop();
  }

  /** The figures; null before any window. */
  figures(context: Context): MinuteFigures | null {
    const first = this.#windows[0];
    const last = this.#windows.at(-1);
    if (first === undefined || last === undefined) return null;
    const sums = this.#sums;
    return {
      startMicros: first.startMicros,
      endMicros: last.endMicros,
      seconds: this.#windows.length,
      frames: sums.frames,
      unknownFrames: sums.unknownFrames,
      dataSegments: sums.dataSegments,
      lineLosses: sums.lineLosses,
      homeLosses: sums.homeLosses,
      stalls: sums.stalls,
      tooBig: sums.tooBig,
      syns: sums.syns,
      unansweredSyns: sums.unansweredSyns,
      homeZeroWindows: sums.homeZeroWindows,
      homeSegments: sums.homeSegments,
      echoesSent: sums.echoesSent,
      echoesAnswered: sums.echoesAnswered,
      echoesLost: sums.echoesLost,
      echo: roundTripOf(this.#echo, context.echoBaseline),
      lineHandshake: roundTripOf(this.#line, context.lineBaseline),
      homeHandshake: roundTripOf(this.#home, context.homeBaseline),
      otherAnswers: sums.otherAnswers,
      load: { down: this.#loadOf('down', context), up: this.#loadOf('up', context) },
      nameServers: this.#nameServers(),
      farEnds: this.#farEnds(),
      mirror: {
        findings: last.findings,
        gaps: sums.mirrorGaps,
        lostShare: largerShare([
          [sums.downMirrorLost, sums.downSentOnce],
          [sums.upMirrorLost, sums.upSentOnce],
        ]),
      },
    };
  }

  #drop(): void {
    const oldest = this.#windows.shift()!;
    for (const name of SUMS) this.#sums[name] -= oldest.sums[name];
    this.#echo.remove(oldest.echo);
    this.#line.remove(oldest.lineHandshake);
    this.#home.remove(oldest.homeHandshake);
  }

  #loadOf(direction: LoadDirection, { highest, gradeOf }: Context): LoadFigures {
    const isUp = direction === 'up';
    const busySeconds = isUp ? this.#sums.busyUp : this.#sums.busyDown;
    return {
      bytes: isUp ? this.#sums.upBytes : this.#sums.downBytes,
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
    for (const { farEnds } of this.#windows) for (const note of farEnds) addNote(hosts, note);
    const all = [...hosts.values()];
    const known = all.filter(({ usualMicros, handshakes }) => usualMicros > 0 && handshakes > 0);
    const slower = known.filter(isSlower).sort((a, b) => b.medianMicros / b.usualMicros - a.medianMicros / a.usualMicros);
    const asked = all.filter((host) => host.hasAnsweredBefore && host.connections + host.unansweredSyns > 0);
    const trouble = ({ unansweredSyns, losses }: FarEndSum): number => 4 * unansweredSyns + losses;
    const worst = all.filter((host) => trouble(host) > 0).sort((a, b) => trouble(b) - trouble(a));
    return {
      answering: all.filter(({ handshakes }) => handshakes > 0).length,
      measured: known.length,
      slower: slower.length,
      knownAsked: asked.length,
      knownSilent: asked.filter(({ unansweredSyns, handshakes }) => unansweredSyns > 0 && handshakes === 0).length,
      losslessConnections: all.reduce((sum, { losses, connections }) => sum + (losses === 0 ? connections : 0), 0),
      worst: worst.slice(0, MOST_WORST).map(farEndFigures),
      slowest: slower[0] === undefined ? null : farEndFigures(slower[0]),
    };
  }
}

interface FarEndSum {
  readonly address: string;
  connections: number;
  unansweredSyns: number;
  losses: number;
  handshakes: number;
  /** The mean of its windows' medians, each weighing as many handshakes as it is of. */
  medianMicros: number;
  usualMicros: number;
  hasAnsweredBefore: boolean;
}

function addNote(hosts: Map<string, FarEndSum>, note: FarEndNote): void {
  const sum = hosts.get(note.address);
  if (sum === undefined) {
    hosts.set(note.address, { ...note });
    return;
  }
  sum.connections += note.connections;
  sum.unansweredSyns += note.unansweredSyns;
  sum.losses += note.losses;
  sum.hasAnsweredBefore ||= note.hasAnsweredBefore;
  if (note.handshakes === 0) return;
  const before = sum.handshakes;
  sum.handshakes += note.handshakes;
  sum.medianMicros = (before * sum.medianMicros + note.handshakes * note.medianMicros) / sum.handshakes;
  sum.usualMicros = sum.usualMicros === 0 ? note.usualMicros : Math.min(sum.usualMicros, note.usualMicros || sum.usualMicros);
}

function farEndFigures({ medianMicros, usualMicros, hasAnsweredBefore: _, ...host }: FarEndSum): FarEndFigures {
  return {
    ...host,
    medianMillis: medianMicros === 0 ? null : roundMillis(medianMicros),
    usualMillis: usualMicros === 0 ? null : roundMillis(usualMicros),
  };
}

function roundTripOf(sketch: RollingSketch, baselineMillis: number | null): RoundTripFigures {
  return {
    samples: sketch.count,
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
