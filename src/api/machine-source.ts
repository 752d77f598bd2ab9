import type { SystemEvent } from '../system/event-row.ts';
import type { ProcessReading } from '../system/process-readings.ts';
import type { SystemSnapshot } from '../system/snapshot.ts';
import type { ProcessLevels } from '../system/thresholds/process-levels.ts';
import type { FigureLevel, MachineRow } from './system-message.ts';

/** Which points of the history are wanted: those in [from, to), as means over `stepSeconds`; without it as they are. */
export interface HistoryQuestion {
  readonly fromMillis: number;
  readonly toMillis: number;
  readonly stepSeconds?: number;
}

/** What was kept of the machine at one moment, as `SystemHistory` gives it: of its figures those that the API tells. */
export interface HistoryPoint {
  readonly atMillis: number;
  /** How much time it stands for. */
  readonly seconds: number;
  readonly figures: {
    readonly cpuTotal: number | null;
    readonly cpuIowait: number | null;
    readonly memoryPercent: number | null;
    readonly swapPercent: number | null;
    readonly load1: number | null;
    readonly temperature: number | null;
  };
  /** Bytes per second. */
  readonly interfaces: readonly { readonly name: string; readonly received: number | null; readonly sent: number | null }[];
  readonly disks: readonly { readonly name: string; readonly read: number | null; readonly written: number | null }[];
}

/** Whoever watches the machine that this probe runs on. */
export interface MachineSource {
  /** The latest; null before the first. */
  snapshot(): SystemSnapshot | null;
  /** Of the figures of that snapshot. */
  levels(): readonly FigureLevel[];
  /** Of what one of its processes takes. */
  processLevels(process: ProcessReading): ProcessLevels;
  /** Oldest first; at most the last hour. */
  history(question: HistoryQuestion): readonly HistoryPoint[];
  /** All that are remembered, in any order. */
  events(): readonly SystemEvent[];
  /** Returns how to stop listening. Listeners must not throw. */
  onSnapshot(listener: () => void): () => void;
}

/** Whoever asks the other probes of the configuration how they are. */
export interface OtherMachines {
  rows(): readonly MachineRow[];
}

export interface Machines {
  readonly own: MachineSource;
  readonly others: OtherMachines;
}

/** Where nobody watches: there never is a snapshot. */
export const UNWATCHED: MachineSource = {
  snapshot: () => null,
  levels: () => [],
  processLevels: () => ({ cpuLevel: 'ok', memoryLevel: 'ok' }),
  history: () => [],
  events: () => [],
  onSnapshot: () => () => {},
};

export const NO_OTHERS: OtherMachines = { rows: () => [] };
