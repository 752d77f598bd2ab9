import type { HomeState, OutageRow, PppSessionRow } from '../../../src/api/messages.ts';
import { formatMillis } from './time.ts';

// Words for what the line says in codes. A code that a newer probe knows is shown as it is.

/** What an outage is: once it is over, and while it lasts. */
const CAUSES: Readonly<Record<OutageRow['cause'], readonly [over: string, now: string]>> = {
  reconnect: ['Session renewed', 'Session ended, not back yet'],
  'session-down': ['There was no session with the provider', 'No session with the provider'],
  'dns-only': ['Names were not answered', 'Names are not answered'],
  'no-frames': ['There was nothing on the line at all', 'Nothing on the line at all'],
  'no-return': ['Nothing came back', 'Nothing comes back'],
  'dhcp-unanswered': ['The provider gave no address (DHCP unanswered)', 'The provider gives no address (DHCP unanswered)'],
  'discovery-unanswered': ['The provider did not answer the router (PPPoE)', 'The provider does not answer the router (PPPoE)'],
  'echo-lost': ['The provider did not answer', 'The provider has stopped answering'],
  'dhcp-refused': ['The provider refused an address (DHCP)', 'The provider refuses an address (DHCP)'],
  'discovery-refused': ['The provider refused a session (PPPoE)', 'The provider refuses a session (PPPoE)'],
  'ipcp-failed': ['The provider gave no IPv4 address', 'The provider gives no IPv4 address'],
  'authentication-refused': ['The provider refused the login', 'The provider refuses the login'],
};

export function causeWord(cause: OutageRow['cause'], tense: 'now' | 'over' = 'over'): string {
  return CAUSES[cause]?.[tense === 'now' ? 1 : 0] ?? cause;
}

const KINDS: Readonly<Record<HomeState['line']['type'], string>> = {
  pppoe: 'A line with PPPoE: the router logs in and gets its address in a session',
  dhcp: 'A line with DHCP: the provider lends the router an address, without a login',
  static: 'A line with a fixed address',
  'ipv6-only': 'A line with IPv6 only',
  'ds-lite': 'A line with DS-Lite: IPv6, and IPv4 inside it',
  unknown: 'What kind of line this is is not known yet',
};

export function lineKindWords({ type }: HomeState['line']): string {
  return KINDS[type] ?? type;
}

/** What else is known of its kind: all that the probe says but its first words, which `lineKindWords` says already. */
export function lineDetailWords({ type, text }: HomeState['line']): string {
  const parts = text.split('; ');
  return (type === 'static' || !(type in KINDS) ? parts : parts.slice(1)).join('; ');
}

const HOW: Readonly<Record<HomeState['how'], string>> = {
  configured: 'as configured',
  discovery: 'seen when the PPPoE session was set up',
  ipcp: 'seen when the session’s addresses were agreed on',
  dhcp: 'seen in DHCP',
  'router-advertisement': 'as the provider’s router announces itself',
  arp: 'seen in ARP',
  inferred: 'inferred from the traffic, not seen being agreed on',
  unknown: 'not known yet',
};

export function howWords({ how, confidence }: Pick<HomeState, 'how' | 'confidence'>): string {
  const words = HOW[how] ?? how;
  return how === 'inferred' ? `${words} (${confidence === 'high' ? 'fairly sure' : 'not sure'})` : words;
}

const SOURCES: Readonly<Record<HomeState['prefixes'][number]['source'], string>> = {
  configured: 'configured',
  ipcp: 'from the session',
  dhcp: 'lent by DHCP',
  'prefix-delegation': 'lent to the home (prefix delegation)',
  'router-advertisement': 'announced by the provider',
  inferred: 'inferred',
};

export function sourceWords(source: HomeState['prefixes'][number]['source']): string {
  return SOURCES[source] ?? source;
}

/** Who ended a session; `null` is nobody by a word. */
export function endedByWords(endedBy: PppSessionRow['endedBy']): string {
  if (endedBy === null) return 'nobody said so';
  return endedBy === 'client' ? 'by the router' : 'by the provider';
}

const STATES: Readonly<Record<PppSessionRow['state'], string>> = {
  lcp: 'Setting up the link',
  authentication: 'Logging in',
  network: 'Asking for an address',
  up: 'Up',
  closed: 'Closed',
};

export function sessionStateWord(state: PppSessionRow['state']): string {
  return STATES[state] ?? state;
}

export function loginWords({ protocol, result, resultInferred, attempts }: PppSessionRow['authentication']): string {
  if (protocol === null && result === null) return 'not seen';
  const times = attempts > 1 ? `, ${attempts} attempts` : '';
  const outcome = result === null ? 'no answer seen' : result === 'success' ? 'accepted' : 'refused';
  const how = resultInferred ? ' (answer not seen)' : '';
  return `${protocol ?? 'protocol not seen'}, ${outcome}${times}${how}`;
}

export interface Phase {
  readonly id: keyof PppSessionRow['phases'];
  readonly name: string;
  readonly millis: number;
}

const PHASES: readonly (readonly [keyof PppSessionRow['phases'], string])[] = [
  ['discoveryMillis', 'finding the provider'],
  ['lcpMillis', 'link'],
  ['authenticationMillis', 'login'],
  ['ipcpMillis', 'IPv4 address'],
  ['ipv6cpMillis', 'IPv6'],
];

/** The steps of setting a session up that were seen, in their order. IPv6 is negotiated beside IPv4. */
export function phasesOf({ phases }: Pick<PppSessionRow, 'phases'>): readonly Phase[] {
  return PHASES.flatMap(([id, name]) => {
    const millis = phases[id];
    return millis === null || !Number.isFinite(millis) ? [] : [{ id, name, millis: Math.max(0, millis) }];
  });
}

export function phasesText(phases: readonly Phase[]): string {
  return phases.map(({ name, millis }) => `${name} ${formatMillis(millis)}`).join(', ');
}
