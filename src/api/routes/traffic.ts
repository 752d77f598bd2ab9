import type { TrafficMessage } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { TRAFFIC_PARAMETERS } from '../schemas/questions.ts';
import { selectPoints } from '../select-points.ts';
import { type ApiApp, ERRORS } from './route.ts';
import { readTimeRange } from './time-range.ts';

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
      const { step = 1 } = request.query;
      const range = readTimeRange(request.query);
      return { stepSeconds: step, points: selectPoints(probe.points(), { ...range, stepSeconds: step }) };
    },
  );
}
