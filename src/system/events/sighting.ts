import type { AlertLevel } from '../event-row.ts';
import type { Peak } from './peak.ts';

/** A value that was looked at, and what is to come of it. */
export interface Sighting {
  /** The same for the same metric of the same item. */
  readonly key: string;
  readonly metric: string;
  readonly item: string | null;
  readonly unit: string;
  /** Null where it is known to be fine and no more than that. */
  readonly value: number | null;
  readonly worseWhen: 'higher' | 'lower';
  readonly level: AlertLevel;
  /** Whether the level is one of an event. */
  readonly isRaised: boolean;
  /** For how long it has to be raised until that is an event, and not raised until that is over. */
  readonly heldSeconds: number;
  readonly restSeconds: number;
  /** What went on in the machine. Asked for only when the value is the worst so far. */
  readonly lookAround: () => Peak;
}

/** When a snapshot was taken, by the machine's clock and by one that is never set. */
export interface SnapshotTime {
  readonly atMillis: number;
  readonly monotonicMillis: number;
}
