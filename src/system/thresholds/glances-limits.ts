import { limitsOf, type ThresholdConfiguration } from './levels.ts';
import { type MetricName, THRESHOLDS, type Threshold } from './thresholds.ts';

/** By plugin, then by the key that Glances has for it: `limits.cpu.cpu_total_careful` is 65. */
export type GlancesLimits = Readonly<Record<string, Readonly<Record<string, number>>>>;

const LEVELS = ['careful', 'warning', 'critical'] as const;

/** The limits of what Glances has limits for too, as it would say them on a machine with so many processors. */
export function glancesLimits(processors: number, configuration: Pick<ThresholdConfiguration, 'thresholds'>): GlancesLimits {
  const plugins: Record<string, Record<string, number>> = {};
  for (const [metric, threshold] of Object.entries(THRESHOLDS) as [MetricName, Threshold][]) {
    const { glances } = threshold;
    if (glances === null) continue;
    const plugin = glances.split('_')[0]!;
    plugins[plugin] ??= {};
    const limits = limitsOf(metric, null, configuration);
    for (const level of LEVELS) {
      const limit = limits[level];
      if (limit !== null) plugins[plugin][`${glances}_${level}`] = limit * factorOf(metric, Math.max(1, processors));
    }
  }
  return plugins;
}

/** Glances says the limits of a load for one processor, and all others for all of them together. */
function factorOf(metric: MetricName, processors: number): number {
  const { perProcessor }: Threshold = THRESHOLDS[metric];
  if (perProcessor === null || metric === 'load') return 1;
  return perProcessor === 'share' ? 1 / processors : processors;
}
