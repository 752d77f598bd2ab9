import type { TunnelRow } from '../traffic/summary.ts';
import type { StatusMessage } from './messages.ts';
import type { Answers, ProbeTotals, WindowNotice } from './probe.ts';
import { type Metric, type Sample, writeMetric } from './prometheus.ts';

/** Series of tunnels with labels of their own; all others are one. */
const MAX_TUNNEL_SERIES = 200;
/** Frames lost, by where. */
const LOSS_PLACES = ['card', 'kernel', 'probe'] as const;

/** All that metrics are made from. */
export interface MetricSources {
  readonly status: StatusMessage;
  readonly totals: ProbeTotals;
  readonly latest: WindowNotice | null;
  readonly tunnels: Answers['tunnels'];
}

interface Declaration extends Metric {
  readonly samples: (sources: MetricSources) => readonly Sample[];
}

const DECLARATIONS: readonly Declaration[] = [
  {
    name: 'wanprobe_build_info',
    type: 'gauge',
    help: 'Always 1; the label says which version runs.',
    samples: ({ status }) => [{ labels: { version: status.version }, value: 1 }],
  },
  {
    name: 'wanprobe_capture_frames_total',
    type: 'counter',
    help: 'Frames that reached the tables.',
    samples: ({ status }) => one(status.accounting.seen.frames),
  },
  {
    name: 'wanprobe_capture_dropped_total',
    type: 'counter',
    help: 'Frames that did not reach the tables, by where they were lost; a place that cannot tell is left out.',
    samples: ({ status }) =>
      LOSS_PLACES.flatMap((where) => {
        const value = status.losses[where];
        return value === null ? [] : [{ labels: { where }, value }];
      }),
  },
  {
    name: 'wanprobe_decode_problems_total',
    type: 'counter',
    help: 'Frames with something wrong in a header.',
    samples: ({ status }) =>
      status.problems.map(({ protocol, problem, frames }) => ({ labels: { protocol, problem }, value: frames })),
  },
  {
    name: 'wanprobe_wan_bytes_total',
    type: 'counter',
    help: 'Bytes on the wire by the innermost network protocol.',
    samples: ({ totals }) => [
      { labels: { family: 'ipv4' }, value: totals.ipv4Bytes },
      { labels: { family: 'ipv6' }, value: totals.ipv6Bytes },
      { labels: { family: 'other' }, value: totals.otherBytes },
    ],
  },
  {
    name: 'wanprobe_tunnel_bytes_total',
    type: 'counter',
    help: `Bytes on the wire of frames that carry a tunnel's header, by type and identifier; beyond ${MAX_TUNNEL_SERIES} of them, one series of type "other".`,
    samples: ({ tunnels }) => tunnelSamples(tunnels),
  },
  {
    name: 'wanprobe_flows_active',
    type: 'gauge',
    help: 'Conversations that had a frame in the last window.',
    samples: ({ latest }) => one(latest?.point.activeFlows ?? 0),
  },
  {
    name: 'wanprobe_flows_evicted_total',
    type: 'counter',
    help: 'Conversations evicted from the table to make room.',
    samples: ({ status }) => one(status.tables.find(({ name }) => name === 'flows')?.evicted ?? 0),
  },
];

/** Everything `/metrics` says. */
export function writeMetrics(sources: MetricSources): string {
  return DECLARATIONS.map((declaration) => writeMetric(declaration, declaration.samples(sources))).join('');
}

function one(value: number): readonly Sample[] {
  return [{ labels: {}, value }];
}

/**
 * The same tunnel between other endpoints is the same series. Who is first seen first keeps a series: were it who has most bytes, series
 * would come and go, and counters must not fall.
 */
function tunnelSamples({ list, other }: Answers['tunnels']): Sample[] {
  const series = new Map<string, { labels: Record<string, string>; value: number }>();
  let rest = other.wireBytes;
  for (const { type, id, wireBytes } of [...list].sort(byFirstSeen)) {
    const key = `${type} ${id}`;
    const known = series.get(key);
    if (known !== undefined) known.value += wireBytes;
    else if (series.size < MAX_TUNNEL_SERIES) series.set(key, { labels: { type, id: String(id ?? '') }, value: wireBytes });
    else rest += wireBytes;
  }
  const samples: Sample[] = [...series.values()];
  if (rest > 0) samples.push({ labels: { type: 'other', id: '' }, value: rest });
  return samples;
}

function byFirstSeen(a: TunnelRow, b: TunnelRow): number {
  return a.firstSeenAt < b.firstSeenAt ? -1 : Number(a.firstSeenAt > b.firstSeenAt);
}
