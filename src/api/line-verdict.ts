// Outages and verdicts as the line will tell them, word for word; goes away once src/line says so itself.

export type OutageCause =
  | 'reconnect'
  | 'session-down'
  | 'dns-only'
  | 'no-frames'
  | 'no-return'
  | 'dhcp-unanswered'
  | 'discovery-unanswered'
  | 'echo-lost'
  | 'dhcp-refused'
  | 'discovery-refused'
  | 'ipcp-failed'
  | 'authentication-refused';

export type Suspect = 'provider' | 'router' | 'home' | 'unknown';

export interface OutageStage {
  readonly cause: OutageCause;
  readonly suspect: Suspect;
  readonly startAt: string;
  readonly evidence: readonly string[];
}

export interface OutageRow {
  readonly serial: number;
  readonly cause: OutageCause;
  readonly suspect: Suspect;
  readonly startAt: string;
  /** Null while it lasts, or lasted when the capture ended. */
  readonly endAt: string | null;
  readonly durationSeconds: number;
  readonly interruptions: number;
  readonly text: string;
  readonly evidence: readonly string[];
  readonly stages: readonly OutageStage[];
}

export interface OutageSummary {
  /** The oldest first. */
  readonly outages: readonly OutageRow[];
  readonly evicted: number;
  readonly withdrawn: number;
  readonly totalSeconds: number;
}

export type VerdictKind = 'line' | 'line-full' | 'home' | 'far-end' | 'dns' | 'mirror' | 'nothing-wrong' | 'idle';
export type Severity = 'none' | 'minor' | 'major' | 'outage';

export interface VerdictFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | '%' | 's' | 'bit/s' | '';
  readonly baseline: number | null;
  readonly threshold: number | null;
}

export interface VerdictRow {
  readonly atMinute: string;
  readonly seconds: number;
  readonly verdict: VerdictKind;
  readonly severity: Severity;
  readonly text: string;
  readonly figures: readonly VerdictFigure[];
  readonly also: readonly VerdictKind[];
  readonly outage: number | null;
}

export interface LatencyRow {
  readonly utilisation: string;
  readonly samples: number;
  readonly medianMillis: number | null;
  readonly p95Millis: number | null;
}

export interface BufferbloatRow {
  readonly direction: 'down' | 'up';
  readonly grade: 'A+' | 'A' | 'B' | 'C' | 'D' | 'F' | null;
  readonly reason: string | null;
  readonly measure: 'lcp-echo' | 'tcp';
  readonly addedMillis: number | null;
  readonly highestBitsPerSecond: number;
  readonly loadedSeconds: number;
  readonly buckets: readonly LatencyRow[];
}

export interface VerdictSummary {
  readonly now: VerdictRow | null;
  /** The oldest first. */
  readonly minutes: readonly VerdictRow[];
  readonly bufferbloat: readonly BufferbloatRow[];
}
