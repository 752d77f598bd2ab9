// Cold.

import { otherSide, type Side } from './negotiation.ts';
import type { PppSession } from './session.ts';

/** Nobody gives a session up after one unanswered echo request; pppd's users set two or more. */
const FEWEST_UNANSWERED = 2;

/** Whether the client's last echo requests had no answer and nothing else came from the server since. */
export function isEchoTimeout(session: PppSession): boolean {
  const { clientSide, client } = session;
  if (clientSide === null || client === null || !client.echo) return false;
  return client.echo.unanswered >= FEWEST_UNANSWERED && isOtherSilent(session, clientSide);
}

/** Keeps how the echoes stood at the end: frames of a session come late. */
export function noteEchoesAtClose(session: PppSession): void {
  for (const side of [0, 1] as const) {
    session.ends[side].unansweredAtClose = session.ends[side].echo?.unanswered ?? 0;
    session.ends[side].isOtherSilentAtClose = isOtherSilent(session, side);
  }
}

function isOtherSilent(session: PppSession, side: Side): boolean {
  const { echo } = session.ends[side];
  return echo !== null && echo.unanswered > 0 && session.heardAt(otherSide(side)) <= echo.firstUnansweredAt;
}
