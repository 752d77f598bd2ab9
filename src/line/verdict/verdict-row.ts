import type { OutageCause, Suspect } from '../outage/outage-row.ts';

export type VerdictKind =
  /** The provider's side: everything from the probe to the far ends. */
  | 'line'
  /** The line carries all it can, and packets wait for it. */
  | 'line-full'
  /** From the probe to the hosts at home. */
  | 'home'
  /** A host beyond the line, while others are fine. */
  | 'far-end'
  | 'dns'
  /** The probe cannot tell: the mirror loses frames or shows one direction, or nothing arrives at all. */
  | 'mirror'
  | 'nothing-wrong'
  /** Too little traffic to say. */
  | 'idle';

export type Severity = 'none' | 'minor' | 'major' | 'outage';

export type FigureUnit = 'ms' | '%' | 's' | 'bit/s' | '';

/** A figure that led to a verdict. */
export interface VerdictFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: FigureUnit;
  /** What is usual. */
  readonly baseline: number | null;
  /** From where on it counts as trouble. */
  readonly threshold: number | null;
}

export interface VerdictRow {
  /** The beginning of the minute; of the last sixty seconds, where the row is about them. */
  readonly atMinute: string;
  /** How many seconds of it there are windows for; a longer window, which a silence has, belongs to the minute it began in. */
  readonly seconds: number;
  readonly verdict: VerdictKind;
  readonly severity: Severity;
  /** One sentence for people. Addresses in it came off the wire; they are written by us. */
  readonly text: string;
  readonly figures: readonly VerdictFigure[];
  /** What else was wrong in the same minute. */
  readonly also: readonly VerdictKind[];
  /** The outage that decided it. */
  readonly outage: number | null;
}

export type Grade = 'A+' | 'A' | 'B' | 'C' | 'D' | 'F';
export type LoadDirection = 'down' | 'up';

export interface LatencyRow {
  /** Of the highest rate seen in the direction. */
  readonly utilisation: 'idle' | '10-50 %' | '50-80 %' | 'over 80 %';
  readonly samples: number;
  readonly medianMillis: number | null;
  readonly p95Millis: number | null;
}

/** How much longer round trips take while the line is loaded in one direction. */
export interface BufferbloatRow {
  readonly direction: LoadDirection;
  /** Null with a reason where there was no load, or too little was measured. */
  readonly grade: Grade | null;
  readonly reason: string | null;
  /** What the grade rests on: LCP echoes, to the concentrator and back, or TCP's round trips, to the far ends and back. */
  readonly measure: 'lcp-echo' | 'tcp';
  readonly addedMillis: number | null;
  /** The highest rate within a day, of five seconds on the wire. */
  readonly highestBitsPerSecond: number;
  /** Seconds of load that were measured. */
  readonly loadedSeconds: number;
  readonly buckets: readonly LatencyRow[];
}

/** What windows say: the last 60 seconds, and the minute that ended. */
export interface VerdictWindow {
  /** Null where nobody reads windows. */
  readonly now: VerdictRow | null;
  readonly minute: VerdictRow | null;
}

export interface VerdictSummary {
  /** The last 60 seconds; null before any window. */
  readonly now: VerdictRow | null;
  /** The last 24 hours, the oldest first, the minute that is open too. */
  readonly minutes: readonly VerdictRow[];
  readonly bufferbloat: readonly BufferbloatRow[];
}

/** How much of a minute an outage took. */
export interface OutageShare {
  readonly serial: number;
  readonly cause: OutageCause;
  readonly suspect: Suspect;
  readonly text: string;
  readonly seconds: number;
}
