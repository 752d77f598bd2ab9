import type { FlowRow, Rows } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { LIST_PARAMETERS } from '../schemas/questions.ts';
import { type ApiApp, ERRORS, rowQuestion } from './route.ts';

export function addFlowsRoute(app: ApiApp, probe: Probe): void {
  app.get(
    '/api/v1/flows',
    {
      schema: {
        summary: 'Conversations, both directions in one row.',
        querystring: LIST_PARAMETERS,
        response: { 200: named<Rows<FlowRow>>('FlowRows', 'Conversations, in the order asked for.'), ...ERRORS },
      },
    },
    async (request) => (await probe.ask(['flows'], rowQuestion(request.query))).flows,
  );
}
