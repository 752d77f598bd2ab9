import type { ApplicationRow, Rows } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { LIST_PARAMETERS } from '../schemas/questions.ts';
import { type ApiApp, ERRORS, rowQuestion } from './route.ts';

export function addApplicationsRoute(app: ApiApp, probe: Probe): void {
  app.get(
    '/api/v1/applications',
    {
      schema: {
        summary: 'What the line is used for: services, and protocols where no service is known.',
        querystring: LIST_PARAMETERS,
        response: { 200: named<Rows<ApplicationRow>>('ApplicationRows', 'Applications, in the order asked for.'), ...ERRORS },
      },
    },
    async (request) => (await probe.ask(['applications'], rowQuestion(request.query))).applications,
  );
}
