import { visibleText } from '../../decode/hostile-text.ts';
import type { LineSummary } from '../../line/line-summary.ts';
import type { Colors } from '../output.ts';
import type { Report } from '../report.ts';
import { bytesText, countedText, countText, durationText, momentText, percentText } from '../units.ts';
import { describeFacts, type Fact } from './facts.ts';
import { findingFacts, qualityFacts } from './quality-text.ts';
import { describeSessions, discoveryFacts } from './session-text.ts';
import { describeVerdict } from './verdict-text.ts';

/** What the access line is like, what it carried and what is wrong with it, then a paragraph for each session. '' for an empty capture. */
export function describeLine({ line, pppoe }: Pick<Report, 'line' | 'pppoe'>, colors: Colors): string {
  const { overhead } = line;
  if (overhead.down.frames + overhead.up.frames + overhead.unknown.frames === 0) return '';
  const facts = [
    ...homeFacts(line),
    ...volumeFacts(line),
    ...qualityFacts(line.quality),
    ...findingFacts(line),
    ...discoveryFacts(pppoe.discovery, line.ppp),
  ];
  return [
    describeVerdict(line, colors),
    `${colors.bold('Line')}\n${describeFacts(facts, colors)}`,
    ...describeSessions(line.ppp, colors),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function homeFacts({ home, leases }: LineSummary): Fact[] {
  const { line, how, confidence, evidence } = home;
  if (how === 'unknown') {
    return [{ label: 'Direction', text: `not known: ${visibleText(evidence)}; --router MAC or --home NET would tell` }];
  }
  const sure = confidence === 'high' ? '' : ` (${confidence} confidence)`;
  const facts: Fact[] = [
    { label: 'Kind', text: visibleText(line.text) },
    { label: 'Router', text: withOthers(home.routerMac, home.otherRouterMacs) },
    { label: 'Provider', text: withOthers(home.providerMac, home.otherProviderMacs) },
    { label: 'Known by', text: `${visibleText(evidence)}${sure}` },
  ];
  if (home.refusedClaims > 0) {
    const text = `${countedText(home.refusedClaims, 'claim')} of others to be an end of the line changed nothing`;
    facts.push({ label: '', text, tone: 'yellow' });
  }
  return [...facts, ...addressFacts(home), ...leaseFacts(leases)];
}

function withOthers(mac: string | null, others: readonly string[]): string {
  const text = mac ?? 'not known';
  return others.length === 0 ? text : `${text}; also ${others.join(', ')}`;
}

function addressFacts({ localIpv4, localIpv4Source, remoteIpv4, prefixes }: LineSummary['home']): Fact[] {
  const facts: Fact[] = [];
  if (localIpv4 !== null) {
    const far = remoteIpv4 === null ? '' : `, the provider's end ${remoteIpv4}`;
    facts.push({ label: 'Addresses', text: `${localIpv4} (${localIpv4Source ?? 'unknown'})${far}` });
  }
  for (const { prefix, source } of prefixes)
    facts.push({ label: facts.length === 0 ? 'Addresses' : '', text: `${prefix} (${source})` });
  return facts;
}

function leaseFacts({ dhcpv4, dhcpv6 }: LineSummary['leases']): Fact[] {
  const facts: Fact[] = [];
  const { lease } = dhcpv4;
  if (lease !== null) {
    const time = lease.leaseSeconds === null ? '' : ` for ${durationText(lease.leaseSeconds)}`;
    const gateway = lease.gateway === null ? '' : `, gateway ${lease.gateway}`;
    const dns = lease.dnsServers.length === 0 ? '' : `, DNS ${lease.dnsServers.join(', ')}`;
    const text = `${lease.address}${time} since ${momentText(lease.obtainedAt)}, ${renewedText(lease.renewals)}${gateway}${dns}`;
    facts.push({ label: 'DHCP', text });
  }
  if (dhcpv4.counts.unanswered > 0) {
    facts.push({ label: 'DHCP', text: `${countedText(dhcpv4.counts.unanswered, 'request')} unanswered`, tone: 'yellow' });
  }
  if (dhcpv4.counts.refusals > 0)
    facts.push({ label: 'DHCP', text: `${countedText(dhcpv4.counts.refusals, 'request')} refused`, tone: 'yellow' });
  if (dhcpv6.lease !== null) {
    const { prefixes, addresses, obtainedAt, renewals, aftrName } = dhcpv6.lease;
    const lent = [...prefixes, ...addresses].map(({ text }) => text).join(', ') || 'settings only';
    const aftr = aftrName === null ? '' : `, IPv4 ends at ${visibleText(aftrName)}`;
    facts.push({ label: 'DHCPv6', text: `${lent} since ${momentText(obtainedAt)}, ${renewedText(renewals)}${aftr}` });
  }
  return facts;
}

function volumeFacts({ overhead }: LineSummary): Fact[] {
  const facts: Fact[] = [];
  for (const [label, bytes] of [
    ['Down', overhead.down],
    ['Up', overhead.up],
    ['No direction', overhead.unknown],
  ] as const) {
    const { frames, wireBytes, payloadBytes, tunnelBytes } = bytes;
    if (frames === 0) continue;
    const overheadText = `${percentText(wireBytes - payloadBytes, wireBytes)} overhead`;
    const tunnels = tunnelBytes === 0 ? '' : ` (${bytesText(tunnelBytes)} of it headers of tunnels)`;
    facts.push({
      label,
      text: `${countedText(frames, 'frame')}, ${bytesText(wireBytes)}: ${bytesText(payloadBytes)} payload${tunnels}, ${overheadText}`,
    });
  }
  return facts;
}

function renewedText(renewals: number): string {
  return renewals === 0 ? 'not renewed' : `renewed ${renewals === 1 ? 'once' : `${countText(renewals)} times`}`;
}
