// Cold. Who ended a session and why, in words: from what was seen up to its end, and from what is known of its ends by now.

import { counted, quoted } from './line-log.ts';
import { otherSide, type Side } from './negotiation.ts';
import type { PppSession, SessionEnd } from './session.ts';
import type { End } from './timeline.ts';

export type EndReason =
  | 'user-request'
  | 'lcp-terminate'
  | 'padt'
  | 'authentication-failed'
  | 'echo-timeout'
  | 'silence'
  | 'lcp-failed'
  | 'ipcp-failed'
  | 'replaced';

export interface Verdict {
  readonly endedBy: End | null;
  readonly endReason: EndReason;
  /** One sentence for people. */
  readonly reasonText: string;
}

/** Which end first said that the session is over, and how. */
interface FirstWord {
  readonly side: Side;
  readonly how: 'terminate' | 'padt';
  readonly at: number;
  readonly text: string;
}

/** From so many unanswered requests on the client gave up because of them even where other frames still came. */
const CERTAIN_UNANSWERED = 3;
const FEWEST_UNANSWERED = 2;
const SAYS_ECHO = /not responding|no response|echo|dead peer|keep-?alive/i;
const SAYS_USER = /\buser request|\badmin/i;
const SAYS_NO_NETWORK = /no network protocols|interface configuration|\bipcp\b|\bncp\b/i;

/** Null while the session is not over. */
export function judge(session: PppSession): Verdict | null {
  if (session.closedAt === null) return null;
  const first = firstWordOf(session);
  return (
    judgeAuthentication(session) ??
    judgeEchoes(session, first) ??
    judgeWithoutWord(session, first) ??
    judgeIpcp(session, first) ??
    judgeFirstWord(session, first!)
  );
}

function firstWordOf(session: PppSession): FirstWord | null {
  const { padt } = session;
  const words: FirstWord[] = padt === null ? [] : [{ side: padt.side, how: 'padt', at: padt.at, text: padt.text }];
  for (const side of [0, 1] as const) {
    const { terminate } = session.ends[side];
    if (terminate !== null) words.push({ side, how: 'terminate', at: terminate.firstAt, text: terminate.text });
  }
  return words.sort((a, b) => a.at - b.at)[0] ?? null;
}

function judgeAuthentication(session: PppSession): Verdict | null {
  const { authentication } = session;
  if (authentication.result !== 'failure') return null;
  const endedBy = authentication.authenticator === null ? 'server' : session.roleOf(authentication.authenticator);
  const said = quoted(authentication.message);
  const protocol = authentication.protocol ?? 'the';
  const who = endedBy === 'client' ? 'The router' : 'The provider';
  return {
    endedBy,
    endReason: 'authentication-failed',
    reasonText: `${who} refused the ${protocol} authentication${said === '' ? '' : `:${said}`}`,
  };
}

function judgeEchoes(session: PppSession, first: FirstWord | null): Verdict | null {
  const { client, clientSide } = session;
  if (client === null || (first !== null && first.side !== clientSide)) return null;
  const text = first?.text ?? '';
  if (SAYS_USER.test(text)) return null;
  const { unansweredAtClose: unanswered, isOtherSilentAtClose } = client;
  const says = SAYS_ECHO.test(text);
  const gaveUp = says || unanswered >= CERTAIN_UNANSWERED || (unanswered >= FEWEST_UNANSWERED && isOtherSilentAtClose);
  const isOwnDoing = says || first !== null || session.cause === 'echo-timeout';
  if (!gaveUp || !isOwnDoing) return null;
  const requests = counted(unanswered, 'unanswered LCP echo request');
  const reasonText =
    unanswered > 0
      ? `The router gave up after ${requests}${quoted(text)}`
      : `The router gave up because the provider's side did not answer it${quoted(text)}`;
  return { endedBy: 'client', endReason: 'echo-timeout', reasonText };
}

/** Nobody said that it was over. */
function judgeWithoutWord(session: PppSession, first: FirstWord | null): Verdict | null {
  if (first !== null) return null;
  if (session.openedAt !== null && session.lcp.openedAt === null && session.cause !== 'padt') {
    const wasTried = session.lcp.firstRequestAt !== null;
    const how = wasTried ? 'the link was never agreed on (LCP)' : 'nothing followed the PADS';
    return { endedBy: null, endReason: 'lcp-failed', reasonText: `The session came to nothing: ${how}` };
  }
  if (session.ipcpFailure !== null && session.ipUpAt === null) return ipcpVerdict(session, null);
  if (session.cause === 'replaced') {
    const reasonText = 'The router began a new session without having ended this one';
    return { endedBy: session.clientSide === null ? null : 'client', endReason: 'replaced', reasonText };
  }
  return { endedBy: null, endReason: 'silence', reasonText: 'Nothing more was heard of the session, from either end' };
}

function judgeIpcp(session: PppSession, first: FirstWord | null): Verdict | null {
  if (first === null || session.ipUpAt !== null || session.isIpUp || session.openedAt === null) return null;
  if (session.ipv6cp.isOpen || SAYS_USER.test(first.text)) return null;
  return session.ipcpFailure !== null || SAYS_NO_NETWORK.test(first.text) ? ipcpVerdict(session, first) : null;
}

function ipcpVerdict(session: PppSession, first: FirstWord | null): Verdict {
  const why = session.ipcpFailure ?? 'the ends did not agree';
  return {
    endedBy: first === null ? null : session.roleOf(first.side),
    endReason: 'ipcp-failed',
    reasonText: `The session got no IPv4 address: ${lowerFirst(why)}${quoted(first?.text ?? null)}`,
  };
}

function judgeFirstWord(session: PppSession, first: FirstWord): Verdict {
  const endedBy = session.roleOf(first.side);
  const who =
    endedBy === 'client' ? 'The router' : endedBy === 'server' ? "The provider's side" : nameOf(session.ends[first.side]);
  const why = first.text === '' ? 'without saying why' : `saying${quoted(first.text)}`;
  if (first.how === 'padt') return { endedBy, endReason: 'padt', reasonText: `${who} ended the session ${why} (PADT)` };
  const { ackedAt } = session.ends[first.side].terminate!;
  const hasAnswer = ackedAt !== null || session.ends[otherSide(first.side)].terminate !== null;
  const alone = hasAnswer ? '' : ', which the other end did not confirm';
  return {
    endedBy,
    endReason: endedBy === 'client' ? 'user-request' : 'lcp-terminate',
    reasonText: `${who} ended the session ${why} (LCP Terminate-Request)${alone}`,
  };
}

function nameOf({ mac }: SessionEnd): string {
  return mac === null ? 'One end' : `One end (${mac.text})`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
