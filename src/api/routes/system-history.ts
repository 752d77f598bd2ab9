import type { Machines } from '../machine-source.ts';
import type { SystemHistoryMessage } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { SYSTEM_HISTORY_PARAMETERS } from '../schemas/system/questions.ts';
import { tellHistory } from '../tell-history.ts';
import { type ApiApp, ERRORS } from './route.ts';
import { refuseUnread } from './system.ts';
import { readTimeRange } from './time-range.ts';

export function addSystemHistoryRoute(app: ApiApp, _probe: Probe, { own }: Machines): void {
  app.get(
    '/api/v1/system/history',
    {
      schema: {
        summary: 'The main figures of the machine over time: the last hour at most.',
        querystring: SYSTEM_HISTORY_PARAMETERS,
        response: { 200: named<SystemHistoryMessage>('SystemHistoryMessage', 'The points that were asked for.'), ...ERRORS },
      },
    },
    (request): SystemHistoryMessage => {
      const range = readTimeRange(request.query);
      if (own.snapshot() === null) refuseUnread();
      const { step } = request.query;
      const question = step === undefined ? range : { ...range, stepSeconds: step };
      return { stepSeconds: step ?? null, points: tellHistory(own, question) };
    },
  );
}
