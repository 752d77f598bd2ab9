// Cold. Whether a session is over, and since when.

import { isEchoTimeout, noteEchoesAtClose } from './echo-timeout.ts';
import { RESTART_TIMER_MICROS } from './lcp-follower.ts';
import { type LineLog, nameOf } from './line-log.ts';
import { otherSide, type Side } from './negotiation.ts';
import type { CloseCause, PppSession, Terminate } from './session.ts';
import { judge } from './verdict.ts';

const MICROS = 1_000_000;
/** How much later than its last wait a repetition may come. */
const LATE_SHARE = 0.5;
/** Without any frame for so long nobody is there: an idle line still has echoes, and noise from outside. */
const SILENT_MICROS = 300 * MICROS;
const LEAST_SILENT_MICROS = 60 * MICROS;
const SILENT_INTERVALS = 5;
/** A session that was heard this shortly before its client asked for another one did not die of silence. */
const REPLACED_WITHIN_MICROS = 30 * MICROS;
/** A client that goes on with a session did not mean its PADI, or did not send it. */
const GOES_ON_MICROS = MICROS;
const PADI_SETTLES_MICROS = 5 * MICROS;
/** Both ends going on so long after the end were not told of it: the PADT or Terminate-Request was not theirs. */
const AFTER_CLOSE_MICROS = MICROS;
const FRAMES_FROM_CLIENT = 4;

interface Closing {
  readonly log: LineLog;
  readonly now: number;
}

export function close(
  session: PppSession,
  at: number,
  { cause, log, now }: { readonly cause: CloseCause; readonly log: LineLog; readonly now: number },
): void {
  if (session.closedAt !== null) return;
  session.closedAt = at;
  session.cause = cause;
  for (const end of session.ends) {
    end.framesAfterClose = 0;
    end.echo?.expire(at);
  }
  noteEchoesAtClose(session);
  session.refreshAttention();
  log.count('sessionsClosed');
  const verdict = judge(session);
  const end = verdict === null ? null : { by: verdict.endedBy, reason: verdict.endReason };
  log.tellOf(session, at, { kind: 'session-closed', text: verdict?.reasonText ?? 'The session is over', end });
  log.learn({ kind: 'session-closed', atMicros: now, session: nameOf(session), closedMicros: at });
}

/** Closes the session if what is known by `now` says that it is over. */
export function settle(session: PppSession, now: number, log: LineLog): void {
  if (session.closedAt !== null) return;
  const deadline = terminateDeadline(session, now);
  if (deadline !== null) {
    const at = session.padiAt !== null && session.padiAt > session.lastHeardAt ? Math.min(deadline, session.padiAt) : deadline;
    close(session, at, { cause: 'terminate', log, now });
    return;
  }
  settlePadi(session, now, log);
  if (session.closedAt === null) settleSilence(session, now, log);
}

/** When the link ended for the client because an end asked to terminate it; null while that is open or did not happen. */
function terminateDeadline(session: PppSession, now: number): number | null {
  const [first, second] = session.ends.map(({ terminate }) => terminate);
  const times = [endOfTerminate(session, 0, first ?? null, now), endOfTerminate(session, 1, second ?? null, now)].filter(
    (at) => at !== null,
  );
  return times.length === 0 ? null : Math.min(...times);
}

function endOfTerminate(session: PppSession, side: Side, terminate: Terminate | null, now: number): number | null {
  if (terminate === null) return null;
  if (terminate.ackedAt !== null) {
    // The end that agreed waits for its restart timer before it is down (RFC 1661, section 4.4, Stopping); a PADT comes first as a rule.
    const isClientWaiting = session.roleOf(side) === 'server';
    const at = isClientWaiting ? terminate.ackedAt + RESTART_TIMER_MICROS : terminate.ackedAt;
    return now >= at ? at : null;
  }
  const at = terminate.lastAt + terminate.waitMicros;
  // Who saw the client ask for a new session need not wait for a repetition.
  const isGone = session.padiAt !== null && session.padiAt > terminate.lastAt;
  return isGone || now >= at + LATE_SHARE * terminate.waitMicros ? at : null;
}

