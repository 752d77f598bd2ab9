import type { SystemEvent } from '../../system/event-row.ts';
import type { SystemSnapshot } from '../../system/snapshot.ts';

/** What the access line carries, as the probe decoded it. Down is received, up is sent, as an interface of the router would say. */
export interface WanRates {
  /** Whether the line carries anything now. */
  readonly isUp: boolean;
  /** Bytes on the wire since the probe was started. */
  readonly receivedBytes: number;
  readonly sentBytes: number;
  /** Of the latest window. */
  readonly receivedBytesPerSecond: number;
  readonly sentBytesPerSecond: number;
  /** Of the interface that is captured from; null where there is none, or it does not say. */
  readonly speedBitsPerSecond: number | null;
}

/** When a field of a plugin is careful, warning and critical: a `percent` of `mem`, a `min15` of `load` for each processor. */
export interface GlancesLimit {
  readonly plugin: string;
  /** By Glances' name; of `sensors` the type (`temperature_core`). */
  readonly field: string;
  readonly careful: number | null;
  readonly warning: number | null;
  readonly critical: number | null;
}

/** A watch over processes, and what it finds now. */
export interface WatchedProcesses {
  readonly name: string;
  readonly count: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Of all of them together. */
  readonly cpuPercent: number;
  readonly memoryPercent: number;
}

/** A point in time, and the value that a field had. */
export type HistoryPoint = readonly [atMillis: number, value: number];

/** Whoever holds what Glances' clients are shown. */
export interface GlancesSource {
  /**
   * The latest; null before the first. Listen after the first only: Home Assistant takes an error for another version of Glances, and does
   * not ask again.
   */
  snapshot(): SystemSnapshot | null;
  events(): readonly SystemEvent[];
  /** Forgets events that are over: those that only warned, or all. */
  clearEvents(kind: 'warning' | 'all'): void;
  limits(): readonly GlancesLimit[];
  watched(): readonly WatchedProcesses[];
  /** Oldest first; null where none is kept. Of a list, `item` begins with what names the row: `eth0_bytes_recv_rate_per_sec`. */
  history(plugin: string, item: string): readonly HistoryPoint[] | null;
  wan(): WanRates;
  /** Between two snapshots. */
  readonly intervalSeconds: number;
  /** The probe's own. */
  readonly version: string;
}
