import type { ProbeTotals } from '../api/probe.ts';
import type { PppSessionRow } from '../line/ppp/summary.ts';

type Terminations = ProbeTotals['terminations'];

/** Counts why sessions ended, once each, for the list of sessions forgets the oldest. One that went on and ends again ends twice. */
export class TerminationTally {
  readonly #counts: { -readonly [Reason in keyof Terminations]: number } = {
    'user-request': 0,
    'lcp-terminate': 0,
    padt: 0,
    'authentication-failed': 0,
    'echo-timeout': 0,
    silence: 0,
    'lcp-failed': 0,
    'ipcp-failed': 0,
    replaced: 0,
  };
  /** By serial, after how many reopenings its end was counted; of sessions that are still listed. */
  #counted = new Map<number, number>();

  /** Takes all sessions there are. */
  take(sessions: readonly Pick<PppSessionRow, 'serial' | 'endReason' | 'timesReopened'>[]): void {
    const counted = new Map<number, number>();
    for (const { serial, endReason, timesReopened } of sessions) {
      const before = this.#counted.get(serial);
      if (endReason !== null && before !== timesReopened) this.#counts[endReason] += 1;
      if (endReason !== null) counted.set(serial, timesReopened);
      else if (before !== undefined) counted.set(serial, before);
    }
    this.#counted = counted;
  }

  counts(): Terminations {
    return { ...this.#counts };
  }
}
