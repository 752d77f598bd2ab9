import type { CollectorName, Readings } from '../snapshot.ts';

/** Where the kernel and the system are read from: `/proc`, `/sys`, `/etc`, `/run`; made-up trees in tests. No slash at the end. */
export interface SystemRoots {
  readonly proc: string;
  readonly sys: string;
  readonly etc: string;
  readonly run: string;
}

/** When a snapshot is taken. Rates are over `seconds`, never over the wall clock, which may jump. */
export interface Moment {
  readonly atMillis: number;
  /** From an arbitrary start; never goes backwards. */
  readonly monotonicMillis: number;
  /** Since the snapshot before, greater than 0; for the first one, the interval. */
  readonly seconds: number;
}

/** Calls back once after a time; returns what takes that back. */
export type Schedule = (callback: () => void, millis: number) => () => void;

/**
 * What reads one part of the machine. It keeps the counters of the run before, for rates: they are 0 in the first run. It throws where there
 * is nothing to read: `NothingToRead` where that is as it should be, whatever else happened otherwise. Either way the others go on.
 */
export interface Collector<Name extends CollectorName = CollectorName> {
  readonly name: Name;
  collect(moment: Moment): Readings[Name] | Promise<Readings[Name]>;
  /** What the last run could not read although there is a reading, in one line: an old value stands for it, or it is left out. Null for nothing. */
  trouble?(): string | null;
}

/** This machine has no such thing. The message says in one line what is missing: `this kernel keeps no pressure figures`. */
export class NothingToRead extends Error {
  override readonly name = 'NothingToRead';
}
