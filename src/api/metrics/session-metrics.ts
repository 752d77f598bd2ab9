import type { LineSummary } from '../../line/line-summary.ts';
import type { PppSessionRow } from '../../line/ppp/summary.ts';
import type { EchoTotals, ProbeTotals } from '../probe.ts';
import type { Sample } from '../prometheus.ts';
import { type Declaration, one } from './declaration.ts';

/** Round trips of so many echoes at most: those of days ago say nothing of now. */
const ECHOES = 60;
const QUANTILES = [0.5, 0.95] as const;
const INITIATORS = ['client', 'server', 'unknown'] as const;

/** PPPoE sessions. A line without PPPoE has none of these. */
export const SESSION_METRICS: readonly Declaration[] = [
  {
    name: 'wanprobe_pppoe_session_up',
    type: 'gauge',
    help: 'Whether there is a PPPoE session in which IP is up: 1 or 0.',
    samples: ({ line }) => (hasPppoe(line) ? one(line.ppp.sessions.some(isUp) ? 1 : 0) : []),
  },
  {
    name: 'wanprobe_pppoe_session_start_time_seconds',
    type: 'gauge',
    help: 'When the session that is up was opened, in seconds since 1970; left out where that was not seen.',
    samples: ({ line }) => {
      const openedAt = line.ppp.sessions.findLast(isUp)?.openedAt ?? null;
      return openedAt === null ? [] : one(Date.parse(openedAt) / 1000);
    },
  },
  {
    name: 'wanprobe_pppoe_reconnects_total',
    type: 'counter',
    help: 'How often a client opened a session after an earlier one of its own.',
    samples: ({ line }) => (hasPppoe(line) ? one(line.ppp.reconnects) : []),
  },
  {
    name: 'wanprobe_pppoe_terminations_total',
    type: 'counter',
    help: 'Sessions that ended, by reason.',
    samples: ({ line, totals }) =>
      hasPppoe(line) ? Object.entries(totals.terminations).map(([reason, value]) => ({ labels: { reason }, value })) : [],
  },
  {
    name: 'wanprobe_pppoe_echo_rtt_seconds',
    type: 'gauge',
    help: `Round trips of LCP echoes of the session that is up, its latest ${ECHOES}, by the end that asked.`,
    samples: ({ line }) => {
      const session = line.ppp.sessions.findLast(isUp);
      if (session === undefined || !session.rolesKnown) return [];
      return [...quantiles(session.echo.samples, 'client'), ...quantiles(session.serverEcho.samples, 'server')];
    },
  },
  {
    name: 'wanprobe_pppoe_echo_requests_total',
    type: 'counter',
    help: 'LCP echo requests, by the end that asked.',
    samples: (sources) => byInitiator(sources, 'sent'),
  },
  {
    name: 'wanprobe_pppoe_echo_lost_total',
    type: 'counter',
    help: 'LCP echo requests without a reply for three seconds, by the end that asked.',
    samples: (sources) => byInitiator(sources, 'lost'),
  },
  {
    name: 'wanprobe_pppoe_echo_late_total',
    type: 'counter',
    help: 'Replies that came after all to LCP echo requests that had been counted as lost.',
    samples: (sources) => byInitiator(sources, 'late'),
  },
];

function hasPppoe({ ppp, home }: LineSummary): boolean {
  return home.line.isPppoe || ppp.sessions.length > 0 || ppp.counts.padi > 0;
}

function isUp({ state }: PppSessionRow): boolean {
  return state === 'up';
}

function byInitiator(
  { line, totals }: { readonly line: LineSummary; readonly totals: ProbeTotals },
  name: keyof EchoTotals,
): readonly Sample[] {
  if (!hasPppoe(line)) return [];
  return INITIATORS.map((initiator) => ({ labels: { initiator }, value: totals.echo[initiator][name] }));
}

function quantiles(samples: PppSessionRow['echo']['samples'], initiator: 'client' | 'server'): Sample[] {
  const sorted = samples
    .slice(-ECHOES)
    .map(({ rttMillis }) => rttMillis)
    .sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  return QUANTILES.map((quantile) => {
    const rank = Math.max(1, Math.ceil(quantile * sorted.length));
    return { labels: { quantile: String(quantile), initiator }, value: sorted[rank - 1]! / 1000 };
  });
}
