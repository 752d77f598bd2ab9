// Cold. Where everything that follows sessions writes what happened: timeline, counts, and what others want to know.

import type { LearnedFact, OnLearned, SessionName } from './learned.ts';
import type { Side } from './negotiation.ts';
import type { PppSession } from './session.ts';
import { type EventKind, type NewEvent, Timeline } from './timeline.ts';

/** What is counted for the line as a whole. */
export interface LineCounts {
  readonly padi: number;
  readonly pado: number;
  readonly padr: number;
  readonly pads: number;
  readonly padt: number;
  /** PADS that refuse (RFC 2516, section 5.4). */
  readonly padsErrors: number;
  /** PADIs that have had no PADO for three seconds, counted when those were over. */
  readonly padiUnanswered: number;
  readonly sessionsOpened: number;
  readonly sessionsClosed: number;
  readonly sessionsReopened: number;
  readonly authenticationSuccesses: number;
  readonly authenticationFailures: number;
  readonly ipcpFailures: number;
  /** Frames for a session that came from or went to a third address, or answered nothing: they changed nothing. */
  readonly ignoredFrames: number;
}

/** Counts of a time in which nothing happened. */
export const NOTHING: LineCounts = {
  padi: 0,
  pado: 0,
  padr: 0,
  pads: 0,
  padt: 0,
  padsErrors: 0,
  padiUnanswered: 0,
  sessionsOpened: 0,
  sessionsClosed: 0,
  sessionsReopened: 0,
  authenticationSuccesses: 0,
  authenticationFailures: 0,
  ipcpFailures: 0,
  ignoredFrames: 0,
};

export class LineLog {
  readonly timeline = new Timeline();
  readonly #onLearned: OnLearned;
  readonly #total: Record<keyof LineCounts, number> = { ...NOTHING };
  #window: Record<keyof LineCounts, number> = { ...NOTHING };

  constructor(onLearned: OnLearned) {
    this.#onLearned = onLearned;
  }

  count(what: keyof LineCounts): void {
    this.#total[what] += 1;
    this.#window[what] += 1;
  }

  tell(at: number, kind: EventKind, text: string): void {
    this.timeline.add(at, { kind, text, serial: null });
  }

  tellOf(session: PppSession, at: number, event: Omit<NewEvent, 'serial'>): void {
    this.timeline.add(at, { ...event, serial: session.serial });
  }

  learn(fact: LearnedFact): void {
    this.#onLearned(fact);
  }

  totals(): LineCounts {
    return { ...this.#total };
  }

  closeWindow(): LineCounts {
    const closed = this.#window;
    this.#window = { ...NOTHING };
    return closed;
  }
}

export function nameOf(session: PppSession): SessionName {
  return { serial: session.serial, sessionId: session.sessionId, vlanIds: session.vlanIds };
}

/** An end as the beginning of a sentence. */
export function whoIs(session: PppSession, side: Side): string {
  const role = session.roleOf(side);
  if (role === 'client') return 'The router';
  if (role === 'server') return "The provider's side";
  const { mac } = session.ends[side];
  return mac === null ? 'One end' : `One end (${mac.text})`;
}

/** ` "text"`, or nothing where there is none. */
export function quoted(text: string | null): string {
  return text === null || text === '' ? '' : ` "${text}"`;
}

/** `3 unanswered LCP echo requests`. */
export function counted(count: number, singular: string): string {
  return `${count} ${singular}${count === 1 ? '' : 's'}`;
}
