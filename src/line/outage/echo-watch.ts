// Cold: once per window.

import type { WindowSpan } from '../window-span.ts';
import { counted, type LineParts } from './line-parts.ts';
import type { Finding } from './outage-row.ts';
import { ECHO } from './thresholds.ts';

const LOST_AFTER_MICROS = 3_000_000;

/** LCP echo requests of one end that were lost in a row. */
interface Run {
  lost: number;
  sinceMicros: number;
}

/** Watches LCP echoes: requests that nobody answers any more, while nothing else is answered either. */
export class EchoWatch {
  readonly #client: Run = { lost: 0, sinceMicros: 0 };
  readonly #server: Run = { lost: 0, sinceMicros: 0 };
  readonly #unknown: Run = { lost: 0, sinceMicros: 0 };
  /** Ends that have answered before: one that never did is no loss. */
  #hasAnswered = false;

  note(span: WindowSpan, { ppp }: LineParts): void {
    if (ppp.sessionsOpen === 0) {
      this.restart();
      return;
    }
    for (const [run, share] of [
      [this.#client, ppp.echo.byClient],
      [this.#server, ppp.echo.byServer],
      [this.#unknown, ppp.echo.byUnknown],
    ] as const) {
      if (share.answered > 0) {
        run.lost = 0;
        this.#hasAnswered = true;
      }
      if (share.lost > 0) {
        if (run.lost === 0) run.sinceMicros = span.startMicros - LOST_AFTER_MICROS;
        run.lost += share.lost;
      }
    }
  }

  find(lastAliveMicros: number): Finding | null {
    const [run, suspect, who] = this.#longest();
    if (run.lost === 0 || !this.#hasAnswered || lastAliveMicros > run.sinceMicros + LOST_AFTER_MICROS) return null;
    const sinceMicros = Math.max(run.sinceMicros, lastAliveMicros);
    const evidence = [
      `${counted(run.lost, 'LCP echo request')} of ${who} in a row without an answer`,
      'nothing else was answered',
    ];
    const isCertain = run.lost >= ECHO.leastLost;
    return { cause: 'echo-lost', sinceMicros, suspect, isCertain, evidence };
  }

  restart(): void {
    for (const run of [this.#client, this.#server, this.#unknown]) run.lost = 0;
    this.#hasAnswered = false;
  }

  #longest(): [Run, Finding['suspect'], string] {
    if (this.#client.lost > 0) return [this.#client, 'provider', 'the router'];
    if (this.#server.lost > 0) return [this.#server, 'router', "the provider's side"];
    return [this.#unknown, 'unknown', 'one end'];
  }
}
