import { visibleText } from '../../decode/hostile-text.ts';
import type { LineSummary } from '../../line/line-summary.ts';
import type { DnsServerSummary } from '../../line/quality/dns-servers.ts';
import type { QualitySummary, SideSummary } from '../../line/quality/quality-window.ts';
import type { Distribution } from '../../line/quality/sketch.ts';
import { bytesText, countedText, countText, millisText, momentText } from '../units.ts';
import type { Fact } from './facts.ts';

/** Servers that were asked most. */
const MOST_SERVERS = 5;

/** How well the line carried what was sent over it: by side of the probe, then by DNS server. */
export function qualityFacts({ sides, dns, mtu }: QualitySummary): Fact[] {
  const facts: Fact[] = [];
  for (const [label, side] of [
    ['Line side', sides.line],
    ['Home side', sides.home],
  ] as const) {
    const text = sideText(side);
    if (text !== '') facts.push({ label, text });
  }
  const servers = [...dns.servers].sort((a, b) => b.queries - a.queries);
  for (const [index, server] of servers.slice(0, MOST_SERVERS).entries()) {
    const isSick = server.unanswered + server.failures > 0;
    facts.push({ label: index === 0 ? 'DNS' : '', text: serverText(server), ...(isSick && { tone: 'yellow' }) });
  }
  const others = servers.length - MOST_SERVERS;
  if (others > 0) facts.push({ label: '', text: `and ${countText(others)} more` });
  if (mtu.lineMtuIs === 'negotiated') facts.push({ label: 'MTU', text: `${countText(mtu.lineMtu)} bytes, as negotiated` });
  return facts;
}

/** What is wrong with packet sizes and with the mirror, each with its remedy. */
export function findingFacts({ quality, mirror }: LineSummary): Fact[] {
  const facts: Fact[] = [];
  for (const { severity, text, remedy } of quality.mtu.findings) {
    const tone = severity === 'serious' ? 'red' : severity === 'warning' ? 'yellow' : undefined;
    facts.push({ label: 'Packet size', text: visibleText(text), ...(tone !== undefined && { tone }) });
    facts.push({ label: '', text: `Remedy: ${visibleText(remedy)}` });
  }
  const told = new Set<string>();
  for (const { code, since, until, evidence, remedy } of mirror.findings) {
    const time = until === null ? `since ${momentText(since)}` : `from ${momentText(since)} to ${momentText(until)}`;
    facts.push({ label: 'Mirror', text: `${code.replaceAll('-', ' ')}, ${time}: ${visibleText(evidence)}`, tone: 'yellow' });
    if (!told.has(code)) facts.push({ label: '', text: `Remedy: ${visibleText(remedy)}` });
    told.add(code);
  }
  for (const direction of ['down', 'up'] as const) {
    const { bytes, share } = quality.mirrorLoss[direction];
    if (bytes === 0 || share === null) continue;
    const text = `lost ${bytesText(bytes)} of TCP going ${direction} (${shareText(share)}), which their receivers acknowledged`;
    facts.push({ label: 'Mirror', text, tone: 'yellow' });
  }
  return facts;
}

/** '' where nothing was measured. */
function sideText({ handshake, roundTrip, losses, lossShare, syns, unansweredSyns, resets, zeroWindows }: SideSummary): string {
  const parts: string[] = [];
  if (handshake.count > 0) parts.push(`handshake ${timesText(handshake)}`);
  if (roundTrip.count > 0) parts.push(`round trip ${timesText(roundTrip)}`);
  if (lossShare !== null) {
    parts.push(losses === 0 ? 'nothing lost' : `${countedText(losses, 'segment')} lost (${shareText(lossShare)})`);
  }
  if (unansweredSyns > 0) parts.push(`${countText(unansweredSyns)} of ${countText(syns)} SYNs unanswered`);
  if (resets > 0) parts.push(countedText(resets, 'reset'));
  if (zeroWindows > 0) parts.push(countedText(zeroWindows, 'zero window'));
  return parts.join('; ');
}

function serverText({ address, queries, answers, unanswered, failures, nxDomain, responseTime }: DnsServerSummary): string {
  const parts = [`${countedText(queries, 'question')}, ${countedText(answers, 'answer')}`];
  if (nxDomain > 0) parts.push(`${countText(nxDomain)} of them that there is no such name`);
  if (failures > 0) parts.push(countedText(failures, 'failure'));
  if (unanswered > 0) parts.push(`${countText(unanswered)} unanswered`);
  if (responseTime.count > 0) parts.push(timesText(responseTime));
  return `${address}: ${parts.join(', ')}`;
}

/** `12.3 ms (p95 40.1 ms)` */
function timesText({ medianMicros, p95Micros }: Distribution): string {
  return `${millisText((medianMicros ?? 0) / 1000)} (p95 ${millisText((p95Micros ?? 0) / 1000)})`;
}

/** Two significant digits: shares of loss are small. */
function shareText(share: number): string {
  return `${Number((100 * share).toPrecision(2))}%`;
}
