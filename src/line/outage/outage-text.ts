import { secondsText } from './line-parts.ts';
import type { OutageCause } from './outage-row.ts';

export interface OutageTold {
  readonly cause: OutageCause;
  /** Addresses at which it was seen. */
  readonly at: readonly string[];
  readonly lastedMicros: number;
  readonly isOver: boolean;
}

/** While it lasts, and once it is over. */
interface Words {
  readonly now: string;
  readonly over: string;
}

const MOST_NAMED = 3;

const WORDS: Readonly<Record<Exclude<OutageCause, 'dns-only'>, Words>> = {
  reconnect: {
    now: 'The PPPoE session was ended, and is not back yet',
    over: 'The PPPoE session was ended and opened again',
  },
  'session-down': { now: 'There is no PPPoE session', over: 'There was no PPPoE session' },
  'no-frames': {
    now: 'Not one frame passes: the line, the router, a cable or the mirror port is dead',
    over: 'Not one frame passed: the line, the router, a cable or the mirror port was dead',
  },
  'no-return': {
    now: 'Requests go up the line and nothing comes back',
    over: 'Requests went up the line and nothing came back',
  },
  'dhcp-unanswered': {
    now: "The provider's side does not answer requests for an address",
    over: "The provider's side did not answer requests for an address",
  },
  'discovery-unanswered': {
    now: 'The router looks for a concentrator and nobody answers',
    over: 'The router looked for a concentrator and nobody answered',
  },
  'echo-lost': { now: 'LCP echo requests are no longer answered', over: 'LCP echo requests were not answered' },
  'dhcp-refused': { now: "The provider's side refuses an address", over: "The provider's side refused an address" },
  'discovery-refused': { now: "The provider's side refuses a session", over: "The provider's side refused a session" },
  'ipcp-failed': { now: 'The session gets no IPv4 address', over: 'The session got no IPv4 address' },
  'authentication-refused': {
    now: "The provider's side refuses the router's name and password",
    over: "The provider's side refused the router's name and password",
  },
};

/** An outage in one sentence: in the present tense while it lasts, in the past once it is over. */
export function outageText({ cause, at, lastedMicros, isOver }: OutageTold): string {
  const words = cause === 'dns-only' ? wordsOfNames(at) : WORDS[cause];
  const lasted = secondsText(lastedMicros);
  return isOver ? `${words.over}; it took ${lasted}.` : `${words.now}; so far for ${lasted}.`;
}

/** The servers are named: they may be anybody's. */
function wordsOfNames(servers: readonly string[]): Words {
  const more = servers.length - MOST_NAMED;
  const names = [...servers.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])];
  const whom = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  const who = servers.length === 0 ? '' : ` at ${whom}`;
  return {
    now: `Names cannot be looked up${who}, while other things are answered`,
    over: `Names could not be looked up${who}, while other things were answered`,
  };
}
