import type { LineSummary } from '../../line/line-summary.ts';
import type { SystemEvent } from '../../system/event-row.ts';
import type { SystemSnapshot } from '../../system/snapshot.ts';
import type { StatusMessage } from '../messages.ts';
import type { Answers, ProbeTotals, RecentTimes, WindowNotice } from '../probe.ts';
import type { Metric, Sample } from '../prometheus.ts';

/** All that metrics are made from. */
export interface MetricSources {
  readonly status: StatusMessage;
  readonly totals: ProbeTotals;
  readonly recentTimes: RecentTimes;
  readonly latest: WindowNotice | null;
  readonly tunnels: Answers['tunnels'];
  readonly applications: Answers['applications'];
  readonly names: Answers['names'];
  readonly line: LineSummary;
  /** The snapshot is null before the first. */
  readonly machine: { readonly snapshot: SystemSnapshot | null; readonly events: readonly SystemEvent[] };
}

/** A metric and how its samples are found. Labels only ever have values from a bounded set, never an address. */
export interface Declaration extends Metric {
  readonly samples: (sources: MetricSources) => readonly Sample[];
}

export const DIRECTIONS = ['down', 'up', 'unknown'] as const;

/** The only sample of a metric without labels. */
export function one(value: number): readonly Sample[] {
  return [{ labels: {}, value }];
}

/** A sample for every direction, and for what nobody knows the direction of. */
export function byDirection(read: (direction: (typeof DIRECTIONS)[number]) => number): readonly Sample[] {
  return DIRECTIONS.map((direction) => ({ labels: { direction }, value: read(direction) }));
}
