import type { StatusMessage } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { NO_PARAMETERS } from '../schemas/questions.ts';
import { type ApiApp, ERRORS } from './route.ts';

export function addStatusRoute(app: ApiApp, probe: Probe): void {
  app.get(
    '/api/v1/status',
    {
      schema: {
        summary: 'How the probe and its source are doing.',
        querystring: NO_PARAMETERS,
        response: { 200: named<StatusMessage>('StatusMessage', 'The status, as of the last closed window.'), ...ERRORS },
      },
    },
    () => probe.status(),
  );
}
