import type { SystemEvent } from '../system/event-row.ts';
import type { HistoryQuestion, HistoryPoint as KeptPoint } from '../system/history.ts';
import type { ProcessReading } from '../system/process-readings.ts';
import type { SystemSnapshot } from '../system/snapshot.ts';
import type { ProcessLevels } from '../system/thresholds/process-levels.ts';
import type { FigureLevel, MachineRow } from './system-message.ts';

type ToldFigure = 'cpuTotal' | 'cpuIowait' | 'memoryPercent' | 'swapPercent' | 'load1' | 'temperature';

/** What was kept of the machine at one moment: of its figures those that the API tells. */
export type HistoryPoint = Omit<KeptPoint, 'figures'> & { readonly figures: Pick<KeptPoint['figures'], ToldFigure> };

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
