import { visibleText } from '../../decode/hostile-text.ts';
import type { AttemptRow, EchoRow, PppSessionRow, PppSummary } from '../../line/ppp/summary.ts';
import type { DiscoveryCounts } from '../../traffic/summary.ts';
import type { Colors } from '../output.ts';
import { countText, durationText, millisText, momentText } from '../units.ts';
import { describeFacts, type Fact } from './facts.ts';

/** The latest sessions have a paragraph each, earlier ones are counted. */
const MOST_SESSIONS = 10;
const MOST_ATTEMPTS = 5;

/** A paragraph for each of the latest sessions, oldest first. */
export function describeSessions({ sessions }: PppSummary, colors: Colors): string[] {
  const listed = sessions.slice(-MOST_SESSIONS);
  const earlier = sessions.slice(0, -MOST_SESSIONS);
  const paragraphs = listed.map((session) => `${colors.bold(titleOf(session))}\n${describeFacts(sessionFacts(session), colors)}`);
  if (earlier.length > 0) paragraphs.unshift(`${earlierText(earlier)}\n`);
  return paragraphs;
}

/** Packets of discovery, searches for a concentrator that led to nothing, and reconnects. */
export function discoveryFacts(counts: DiscoveryCounts, { discoveryWithoutSession, reconnects }: PppSummary): Fact[] {
  const packets = Object.entries(counts).filter(([, count]) => count > 0);
  const list = packets.map(([code, count]) => `${countText(count)} ${code.toUpperCase()}`).join(', ');
  const facts: Fact[] = list === '' ? [] : [{ label: 'Discovery', text: list }];
  for (const attempt of discoveryWithoutSession.slice(-MOST_ATTEMPTS)) {
    facts.push({ label: 'No session', text: attemptText(attempt), tone: 'yellow' });
  }
  const more = discoveryWithoutSession.length - MOST_ATTEMPTS;
  if (more > 0) facts.push({ label: '', text: `and ${countText(more)} earlier searches` });
  if (reconnects > 0) facts.push({ label: 'Reconnects', text: countText(reconnects) });
  return facts;
}

function attemptText({ clientMac, padiSent, firstPadiAt, lastPadiAt, padoReceived, offers, errors }: AttemptRow): string {
  const when = firstPadiAt === null || lastPadiAt === null ? '' : ` from ${momentText(firstPadiAt)} to ${momentText(lastPadiAt)}`;
  const names = offers.map(({ acName, mac }) => visibleText(acName ?? mac)).join(', ');
  const answer = padoReceived === 0 ? 'nobody answered' : `${names || 'somebody'} offered a session that was not opened`;
  const told = errors.map(({ name, text }) => `; ${name} "${visibleText(text)}"`).join('');
  return `${clientMac} looked for a concentrator ${padiSent === 1 ? 'once' : `${countText(padiSent)} times`}${when}: ${answer}${told}`;
}

function earlierText(sessions: readonly PppSessionRow[]): string {
  const reasons = new Map<string, number>();
  for (const { endReason } of sessions) reasons.set(endReason ?? 'open', (reasons.get(endReason ?? 'open') ?? 0) + 1);
  const list = [...reasons].map(([reason, count]) => `${countText(count)} ${reason}`).join(', ');
  return `${countText(sessions.length)} earlier sessions (${list}); --json has them all`;
}

function titleOf({ sessionId, acName, vlanIds }: PppSessionRow): string {
  const name = sessionId === null ? 'PPP session' : `PPPoE session ${sessionId}`;
  const vlans = vlanIds.length === 0 ? '' : `, VLAN ${vlanIds.toReversed().join(' in ')}`;
  return `${name}${acName === null ? '' : ` with ${visibleText(acName)}`}${vlans}`;
}

function sessionFacts(session: PppSessionRow): Fact[] {
  const facts: (Fact | null)[] = [
    { label: 'Ends', text: endsText(session) },
    { label: 'Opened', text: openedText(session) },
    loginFact(session),
    addressFact(session),
    sizeFact(session),
    echoFact(session.echo, session.rolesKnown ? "router's" : "one end's"),
    echoFact(session.serverEcho, session.rolesKnown ? "provider's" : "the other's"),
    endFact(session),
  ];
  return facts.filter((fact) => fact !== null);
}

function endsText({ clientMac, concentratorMac, rolesKnown, rolesInferred, discovery }: PppSessionRow): string {
  const [client, server] = [clientMac ?? 'not known', concentratorMac ?? 'not known'];
  if (!rolesKnown) return `${client} and ${server}; which is the router is not known`;
  const why = discovery === null ? 'discovery was not seen' : 'nobody was seen to confirm the session';
  return `router ${client}, provider ${server}${rolesInferred ? ` (inferred: ${why})` : ''}`;
}

