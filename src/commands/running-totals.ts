import type { TrafficPoint } from '../api/messages.ts';
import type { ProbeTotals } from '../api/probe.ts';
import type { ProblemRow } from '../traffic/summary.ts';
import type { TrafficWindow } from '../traffic/window.ts';

/** What windows add up to that no table can be asked for. */
export class RunningTotals {
  #ipv4Bytes = 0;
  #ipv6Bytes = 0;
  #otherBytes = 0;
  readonly #discovery = { padi: 0, pado: 0, padr: 0, pads: 0, padt: 0 };
  // By protocol and problem: both come from fixed lists of ours, so this is bounded.
  readonly #problems = new Map<string, { protocol: string; problem: string; frames: number }>();

  add(window: TrafficWindow): void {
    const { ipv4Bytes, ipv6Bytes, otherBytes } = pointOf(window);
    this.#ipv4Bytes += ipv4Bytes;
    this.#ipv6Bytes += ipv6Bytes;
    this.#otherBytes += otherBytes;
    for (const kind of ['padi', 'pado', 'padr', 'pads', 'padt'] as const) this.#discovery[kind] += window.discovery[kind];
    for (const { protocol, problem, frames } of window.problems) {
      const key = `${protocol} ${problem}`;
      const known = this.#problems.get(key);
      if (known === undefined) this.#problems.set(key, { protocol, problem, frames });
      else known.frames += frames;
    }
  }

  totals(): ProbeTotals {
    return {
      ipv4Bytes: this.#ipv4Bytes,
      ipv6Bytes: this.#ipv6Bytes,
      otherBytes: this.#otherBytes,
      discovery: { ...this.#discovery },
    };
  }

  /** Most frames first, then by name. */
  problems(): ProblemRow[] {
    const rows = [...this.#problems.values()].map((row) => ({ ...row }));
    const nameOf = ({ protocol, problem }: ProblemRow): string => `${protocol} ${problem}`;
    return rows.sort((a, b) => b.frames - a.frames || (nameOf(a) < nameOf(b) ? -1 : 1));
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
