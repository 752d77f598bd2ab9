import { LINE_ANSWERS, lineMessage } from '../line-message.ts';
import type { LineMessage } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { LINE_PARAMETERS } from '../schemas/questions.ts';
import { type ApiApp, ERRORS, rowQuestion } from './route.ts';

export function addLineRoute(app: ApiApp, probe: Probe): void {
  app.get(
    '/api/v1/line',
    {
      schema: {
        summary: 'The access line: who is home, its sessions, how well it carries traffic, and what is wrong.',
        querystring: LINE_PARAMETERS,
        response: {
          200: named<LineMessage>(
            'LineMessage',
            'What is known of the line; `sort`, `limit` and `filter` apply to `sessions` and `vlans`.',
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const { samples } = request.query;
      const question = { ...rowQuestion(request.query), ...(samples === 'all' && { samples }) };
      return lineMessage(probe, await probe.ask(LINE_ANSWERS, question));
    },
  );
}
