import type { LineLog } from './line-log.ts';
import type { PppSession } from './session.ts';

const MICROS = 1_000_000;
const TOLD_EVERY_MICROS = 60 * MICROS;

/** Counts a frame with a session's id that is not between its two ends, and says so once a minute. */
export function ignoreFrame(
  session: PppSession,
  at: number,
  { what, log }: { readonly what: string; readonly log: LineLog },
): void {
  session.ignoredFrames += 1;
  log.count('ignoredFrames');
  if (at - session.ignoredToldAt < TOLD_EVERY_MICROS) return;
  session.ignoredToldAt = at;
  const text = `Ignored for session ${session.sessionId}: ${what}, who are not both its ends`;
  log.tellOf(session, at, { kind: 'frames-ignored', text });
}
