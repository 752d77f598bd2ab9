import type { TrafficPoint } from '../api/messages.ts';
import type { EchoTotals, FamilyBytes, ProbeTotals } from '../api/probe.ts';
import type { LineWindow } from '../line/line-window.ts';
import type { EchoShare } from '../line/ppp/echo-series.ts';
import type { DnsCounts } from '../line/quality/dns-servers.ts';
import type { ProblemRow } from '../traffic/summary.ts';
import type { TrafficWindow } from '../traffic/window.ts';
import { TerminationTally } from './termination-tally.ts';

type Sums<Counts> = { -readonly [Name in keyof Counts]: number };

/** What windows add up to that no table can be asked for. */
export class RunningTotals {
  readonly terminations = new TerminationTally();
  readonly #wan = { down: noBytes(), up: noBytes(), unknown: noBytes() };
  readonly #discovery = { padi: 0, pado: 0, padr: 0, pads: 0, padt: 0 };
  readonly #echo = { client: noEchoes(), server: noEchoes(), unknown: noEchoes() };
  readonly #dns: Sums<DnsCounts> = {
    queries: 0,
    answers: 0,
    retries: 0,
    unanswered: 0,
    failures: 0,
    serverFailures: 0,
    refused: 0,
    nxDomain: 0,
  };
  // By protocol and problem: both come from fixed lists of ours, so this is bounded.
  readonly #problems = new Map<string, { protocol: string; problem: string; frames: number }>();

  add(window: TrafficWindow): void {
    this.#addBytes(window);
    for (const kind of ['padi', 'pado', 'padr', 'pads', 'padt'] as const) this.#discovery[kind] += window.discovery[kind];
    for (const { protocol, problem, frames } of window.problems) {
      const key = `${protocol} ${problem}`;
      const known = this.#problems.get(key);
      if (known === undefined) this.#problems.set(key, { protocol, problem, frames });
      else known.frames += frames;
    }
  }

  addLine({ ppp, quality }: LineWindow): void {
    const { byClient, byServer, byUnknown } = ppp.echo;
    addEchoes(this.#echo.client, byClient);
    addEchoes(this.#echo.server, byServer);
    addEchoes(this.#echo.unknown, byUnknown);
    for (const server of quality.dns) {
      for (const name of Object.keys(this.#dns) as (keyof DnsCounts)[]) this.#dns[name] += server[name];
    }
  }

  totals(): ProbeTotals {
    const { down, up, unknown } = this.#wan;
    const { client, server, unknown: ofNobody } = this.#echo;
    return {
      wan: { down: { ...down }, up: { ...up }, unknown: { ...unknown } },
      discovery: { ...this.#discovery },
      echo: { client: { ...client }, server: { ...server }, unknown: { ...ofNobody } },
      terminations: this.terminations.counts(),
      dns: { ...this.#dns },
    };
  }

  /** Most frames first, then by name. */
  problems(): ProblemRow[] {
    const rows = [...this.#problems.values()].map((row) => ({ ...row }));
    const nameOf = ({ protocol, problem }: ProblemRow): string => `${protocol} ${problem}`;
    return rows.sort((a, b) => b.frames - a.frames || (nameOf(a) < nameOf(b) ? -1 : 1));
  }

  #addBytes(window: TrafficWindow): void {
    const { down, up, unknown } = this.#wan;
    const { ipv4DownBytes, ipv4UpBytes, ipv6DownBytes, ipv6UpBytes, downBytes, upBytes } = window;
    const all = pointOf(window);
    const otherDown = downBytes - ipv4DownBytes - ipv6DownBytes;
    const otherUp = upBytes - ipv4UpBytes - ipv6UpBytes;
    addBytes(down, { ipv4Bytes: ipv4DownBytes, ipv6Bytes: ipv6DownBytes, otherBytes: otherDown });
    addBytes(up, { ipv4Bytes: ipv4UpBytes, ipv6Bytes: ipv6UpBytes, otherBytes: otherUp });
    addBytes(unknown, {
      ipv4Bytes: all.ipv4Bytes - ipv4DownBytes - ipv4UpBytes,
      ipv6Bytes: all.ipv6Bytes - ipv6DownBytes - ipv6UpBytes,
      otherBytes: all.otherBytes - otherDown - otherUp,
    });
  }
}

/** The chart's point for a window; its losses are not known here. */
export function pointOf(window: TrafficWindow): TrafficPoint {
  const { startAt, startMicros, endMicros, accounting, ipv4Bytes, ipv6Bytes, downBytes, upBytes, flows } = window;
  const { frames, wireBytes } = accounting.seen;
  return {
    at: startAt,
    seconds: (endMicros - startMicros) / 1e6,
    frames,
    wireBytes,
    ipv4Bytes,
    ipv6Bytes,
    otherBytes: wireBytes - ipv4Bytes - ipv6Bytes,
    downBytes,
    upBytes,
    malformed: accounting.malformed,
    dropped: null,
    activeFlows: flows.active,
  };
}

function noBytes(): Sums<FamilyBytes> {
  return { ipv4Bytes: 0, ipv6Bytes: 0, otherBytes: 0 };
}

function noEchoes(): Sums<EchoTotals> {
  return { sent: 0, answered: 0, lost: 0, late: 0 };
}

function addBytes(sum: Sums<FamilyBytes>, { ipv4Bytes, ipv6Bytes, otherBytes }: FamilyBytes): void {
  sum.ipv4Bytes += ipv4Bytes;
  sum.ipv6Bytes += ipv6Bytes;
  sum.otherBytes += otherBytes;
}

function addEchoes(sum: Sums<EchoTotals>, { sent, answered, lost, late }: EchoShare): void {
  sum.sent += sent;
  sum.answered += answered;
  sum.lost += lost;
  sum.late += late;
}
