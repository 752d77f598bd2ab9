import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type AccessRules, findRefusal } from './access.ts';
import { errorMessage } from './api-error.ts';
import { LIVE_PATH, type LiveFeed } from './live-feed.ts';
import { writeRawAnswer } from './raw-answer.ts';

/** Answers requests to switch to another protocol: WebSocket, on one path, from pages of this probe or programs. */
export function answerUpgrades(feed: LiveFeed, rules: AccessRules) {
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const { host, origin, upgrade } = request.headers;
    const refusal = findRefusal(rules, { method: request.method, host, origin, isUpgrade: true });
    if (refusal !== null) {
      writeRawAnswer(socket, refusal.status, errorMessage(refusal.code, refusal.message));
    } else if (request.url?.split('?', 1)[0] !== LIVE_PATH) {
      writeRawAnswer(socket, 404, errorMessage('not-found', `There is no WebSocket here; it is at ${LIVE_PATH}.`));
    } else if (upgrade?.toLowerCase() !== 'websocket') {
      writeRawAnswer(socket, 400, errorMessage('upgrade-unsupported', 'Only WebSocket is spoken here.'));
    } else if (feed.isFull) {
      writeRawAnswer(socket, 503, errorMessage('feed-full', 'There are too many live connections; close one of them.'));
    } else {
      feed.accept(request, socket, head);
    }
  };
}
