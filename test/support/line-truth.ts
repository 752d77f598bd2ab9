import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PppSessionRow, PppSummary } from '../../src/line/ppp/summary.ts';
import { findSharedFolder } from './shared-folder.ts';

/** Captures of a real line and what the programs on it logged; null where they are not. */
export const LINE_CAPTURES = findSharedFolder('line-captures');
export const SCENARIOS =
  LINE_CAPTURES === null ? ['not here'] : readdirSync(LINE_CAPTURES).filter((name) => name.endsWith('.json'));

/** The programs' logs lag the packets by so much. */
export const LOG_SECONDS = 0.5;
const LOG_RTT_MILLIS = 40;
/** `ipUpAt` is when pppd had run its script ip-pre-up: up to 0.6 s after it logged the acknowledgement that opens IPCP. */
const SCRIPT_SECONDS = 0.7;

export interface SessionTruth {
  readonly sessionId: number;
  readonly user: string;
  readonly openedAt: string;
  readonly ipUpAt: string | null;
  readonly closedAt: string;
  readonly authProtocol: string;
  readonly authResult: string;
  readonly authMessage: string;
  readonly localIpv4: string | null;
  readonly remoteIpv4: string | null;
  readonly dns: readonly string[];
  readonly mru: number;
  readonly peerMru: number;
  readonly acMac: string | null;
  readonly endedBy: string;
  readonly endReason: string;
  readonly ipv6cp: { readonly localLinkLocal: string; readonly remoteLinkLocal: string } | null;
  readonly discovery: { readonly padiSent: number; readonly padoTimeouts: number; readonly firstPadiAt: string } | null;
  readonly unansweredEchoes?: number;
  readonly echo: {
    readonly sent: number;
    readonly answered: number;
    readonly rttMillis: readonly (readonly [string, number])[] | null;
  } | null;
}

export interface TunnelTruth {
  /** `gretap` is GRE that carries Ethernet. */
  readonly type: 'gre' | 'gretap' | 'vxlan';
  readonly id: number | null;
  readonly outerLocal: string;
  readonly outerRemote: string;
  readonly routerCounters: { readonly rxPackets: number };
}

export interface Truth {
  readonly capture: { readonly file: string; readonly packets: number; readonly routerMac: string; readonly serverMac: string };
  readonly accessConcentrator: string;
  readonly echo: {
    readonly intervalSeconds: number;
    readonly failureAfter: number;
    readonly delayMillis: { readonly upstreamMillis: number; readonly downstreamMillis: number; readonly onlyWhile?: string };
  };
  readonly tunnels: readonly TunnelTruth[];
  readonly tcpRetransmittedSegments?: { readonly homeHost: number; readonly router: number; readonly webAndHub: number };
  readonly vlan?: { readonly id: number; readonly outerServiceTag: number | null };
  readonly sessions: readonly SessionTruth[];
  readonly discoveryWithoutSession?: unknown;
}

/** What was logged of a scenario, `01-normal-chap.json`. */
export function readTruth(scenario: string): Truth {
  return JSON.parse(readFileSync(join(LINE_CAPTURES!, scenario), 'utf8')) as Truth;
}

/** Where its capture lies. */
export function captureOf({ capture }: Truth): string {
  return join(LINE_CAPTURES!, capture.file);
}

export function secondsBetween(a: string | null, b: string | null): number {
  return a === null || b === null ? (a === b ? 0 : Number.POSITIVE_INFINITY) : (Date.parse(a) - Date.parse(b)) / 1000;
}

