import { Type } from 'typebox';
import type { PppEvent } from '../../../line/ppp/event-row.ts';
import type { LineCounts } from '../../../line/ppp/line-log.ts';
import type { AttemptRow } from '../../../line/ppp/summary.ts';
import type { EventEnd } from '../../../line/ppp/timeline.ts';
import type { PppSessionRow } from '../../enriched-rows.ts';
import { choice, count, integerOrNull, list, named, text, time } from '../parts.ts';

const EVENT_KINDS = [
  'padi',
  'pado',
  'padr',
  'pads',
  'pads-error',
  'padt',
  'discovery-unanswered',
  'session-opened',
  'session-seen',
  'roles-known',
  'lcp-open',
  'lcp-renegotiated',
  'lcp-terminate',
  'lcp-terminate-ack',
  'lcp-reject',
  'authentication',
  'authentication-failed',
  'ipcp-open',
  'ipcp-failed',
  'ipcp-closed',
  'ipv6cp-open',
  'ipv6cp-closed',
  'echo-lost',
  'echo-again',
  'session-closed',
  'session-reopened',
  'frames-ignored',
] as const;

export const PPP_EVENT = Type.Object(
  {
    at: time('When.'),
    lastAt: time('Where the same happened several times: the last time.'),
    count: count('How often it happened, with little else between.'),
    kind: choice(EVENT_KINDS, 'What happened.'),
    text: text('What happened, in a sentence. What it quotes came off the wire.'),
    session: integerOrNull('`serial` of the session; null before there is one.'),
    end: Type.Unsafe<EventEnd | null>({
      type: ['object', 'null'],
      properties: {
        by: { type: ['string', 'null'], description: 'Which end ended it: client, server, or null.' },
        reason: { type: 'string', description: 'Why, as `endReason` of a session.' },
      },
      description: 'Of `session-closed`: who ended it and why, as far as is known then; null of others.',
    }),
  },
  { description: "Something that happened to the line's sessions." },
);

export const LINE_COUNTS = Type.Object(
  {
    padi: count('PADI frames.'),
    pado: count('PADO frames.'),
    padr: count('PADR frames.'),
    pads: count('PADS frames.'),
    padt: count('PADT frames.'),
    padsErrors: count('PADS that refuse.'),
    padiUnanswered: count('PADIs without an offer for three seconds.'),
    sessionsOpened: count('Sessions that were opened.'),
    sessionsClosed: count('Sessions that ended.'),
    sessionsReopened: count('Sessions that were taken for over and went on.'),
    authenticationSuccesses: count('Authentications that succeeded.'),
    authenticationFailures: count('Authentications that failed.'),
    ipcpFailures: count('Negotiations that led to no IPv4 address.'),
    ignoredFrames: count('Frames for a session that came from or went to a third address: they changed nothing.'),
  },
  { description: 'What is counted of PPPoE.' },
);

export const PPP_SUMMARY = Type.Object(
  {
    sessions: list(named<PppSessionRow>('PppSessionRow'), 'Sessions, in the order in which they were first seen, at most 128.'),
    discoveryWithoutSession: list(named<AttemptRow>('AttemptRow'), 'Searches for a concentrator that have led to nothing.'),
    reconnects: count('How often a client opened a session after an earlier one of its own.'),
    counts: named<LineCounts>('LineCounts', 'What was counted.'),
    events: list(named<PppEvent>('PppEvent'), 'What happened, oldest first: the latest 100; 256 with `samples=all`.'),
    forgotten: Type.Object(
      {
        events: count('Events.'),
        sessions: count('Sessions that had ended.'),
        liveSessions: count('Sessions that had not.'),
        attempts: count('Searches.'),
      },
      { description: 'What was forgotten to keep all this bounded.' },
    ),
  },
  { description: 'PPPoE sessions, since the start.' },
);
