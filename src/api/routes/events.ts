import type { Machines } from '../machine-source.ts';
import type { EventsMessage } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { EVENTS_PARAMETERS } from '../schemas/system/questions.ts';
import { tellEvents } from '../tell-machine.ts';
import { type ApiApp, ERRORS } from './route.ts';
import { refuseUnread } from './system.ts';

const DEFAULT_LIMIT = 100;

export function addEventsRoute(app: ApiApp, _probe: Probe, { own }: Machines): void {
  app.get(
    '/api/v1/events',
    {
      schema: {
        summary: 'What crossed a threshold on this machine, or was wrong with a watched process.',
        querystring: EVENTS_PARAMETERS,
        response: { 200: named<EventsMessage>('EventsMessage', 'Those that last first, then the latest.'), ...ERRORS },
      },
    },
    (request): EventsMessage => {
      if (own.snapshot() === null) refuseUnread();
      return tellEvents(own, request.query.limit ?? DEFAULT_LIMIT);
    },
  );
}