/** Everything the logs say of a line's sessions that the rows say otherwise, a line each. */
export function sessionDifferences(truth: Truth, summary: PppSummary): string[] {
  const found: string[] = [];
  const compare = (what: string, is: unknown, should: unknown): void => {
    if (JSON.stringify(is) !== JSON.stringify(should))
      found.push(`${what}: ${JSON.stringify(is)}, not ${JSON.stringify(should)}`);
  };
  compare(
    'sessions',
    summary.sessions.map(({ sessionId }) => sessionId),
    truth.sessions.map(({ sessionId }) => sessionId),
  );
  compare('reconnects', summary.reconnects, truth.sessions.length - 1);
  compare('ignored frames', summary.counts.ignoredFrames, 0);
  compare(
    'attempts without a session',
    summary.discoveryWithoutSession.length,
    truth.discoveryWithoutSession === undefined ? 0 : 1,
  );
  const vlans = truth.vlan === undefined ? [] : [truth.vlan.outerServiceTag, truth.vlan.id].filter((id) => id !== null);
  for (const [index, wanted] of truth.sessions.entries()) {
    const row = summary.sessions[index];
    if (row === undefined) continue;
    const of = (what: string) => `session ${wanted.sessionId} ${what}`;
    for (const time of ['openedAt', 'ipUpAt', 'closedAt'] as const) {
      const seconds = secondsBetween(row[time], wanted[time]);
      if (Math.abs(seconds) > (time === 'ipUpAt' ? SCRIPT_SECONDS : LOG_SECONDS))
        found.push(`${of(time)}: ${row[time]}, not ${wanted[time]}, ${seconds} s apart`);
    }
    compare(of('authProtocol'), row.authentication.protocol, wanted.authProtocol);
    compare(of('authResult'), row.authentication.result, wanted.authResult);
    compare(of('authMessage'), row.authentication.message, wanted.authMessage);
    for (const field of ['localIpv4', 'remoteIpv4', 'dns', 'mru', 'peerMru', 'endedBy', 'endReason'] as const) {
      compare(of(field), row[field], wanted[field]);
    }
    compare(of('clientMac'), row.clientMac, truth.capture.routerMac);
    compare(of('acMac'), row.concentratorMac, wanted.acMac ?? truth.capture.serverMac);
    compare(of('ipv6cp'), row.ipv6, wanted.ipv6cp);
    compare(of('acName'), row.acName, truth.accessConcentrator);
    compare(of('vlanIds'), row.vlanIds, vlans);
    if (wanted.unansweredEchoes !== undefined) compare(of('unansweredEchoes'), row.echo.unansweredRun, wanted.unansweredEchoes);
    found.push(...discoveryDifferences(row, wanted).map(of), ...echoDifferences(row, wanted).map(of));
  }
  return found;
}

function discoveryDifferences({ discovery }: PppSessionRow, wanted: SessionTruth): string[] {
  if (wanted.discovery === null) return [];
  const { padiSent, padoTimeouts, firstPadiAt } = wanted.discovery;
  const found: string[] = [];
  if (discovery?.padiSent !== padiSent) found.push(`padiSent: ${discovery?.padiSent}, not ${padiSent}`);
  if (discovery?.padoTimeouts !== padoTimeouts) found.push(`padoTimeouts: ${discovery?.padoTimeouts}, not ${padoTimeouts}`);
  const seconds = secondsBetween(discovery?.firstPadiAt ?? null, firstPadiAt);
  if (Math.abs(seconds) > LOG_SECONDS) found.push(`firstPadiAt: ${discovery?.firstPadiAt}, not ${firstPadiAt}`);
  return found;
}

function echoDifferences({ echo }: PppSessionRow, wanted: SessionTruth): string[] {
  if (wanted.echo === null) return [];
  const { sent, answered, rttMillis } = wanted.echo;
  const found: string[] = [];
  if (echo.requests !== sent || echo.replies !== answered) {
    found.push(`echo: ${echo.requests} sent, ${echo.replies} answered, not ${sent} and ${answered}`);
  }
  for (const [index, [at, millis]] of (rttMillis ?? []).entries()) {
    const sample = echo.samples[index];
    const isNear =
      sample !== undefined &&
      Math.abs(secondsBetween(sample.at, at)) <= LOG_SECONDS &&
      Math.abs(sample.rttMillis - millis) <= LOG_RTT_MILLIS;
    if (!isNear) found.push(`echo ${index}: ${sample?.rttMillis} ms at ${sample?.at}, not ${millis} ms at ${at}`);
  }
  return found;
}
