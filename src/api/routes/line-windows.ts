import type { LineWindowsMessage } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { LINE_WINDOWS_PARAMETERS } from '../schemas/questions.ts';
import { type ApiApp, ERRORS } from './route.ts';
import { readTimeRange } from './time-range.ts';

const DEFAULT_LIMIT = 60;

export function addLineWindowsRoute(app: ApiApp, probe: Probe): void {
  app.get(
    '/api/v1/line/windows',
    {
      schema: {
        summary: 'The line second by second: the last hour at most.',
        querystring: LINE_WINDOWS_PARAMETERS,
        response: { 200: named<LineWindowsMessage>('LineWindowsMessage', 'The windows that were asked for.'), ...ERRORS },
      },
    },
    (request, reply): LineWindowsMessage => {
      const { limit = DEFAULT_LIMIT } = request.query;
      const { fromMillis, toMillis } = readTimeRange(request.query);
      const wanted = probe.lineWindows().filter(({ startMillis }) => startMillis >= fromMillis && startMillis < toMillis);
      const listed = wanted.slice(-limit).map(({ text }) => text);
      // Windows are JSON already, and text is sent as it is: they are put together, not taken apart and written again.
      const body = `{"total":${wanted.length},"windows":[${listed.join(',')}]}`;
      reply.type('application/json; charset=utf-8');
      return body as unknown as LineWindowsMessage;
    },
  );
}
