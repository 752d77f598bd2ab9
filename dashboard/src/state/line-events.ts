import type { LineMessage } from '../../../src/api/messages.ts';

export interface LineEvent {
  readonly at: string;
  readonly text: string;
  readonly count: number;
  readonly tone: 'bad' | 'good' | 'plain';
}

const BAD: ReadonlySet<string> = new Set([
  'pads-error',
  'padt',
  'discovery-unanswered',
  'lcp-terminate',
  'authentication-failed',
  'ipcp-failed',
  'ipcp-closed',
  'echo-lost',
  'session-closed',
  'refused',
  'declined',
  'unanswered',
  'expired',
  'withdrawn',
]);
const GOOD: ReadonlySet<string> = new Set(['session-opened', 'ipcp-open', 'ipv6cp-open', 'echo-again', 'obtained', 'renewed']);

const PROTOCOLS = { dhcpv4: 'DHCP', dhcpv6: 'DHCPv6', 'router-advertisement': 'Router advertisement' } as const;

/** Sessions, addresses and who is who on one timeline, the latest first. */
export function lineEvents({ ppp, leases, home }: Pick<LineMessage, 'ppp' | 'leases' | 'home'>): readonly LineEvent[] {
  const sessions = ppp.events.map(({ lastAt, kind, text, count }) => ({ at: lastAt, text, count, tone: toneOf(kind) }));
  const addresses = leases.timeline.map(({ at, kind, text, protocol }) => ({
    at,
    text: `${PROTOCOLS[protocol] ?? protocol}: ${text}`,
    count: 1,
    tone: toneOf(kind),
  }));
  const roles = home.events.map(({ at, kind, text }) => ({
    at,
    text: `Who is who ${kind === 'changed' ? 'changed' : kind === 'learnt' ? 'learnt' : 'confirmed'}: ${text}`,
    count: 1,
    tone: 'plain' as const,
  }));
  // Times are of one format, so text order is time order; equal times stay as they came, later ones first.
  return [...roles, ...addresses, ...sessions]
    .reverse()
    .sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
}

function toneOf(kind: string): LineEvent['tone'] {
  if (BAD.has(kind)) return 'bad';
  return GOOD.has(kind) ? 'good' : 'plain';
}
