import { ApiError } from '../api-error.ts';
import { LIVE_PATH } from '../live-feed.ts';
import { type ApiApp, ERRORS } from './route.ts';

/** Answers those who come without WebSocket; upgrades never get here. */
export function addLiveRoute(app: ApiApp): void {
  app.get(
    LIVE_PATH,
    {
      schema: {
        summary: 'Live feed over WebSocket.',
        description:
          'Connect with WebSocket and send a LiveRequest as JSON text; a LiveMessage follows at once and after every window. A later LiveRequest replaces the choice.',
        response: ERRORS,
      },
    },
    (_request, reply) => {
      reply.header('upgrade', 'websocket').header('connection', 'upgrade');
      throw new ApiError(426, 'upgrade-required', 'This is a WebSocket: connect with one.');
    },
  );
}
