import type { HealthMessage } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { NO_PARAMETERS } from '../schemas/questions.ts';
import { type ApiApp, ERRORS } from './route.ts';

export function addHealthRoute(app: ApiApp, probe: Probe): void {
  app.get(
    '/healthz',
    {
      schema: {
        summary: 'Whether the probe works, for watchdogs and balancers.',
        querystring: NO_PARAMETERS,
        response: {
          200: named<HealthMessage>('HealthMessage', 'It works.'),
          503: named<HealthMessage>('HealthMessage', 'It does not; the reason says why.'),
          ...ERRORS,
        },
      },
    },
    (_request, reply): HealthMessage => {
      const health = probe.health();
      const { mode } = probe.status();
      if (health.isWell) return { status: 'ok', mode, reason: null };
      reply.code(503);
      return { status: 'failing', mode, reason: health.reason };
    },
  );
}
