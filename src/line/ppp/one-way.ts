// Cold: control frames, and data frames of sessions that are not settled.

import type { LineLog } from './line-log.ts';
import { nameOf } from './line-log.ts';
import { otherSide, type Side } from './negotiation.ts';
import type { PppSession } from './session.ts';
import type { End } from './timeline.ts';

/** A concentrator whose client is gone asks it to begin ten times (RFC 1661, section 4.6), then gives up. */
const MORE_THAN_ASKING = 16;

/** Notices, at a frame of `side`, that the other end's frames are not shown: what this one does is an answer to them. */
export function noteOneWay(session: PppSession, side: Side, { at, log }: { readonly at: number; readonly log: LineLog }): void {
  if (session.isOneWay || session.framesOf(otherSide(side)) > 0) return;
  const heard = session.roleOf(side);
  const evidence = evidenceOf(session, heard, session.framesOf(side));
  if (heard === null || evidence === null) return;
  session.isOneWay = true;
  log.learn({ kind: 'one-way', atMicros: at, session: nameOf(session), heard, evidence });
}

function evidenceOf({ attempt, openedAt, isUnasked }: PppSession, heard: End | null, frames: number): string | null {
  if (heard === 'client' && openedAt === null && attempt !== null && attempt.padrSent > 0 && attempt.padoReceived === 0)
    return 'the router accepted a PPPoE session (PADR) and uses it, and nobody was seen to offer it (PADO) or to confirm it (PADS)';
  if (heard === 'server' && isUnasked && frames >= MORE_THAN_ASKING)
    return 'the concentrator gave a PPPoE session (PADS) and uses it, and nobody was seen to ask for it (PADI, PADR)';
  return null;
}
