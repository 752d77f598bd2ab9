import { writeMetric } from '../prometheus.ts';
import { APPLICATION_METRICS } from './application-metrics.ts';
import { CAPTURE_METRICS } from './capture-metrics.ts';
import type { MetricSources } from './declaration.ts';
import { QUALITY_METRICS } from './quality-metrics.ts';
import { SESSION_METRICS } from './session-metrics.ts';
import { SYSTEM_METRICS } from './system-metrics.ts';
import { TUNNEL_METRICS } from './tunnel-metrics.ts';

/** Everything `/metrics` says. */
export function writeMetrics(sources: MetricSources): string {
  return [
    ...CAPTURE_METRICS,
    ...APPLICATION_METRICS,
    ...TUNNEL_METRICS,
    ...SESSION_METRICS,
    ...QUALITY_METRICS,
    ...SYSTEM_METRICS,
  ]
    .map((declaration) => writeMetric(declaration, declaration.samples(sources)))
    .join('');
}
