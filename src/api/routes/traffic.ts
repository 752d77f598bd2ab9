import { ApiError } from '../api-error.ts';
import type { TrafficMessage } from '../messages.ts';
import { selectPoints } from '../point-series.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { TRAFFIC_PARAMETERS } from '../schemas/questions.ts';
import { type ApiApp, ERRORS } from './route.ts';

export function addTrafficRoute(app: ApiApp, probe: Probe): void {
  app.get(
    '/api/v1/traffic',
    {
      schema: {
        summary: 'Traffic over time: the last hour at most.',
        querystring: TRAFFIC_PARAMETERS,
        response: { 200: named<TrafficMessage>('TrafficMessage', 'The points that were asked for.'), ...ERRORS },
      },
    },
    (request): TrafficMessage => {
      const { from, to, step = 1 } = request.query;
      const fromMillis = from === undefined ? Number.NEGATIVE_INFINITY : readTime('from', from);
      const toMillis = to === undefined ? Number.POSITIVE_INFINITY : readTime('to', to);
      if (fromMillis > toMillis) throw new ApiError(400, 'parameter-invalid', 'from must not be later than to.');
      return { stepSeconds: step, points: selectPoints(probe.points(), { fromMillis, toMillis, stepSeconds: step }) };
    },
  );
}

/** Without a time zone it would mean something else on every machine. */
function readTime(name: 'from' | 'to', value: string): number {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value);
  const millis = isTime ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(millis)) return millis;
  throw new ApiError(
    400,
    'parameter-invalid',
    `${name} must be an ISO 8601 time with a time zone, such as 2026-05-04T12:00:00Z (a + has to be written %2B).`,
  );
}