/** The client asked for another session while this one seemed alive. */
function settlePadi(session: PppSession, now: number, log: LineLog): void {
  const { padiAt, clientSide } = session;
  if (padiAt === null || clientSide === null) return;
  if (session.heardAt(clientSide) > padiAt + GOES_ON_MICROS) {
    session.padiAt = null;
    return;
  }
  if (isEchoTimeout(session)) closeAfterEchoes(session, padiAt, { log, now });
  else if (now - padiAt > PADI_SETTLES_MICROS && session.heardAt(otherSide(clientSide)) <= padiAt) {
    closeAbandoned(session, padiAt, { log, now });
  }
}

/** Its client has another session since `at`, or wants one, without having ended this one. */
export function closeWithoutEnd(session: PppSession, at: number, { log, now }: Closing): void {
  settle(session, now, log);
  if (session.closedAt === null) closeAbandoned(session, at, { log, now });
}

function closeAbandoned(session: PppSession, at: number, { log, now }: Closing): void {
  if (isEchoTimeout(session)) closeAfterEchoes(session, at, { log, now });
  else if (at - session.lastHeardAt > REPLACED_WITHIN_MICROS) close(session, session.lastHeardAt, { cause: 'silence', log, now });
  else close(session, at, { cause: 'replaced', log, now });
}

function settleSilence(session: PppSession, now: number, log: LineLog): void {
  const intervals = session.ends.map(({ echo }) => echo?.intervalMicros ?? 0).filter((interval) => interval > 0);
  const expected = intervals.length === 0 ? SILENT_MICROS : SILENT_INTERVALS * Math.min(...intervals);
  const patience = Math.min(Math.max(expected, LEAST_SILENT_MICROS), SILENT_MICROS);
  const { lastHeardAt } = session;
  if (now - lastHeardAt < patience) return;
  if (isEchoTimeout(session)) closeAfterEchoes(session, now, { log, now });
  else close(session, lastHeardAt, { cause: 'silence', log, now });
}

/** The client gave up an interval after its last request, and no later than `latest`. */
function closeAfterEchoes(session: PppSession, latest: number, { log, now }: Closing): void {
  const echo = session.client!.echo!;
  const at = echo.intervalMicros > 0 ? Math.min(echo.lastRequestAt + echo.intervalMicros, latest) : latest;
  close(session, at, { cause: 'echo-timeout', log, now });
}

/** Counts a frame that passed after the end. Hot while an end goes on sending: allocates nothing. Returns whether both ends go on. */
export function noteAfterClose(session: PppSession, side: Side, at: number): boolean {
  if (session.closedAt === null || at <= session.closedAt + AFTER_CLOSE_MICROS) return false;
  const { ends, clientSide } = session;
  ends[side].framesAfterClose += 1;
  const first = ends[0].framesAfterClose;
  const second = ends[1].framesAfterClose;
  if (first === 0 || second === 0) return false;
  const fromClient = clientSide === null ? Math.min(first, second) : ends[clientSide].framesAfterClose;
  // Silence ends with the first frames; any other end has to be disproved.
  return fromClient >= (session.cause === 'silence' ? 1 : FRAMES_FROM_CLIENT);
}

/** Opens a session again whose ends go on as if its end had not been. */
export function reopen(session: PppSession, at: number, log: LineLog): void {
  const was = session.cause === 'padt' ? 'the PADT was not meant for it, or was not theirs' : 'both ends go on with it';
  session.closedAt = null;
  session.cause = null;
  session.padt = null;
  session.padiAt = null;
  for (const end of session.ends) end.terminate = null;
  session.timesReopened += 1;
  session.refreshAttention();
  log.count('sessionsReopened');
  log.tellOf(session, at, { kind: 'session-reopened', text: `The session is not over after all: ${was}` });
  log.learn({ kind: 'session-reopened', atMicros: at, session: nameOf(session) });
}
