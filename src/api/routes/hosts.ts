import type { HostRow, Rows } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { LIST_PARAMETERS } from '../schemas/questions.ts';
import { type ApiApp, ERRORS, rowQuestion } from './route.ts';

export function addHostsRoute(app: ApiApp, probe: Probe): void {
  app.get(
    '/api/v1/hosts',
    {
      schema: {
        summary: 'Addresses that sent or received.',
        querystring: LIST_PARAMETERS,
        response: { 200: named<Rows<HostRow>>('HostRows', 'Hosts, in the order asked for.'), ...ERRORS },
      },
    },
    async (request) => (await probe.ask(['hosts'], rowQuestion(request.query))).hosts,
  );
}
