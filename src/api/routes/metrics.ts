import { Type } from 'typebox';
import type { Machines } from '../machine-source.ts';
import { writeMetrics } from '../metrics/write-metrics.ts';
import type { Probe } from '../probe.ts';
import { PROMETHEUS_TYPE } from '../prometheus.ts';
import { NO_PARAMETERS } from '../schemas/questions.ts';
import { type ApiApp, ERRORS } from './route.ts';

/** More than the tables of tunnels and applications hold unless they were enlarged. */
const ROW_LIMIT = 10_000;

export function addMetricsRoute(app: ApiApp, probe: Probe, { own }: Machines): void {
  app.get(
    '/metrics',
    {
      schema: {
        summary: 'Metrics in the text format of Prometheus.',
        querystring: NO_PARAMETERS,
        produces: ['text/plain'],
        response: { 200: Type.String({ description: 'Metrics, text format version 0.0.4.' }), ...ERRORS },
      },
    },
    async (_request, reply) => {
      const answers = await probe.ask(['tunnels', 'applications', 'names', 'line'], { limit: ROW_LIMIT, sortBy: 'bytes' });
      const sources = {
        ...answers,
        status: probe.status(),
        totals: probe.totals(),
        recentTimes: probe.recentTimes(),
        latest: probe.latest(),
        machine: { snapshot: own.snapshot(), events: own.events() },
      };
      return reply.type(PROMETHEUS_TYPE).send(writeMetrics(sources));
    },
  );
}
