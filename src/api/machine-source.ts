import type { SystemEvent } from '../system/event-row.ts';
import type { SystemSnapshot } from '../system/snapshot.ts';
import type { FigureLevel, MachineRow, SystemPoint } from './system-message.ts';

/** Which moments of the history are wanted: those in [from, to), one point for every `stepSeconds`, a mean; 0 is every point there is. */
export interface HistoryQuestion {
  readonly fromMillis: number;
  readonly toMillis: number;
  readonly stepSeconds: number;
}

/** Whoever watches the machine that this probe runs on. */
export interface MachineSource {
  /** The latest; null before the first. */
  snapshot(): SystemSnapshot | null;
  /** Of the figures of that snapshot. */
  levels(): readonly FigureLevel[];
  /** Oldest first; at most the last hour. */
  history(question: HistoryQuestion): readonly SystemPoint[];
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
  history: () => [],
  events: () => [],
  onSnapshot: () => () => {},
};

export const NO_OTHERS: OtherMachines = { rows: () => [] };
