import { ApiError } from '../api-error.ts';
import type { Machines } from '../machine-source.ts';
import type { SystemMessage } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { SYSTEM_PARAMETERS } from '../schemas/system/questions.ts';
import { tellSystem } from '../tell-machine.ts';
import { type ApiApp, ERRORS } from './route.ts';

const DEFAULT_LIMIT = 100;

export function addSystemRoute(app: ApiApp, _probe: Probe, { own }: Machines): void {
  app.get(
    '/api/v1/system',
    {
      schema: {
        summary: 'The machine that the probe runs on, and its processes.',
        querystring: SYSTEM_PARAMETERS,
        response: { 200: named<SystemMessage>('SystemMessage', 'The latest snapshot.'), ...ERRORS },
      },
    },
    (request): SystemMessage => {
      const { limit = DEFAULT_LIMIT, sort = 'cpu', filter = '' } = request.query;
      return tellSystem(own, { limit, sortBy: sort, filter }) ?? refuseUnread();
    },
  );
}

/** Before the first snapshot there is nothing to tell. */
export function refuseUnread(): never {
  throw new ApiError(503, 'machine-not-read', 'This machine has not been looked at yet. Ask again in a few seconds.');
}
