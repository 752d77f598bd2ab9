import type { ProtocolRow, Rows } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { LIST_PARAMETERS } from '../schemas/questions.ts';
import { type ApiApp, ERRORS, rowQuestion } from './route.ts';

export function addProtocolsRoute(app: ApiApp, probe: Probe): void {
  app.get(
    '/api/v1/protocols',
    {
      schema: {
        summary: 'Traffic by encapsulation stack.',
        querystring: LIST_PARAMETERS,
        response: { 200: named<Rows<ProtocolRow>>('ProtocolRows', 'Encapsulation stacks, in the order asked for.'), ...ERRORS },
      },
    },
    async (request) => (await probe.ask(['protocols'], rowQuestion(request.query))).protocols,
  );
}
