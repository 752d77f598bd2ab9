import type { AlertLevel } from '../event-row.ts';
import { matchesName } from '../name-pattern.ts';
import { type Limits, type MetricName, THRESHOLDS, type Threshold } from './thresholds.ts';

/** What the configuration says of one metric, of all its items or of some. What is left out stays as it is; null is no limit. */
export interface ThresholdEntry {
  readonly metric: MetricName;
  /** A mount point, the name of a disk, an interface, a sensor or a process; `*` stands for any text. */
  readonly item?: string;
  readonly careful?: number | null;
  readonly warning?: number | null;
  readonly critical?: number | null;
  readonly heldSeconds?: number;
}

export interface ThresholdConfiguration {
  /** Where several say something about the same, the last one does. */
  readonly thresholds: readonly ThresholdEntry[];
  /** The level from which on a metric that is above its limits is an event. */
  readonly eventsFrom: Exclude<AlertLevel, 'ok'>;
}

export const NO_CONFIGURATION: ThresholdConfiguration = { thresholds: [], eventsFrom: 'warning' };

/** How bad a level is, for comparing. */
export const SEVERITY: Readonly<Record<AlertLevel, number>> = { ok: 0, careful: 1, warning: 2, critical: 3 };

/** The worst level whose limit a value has reached. A value that is no number is `ok`: it says nothing. */
export function levelOf(value: number, limits: Limits): AlertLevel {
  const hasReached = (limit: number | null) =>
    limit !== null && (limits.worseWhen === 'higher' ? value >= limit : value <= limit);
  if (hasReached(limits.critical)) return 'critical';
  if (hasReached(limits.warning)) return 'warning';
  return hasReached(limits.careful) ? 'careful' : 'ok';
}

/** The limits of a metric, or of one of its items, with what the configuration says of it. `standard` is for items with limits of their own. */
export function limitsOf(
  metric: MetricName,
  item: string | null,
  {
    thresholds,
    standard = THRESHOLDS[metric].limits,
  }: Pick<ThresholdConfiguration, 'thresholds'> & { readonly standard?: Limits },
): Limits {
  let limits = standard;
  for (const { careful, warning, critical } of entriesFor(metric, item, thresholds)) {
    limits = {
      ...limits,
      careful: careful === undefined ? limits.careful : careful,
      warning: warning === undefined ? limits.warning : warning,
      critical: critical === undefined ? limits.critical : critical,
    };
  }
  return limits;
}

/** When a level of a metric becomes an event and when that ends. */
export interface EventRule {
  /** The least level that is an event; null where none is. */
  readonly from: Exclude<AlertLevel, 'ok'> | null;
  readonly heldSeconds: number;
  readonly restSeconds: number;
}

/** A limit that somebody wrote down raises events, also of a metric that is only coloured otherwise. */
export function eventRuleOf(metric: MetricName, item: string | null, configuration: ThresholdConfiguration): EventRule {
  const { raises, heldSeconds, restSeconds }: Threshold = THRESHOLDS[metric];
  const entries = entriesFor(metric, item, configuration.thresholds);
  const held = entries.findLast((entry) => entry.heldSeconds !== undefined)?.heldSeconds;
  const from = raises === 'never' ? (entries.length > 0 ? configuration.eventsFrom : null) : raises;
  return {
    from: from === 'configured' ? configuration.eventsFrom : from,
    heldSeconds: held ?? heldSeconds,
    restSeconds: held ?? restSeconds,
  };
}

function entriesFor(metric: MetricName, item: string | null, entries: readonly ThresholdEntry[]): readonly ThresholdEntry[] {
  return entries.filter(
    (entry) => entry.metric === metric && (entry.item === undefined || (item !== null && matchesName(entry.item, item))),
  );
}
