// Cold: control frames, and data frames of sessions that are not settled.

import { type LineLog, nameOf } from './line-log.ts';
import { otherSide, type Side } from './negotiation.ts';
import type { PppSession } from './session.ts';
import type { End } from './timeline.ts';

/** A concentrator whose client is gone asks it to begin ten times (RFC 1661, section 4.6), then gives up. */
const MORE_THAN_ASKING = 16;

/** Notices, after so many frames of `side`, that the other end's are not shown: what this one does is an answer to them. */
export function noteOneWay(
  session: PppSession,
  side: Side,
  { at, frames, log }: { readonly at: number; readonly frames: number; readonly log: LineLog },
): void {
  if (session.isOneWay || frames < MORE_THAN_ASKING || session.framesOf(otherSide(side)) > 0) return;
  const evidence = evidenceOf(session, session.roleOf(side));
  if (evidence === null) return;
  session.isOneWay = true;
  log.learn({ kind: 'one-way', atMicros: at, session: nameOf(session), evidence });
}

function evidenceOf({ attempt, openedAt, isUnasked }: PppSession, heard: End | null): string | null {
  if (heard === 'client' && openedAt === null && attempt !== null && attempt.padrSent > 0 && attempt.padoReceived === 0)
    return 'the router accepted a PPPoE session (PADR) and uses it, and nobody was seen to offer it (PADO) or to confirm it (PADS)';
  if (heard === 'server' && isUnasked)
    return 'the concentrator gave a PPPoE session (PADS) and uses it, and nobody was seen to ask for it (PADI, PADR)';
  return null;
}
