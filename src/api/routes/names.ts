import type { NamesMessage } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { NAMES_PARAMETERS } from '../schemas/questions.ts';
import { type ApiApp, ERRORS, rowQuestion } from './route.ts';

export function addNamesRoute(app: ApiApp, probe: Probe): void {
  app.get(
    '/api/v1/names',
    {
      schema: {
        summary: 'Names that questions, hellos and requests held.',
        querystring: NAMES_PARAMETERS,
        response: { 200: named<NamesMessage>('NamesMessage', 'Names of every kind, the most frequent first.'), ...ERRORS },
      },
    },
    async (request) => (await probe.ask(['names'], rowQuestion(request.query))).names,
  );
}