function openedText({ openedAt, ipUpAt, firstSeenAt, phases, uptimeSeconds, state, discovery }: PppSessionRow): string {
  if (openedAt === null && discovery !== null) return `unseen; known to be in use from ${momentText(firstSeenAt)}`;
  if (openedAt === null) return `before the capture; seen from ${momentText(firstSeenAt)}`;
  const steps = [
    ['discovery', phases.discoveryMillis],
    ['LCP', phases.lcpMillis],
    ['authentication', phases.authenticationMillis],
    ['IPCP', phases.ipcpMillis],
  ] as const;
  const took = steps.flatMap(([name, millis]) => (millis === null ? [] : [`${name} ${millisText(millis)}`])).join(', ');
  const up =
    ipUpAt !== null
      ? `, up after ${millisText(Date.parse(ipUpAt) - Date.parse(openedAt))}`
      : state === 'up' || uptimeSeconds !== null
        ? ', up with IPv6 only'
        : ', never up';
  return `${momentText(openedAt)}${up}${took === '' ? '' : ` (${took})`}`;
}

function loginFact({ authentication: { protocol, result, resultInferred, message, attempts } }: PppSessionRow): Fact | null {
  if (protocol === null && result === null) return null;
  const outcome = result === null ? 'without an answer' : result === 'success' ? 'accepted' : 'refused';
  const said = message === null ? '' : `, saying "${visibleText(message)}"`;
  const tries = attempts > 1 ? ` after ${countText(attempts)} attempts` : '';
  const how = resultInferred ? ', as what follows shows: the answer was not seen' : '';
  const tone = result === 'failure' ? 'red' : result === null ? 'yellow' : undefined;
  return { label: 'Login', text: `${protocol ?? 'seen'} ${outcome}${tries}${said}${how}`, ...(tone !== undefined && { tone }) };
}

function addressFact({ localIpv4, remoteIpv4, dns, ipcpFailure, ipv6 }: PppSessionRow): Fact | null {
  const parts: string[] = [];
  if (localIpv4 !== null) parts.push(localIpv4);
  if (remoteIpv4 !== null) parts.push(`the provider's end ${remoteIpv4}`);
  if (dns.length > 0) parts.push(`DNS ${dns.join(', ')}`);
  if (ipv6 !== null) {
    parts.push(`IPv6 ${ipv6.localLinkLocal ?? 'of the router not known'}, the provider's ${ipv6.remoteLinkLocal ?? 'not known'}`);
  }
  if (ipcpFailure !== null) return { label: 'Addresses', text: [visibleText(ipcpFailure), ...parts].join('; '), tone: 'red' };
  return parts.length === 0 ? null : { label: 'Addresses', text: parts.join(', ') };
}

function sizeFact({ mru, peerMru, maxPayload }: PppSessionRow): Fact | null {
  if (mru === null && peerMru === null && maxPayload.asked === null) return null;
  const of = (size: number | null): string => (size === null ? 'the default' : String(size));
  const asked =
    maxPayload.asked === null
      ? ''
      : `; asked for ${maxPayload.asked} (PPP-Max-Payload), granted ${maxPayload.granted ?? 'nothing'}`;
  return { label: 'MRU', text: `${of(mru)}, the provider's ${of(peerMru)}${asked}` };
}

function echoFact(echo: EchoRow, whose: string): Fact | null {
  const { requests, replies, lost, late, unansweredRun, isSparse, rttMillis } = echo;
  if (requests === 0) return null;
  const parts = [`${whose}: ${countText(replies)} of ${countText(requests)} answered`];
  if (rttMillis !== null) {
    parts.push(`median ${millisText(rttMillis.median)}, p95 ${millisText(rttMillis.p95)}, max ${millisText(rttMillis.max)}`);
  }
  if (lost > 0) parts.push(`${countText(lost)} lost`);
  if (late > 0) parts.push(`${countText(late)} late`);
  if (unansweredRun > 1) parts.push(`the last ${countText(unansweredRun)} unanswered`);
  if (isSparse) parts.push('left out while traffic flows');
  return { label: 'Echoes', text: parts.join(', '), ...(lost > 0 && { tone: 'yellow' }) };
}

const WHO = { client: 'by the router', server: "by the provider's side" } as const;

function endFact({ closedAt, endedBy, reasonText, uptimeSeconds, timesReopened, endReason }: PppSessionRow): Fact {
  const up = uptimeSeconds === null ? '' : ` after ${durationText(uptimeSeconds)}`;
  const again = timesReopened === 0 ? '' : `; taken for over ${timesReopened === 1 ? 'once' : `${timesReopened} times`} before`;
  if (closedAt === null)
    return { label: 'Open', text: `at the end of the capture${up === '' ? ', never up' : `,${up}`}${again}` };
  // Most reasons begin with who it was.
  const by =
    endedBy === null || (reasonText ?? '').startsWith('The router') || (reasonText ?? '').startsWith('The provider')
      ? ''
      : ` ${WHO[endedBy]}`;
  const why = reasonText === null ? '' : `: ${visibleText(reasonText)}`;
  const isPlanned = endReason === 'user-request';
  return { label: 'Ended', text: `${momentText(closedAt)}${up}${by}${why}${again}`, ...(!isPlanned && { tone: 'yellow' }) };
}
