import type { AlertLevel, FigureLevel } from '../../../src/api/messages.ts';

const LEVELS: readonly AlertLevel[] = ['ok', 'careful', 'warning', 'critical'];

/** The level of a figure; `ok` where it has no thresholds. */
export function levelFor(levels: readonly FigureLevel[], metric: string, item: string | null = null): AlertLevel {
  return levels.find((each) => each.metric === metric && each.item === item)?.level ?? 'ok';
}

/** A level that this page does not know counts as the worst: the probe may be newer. */
export function worstLevelOf(levels: readonly AlertLevel[]): AlertLevel {
  const worst = Math.max(0, ...levels.map(severityOf));
  return LEVELS[worst] ?? 'critical';
}

function severityOf(level: AlertLevel): number {
  const severity = LEVELS.indexOf(level);
  return severity === -1 ? LEVELS.length - 1 : severity;
}
