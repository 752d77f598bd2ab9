// Cold: once per window at most.

import { timestampText } from '../../decode/text.ts';
import { type Finding, type OutageCause, type OutageRow, type OutageStage, type Suspect, specificityOf } from './outage-row.ts';
import { outageText } from './outage-text.ts';
import { MOST_STAGES } from './thresholds.ts';

interface Stage {
  cause: OutageCause;
  suspect: Suspect;
  sinceMicros: number;
  evidence: readonly string[];
  at: readonly string[];
}

/** One outage as it goes: its causes in the order in which they were seen, and when it began and ended. */
export class Outage {
  readonly serial: number;
  startMicros: number;
  endMicros: number | null = null;
  interruptions = 0;
  readonly #stages: Stage[] = [];
  #nowMicros: number;
  /** The end of the outage before: two do not overlap. */
  readonly #floorMicros: number;

  constructor(
    serial: number,
    first: Finding,
    { nowMicros, floorMicros }: { readonly nowMicros: number; readonly floorMicros: number },
  ) {
    this.serial = serial;
    this.#floorMicros = floorMicros;
    this.startMicros = Math.max(first.sinceMicros, floorMicros);
    this.#nowMicros = nowMicros;
    this.take(first, nowMicros);
  }

  /** The stage that names the outage: the most specific cause, and of equals the first. */
  get #leading(): Stage {
    return this.#stages.reduce((best, stage) => (specificityOf(stage.cause) > specificityOf(best.cause) ? stage : best));
  }

  get cause(): OutageCause {
    return this.#leading.cause;
  }

  /** Takes what holds now; returns whether that changed the outage's cause, or its start. */
  take({ cause, suspect, sinceMicros, evidence, at = [] }: Finding, nowMicros: number): boolean {
    this.#nowMicros = nowMicros;
    const before = this.#stages.length === 0 ? null : this.cause;
    const known = this.#stages.find((stage) => stage.cause === cause);
    if (known !== undefined) Object.assign(known, { suspect, evidence, at });
    else if (this.#stages.length < MOST_STAGES) this.#stages.push({ cause, suspect, sinceMicros, evidence, at });
    const start = Math.max(sinceMicros, this.#floorMicros);
    const isEarlier = start < this.startMicros;
    if (isEarlier) this.startMicros = start;
    return before !== this.cause || isEarlier;
  }

  has(cause: OutageCause): boolean {
    return this.#stages.some((stage) => stage.cause === cause);
  }

  /** A reconnect that takes too long is none. */
  drop(cause: OutageCause): void {
    const at = this.#stages.findIndex((stage) => stage.cause === cause);
    if (at >= 0 && this.#stages.length > 1) this.#stages.splice(at, 1);
  }

  pass(nowMicros: number): void {
    this.#nowMicros = nowMicros;
  }

  end(micros: number): void {
    this.endMicros = Math.max(micros, this.startMicros);
  }

  resume(): void {
    this.endMicros = null;
    this.interruptions += 1;
  }

  row(): OutageRow {
    const { cause, suspect, evidence, at } = this.#leading;
    const lasted = (this.endMicros ?? Math.max(this.#nowMicros, this.startMicros)) - this.startMicros;
    return {
      serial: this.serial,
      cause,
      suspect,
      startAt: timestampText(this.startMicros),
      startMicros: this.startMicros,
      endAt: this.endMicros === null ? null : timestampText(this.endMicros),
      endMicros: this.endMicros,
      durationSeconds: Math.round(lasted) / 1e6,
      interruptions: this.interruptions,
      text: outageText({ cause, at, lastedMicros: lasted, isOver: this.endMicros !== null }),
      evidence,
      stages: this.#stages.toSorted((a, b) => a.sinceMicros - b.sinceMicros).map(stageRow),
    };
  }
}

function stageRow({ cause, suspect, sinceMicros, evidence }: Stage): OutageStage {
  return { cause, suspect, startAt: timestampText(sinceMicros), evidence };
}
