import type { TunnelRow } from '../../traffic/summary.ts';
import type { Answers } from '../probe.ts';
import type { Sample } from '../prometheus.ts';
import type { Declaration } from './declaration.ts';

/** Series of tunnels with labels of their own; all others are one. */
const MAX_TUNNEL_SERIES = 200;

/** The tunnels of one series, added up. */
interface Series {
  readonly labels: { readonly type: string; readonly id: string };
  wireBytes: number;
  downBytes: number;
  upBytes: number;
}

export const TUNNEL_METRICS: readonly Declaration[] = [
  {
    name: 'wanprobe_tunnel_bytes_total',
    type: 'counter',
    help: `Bytes on the wire of frames that carry a tunnel's header, by type and identifier; beyond ${MAX_TUNNEL_SERIES} of them, one series of type "other".`,
    samples: ({ tunnels }) => totalSamples(tunnels),
  },
  {
    name: 'wanprobe_tunnel_direction_bytes_total',
    type: 'counter',
    help: 'Of wanprobe_tunnel_bytes_total, what came down the line and what went up; of the rest it is not known.',
    samples: ({ tunnels }) => directedSamples(tunnels),
  },
];

function totalSamples({ list, other }: Answers['tunnels']): Sample[] {
  const [series, rest] = collect(list);
  const samples = series.map(({ labels, wireBytes }): Sample => ({ labels: { ...labels }, value: wireBytes }));
  const restBytes = rest.wireBytes + other.wireBytes;
  if (restBytes > 0) samples.push({ labels: { ...rest.labels }, value: restBytes });
  return samples;
}

function directedSamples({ list }: Answers['tunnels']): Sample[] {
  const [series, rest] = collect(list);
  const all = rest.wireBytes > 0 ? [...series, rest] : series;
  return all.flatMap(({ labels, downBytes, upBytes }) => [
    { labels: { ...labels, direction: 'down' }, value: downBytes },
    { labels: { ...labels, direction: 'up' }, value: upBytes },
  ]);
}

/**
 * The same tunnel between other endpoints is the same series. Who is first seen first keeps a series: were it who has most bytes, series
 * would come and go, and counters must not fall.
 */
function collect(list: readonly TunnelRow[]): [series: Series[], rest: Series] {
  const series = new Map<string, Series>();
  const rest: Series = { labels: { type: 'other', id: '' }, wireBytes: 0, downBytes: 0, upBytes: 0 };
  for (const { type, id, wireBytes, down, up } of [...list].sort(byFirstSeen)) {
    const key = `${type} ${id}`;
    let sum = series.get(key);
    if (sum === undefined && series.size < MAX_TUNNEL_SERIES) {
      sum = { labels: { type, id: String(id ?? '') }, wireBytes: 0, downBytes: 0, upBytes: 0 };
      series.set(key, sum);
    }
    sum ??= rest;
    sum.wireBytes += wireBytes;
    sum.downBytes += down.wireBytes;
    sum.upBytes += up.wireBytes;
  }
  return [[...series.values()], rest];
}

function byFirstSeen(a: TunnelRow, b: TunnelRow): number {
  return a.firstSeenAt < b.firstSeenAt ? -1 : Number(a.firstSeenAt > b.firstSeenAt);
}
