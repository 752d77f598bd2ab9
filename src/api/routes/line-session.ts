import { ApiError } from '../api-error.ts';
import type { LineSessionMessage } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { LINE_SESSION_PATH, NO_PARAMETERS } from '../schemas/questions.ts';
import { type ApiApp, ERRORS } from './route.ts';

export function addLineSessionRoute(app: ApiApp, probe: Probe): void {
  app.get(
    '/api/v1/line/sessions/:serial',
    {
      schema: {
        summary: 'One session of the line with all its echo samples, and what happened to it.',
        params: LINE_SESSION_PATH,
        querystring: NO_PARAMETERS,
        response: { 200: named<LineSessionMessage>('LineSessionMessage', 'The session.'), ...ERRORS },
      },
    },
    async (request): Promise<LineSessionMessage> => {
      const { serial } = request.params;
      const { line } = await probe.ask(['line'], { limit: 1, sortBy: 'bytes', session: serial });
      const session = line.ppp.sessions.find((one) => one.serial === serial);
      if (session === undefined) throw new ApiError(404, 'session-not-found', 'No session of this serial is remembered.');
      return { session, events: line.ppp.events.filter((event) => event.session === serial) };
    },
  );
}
