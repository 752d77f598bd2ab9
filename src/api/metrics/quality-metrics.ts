import type { BySide } from '../../line/quality/round-trips.ts';
import type { Distribution } from '../../line/quality/sketch.ts';
import type { Sample } from '../prometheus.ts';
import { byDirection, type Declaration, DIRECTIONS, one } from './declaration.ts';

const SIDES = ['line', 'home', 'unknown'] as const;
const LAYERS = {
  ethernet: 'ethernetBytes',
  vlan: 'vlanBytes',
  pppoe: 'pppoeBytes',
  mpls: 'mplsBytes',
  control: 'controlBytes',
} as const;

/** How well the line carries what is sent over it, and what that costs. */
export const QUALITY_METRICS: readonly Declaration[] = [
  {
    name: 'wanprobe_payload_bytes_total',
    type: 'counter',
    help: 'Bytes of the IP packets that the line carries, by direction: what a provider bills.',
    samples: ({ line }) => byDirection((direction) => line.overhead[direction].payloadBytes),
  },
  {
    name: 'wanprobe_overhead_bytes_total',
    type: 'counter',
    help: 'Bytes on the wire beside the payload, by direction and layer; with the payload they are all bytes on the wire.',
    samples: ({ line }) =>
      DIRECTIONS.flatMap((direction) =>
        Object.entries(LAYERS).map(([layer, name]) => ({
          labels: { direction, layer },
          value: line.overhead[direction][name],
        })),
      ),
  },
  {
    name: 'wanprobe_tunnel_overhead_bytes_total',
    type: 'counter',
    help: 'Of the payload, bytes that are headers around the innermost IP packet, by direction.',
    samples: ({ line }) => byDirection((direction) => line.overhead[direction].tunnelBytes),
  },
  {
    name: 'wanprobe_tcp_data_segments_total',
    type: 'counter',
    help: 'TCP segments with data, SYN or FIN, by direction.',
    samples: ({ line }) => byDirection((direction) => line.quality.tcp[direction].dataSegments),
  },
  {
    name: 'wanprobe_tcp_retransmissions_total',
    type: 'counter',
    help: 'TCP segments sent again, by direction.',
    samples: ({ line }) => byDirection((direction) => line.quality.tcp[direction].retransmissions),
  },
  {
    name: 'wanprobe_tcp_handshake_seconds',
    type: 'gauge',
    help: 'TCP handshakes of the last minute, by side of the probe: from SYN to SYN/ACK or from SYN/ACK to ACK.',
    samples: ({ recentTimes }) => quantiles(recentTimes.handshake),
  },
  {
    name: 'wanprobe_tcp_round_trip_seconds',
    type: 'gauge',
    help: 'TCP round trips of the last minute while connections run, by side of the probe.',
    samples: ({ recentTimes }) => quantiles(recentTimes.roundTrip),
  },
  {
    name: 'wanprobe_mirror_lost_bytes_total',
    type: 'counter',
    help: 'TCP data that were acknowledged and never seen, by direction: the mirror lost them.',
    samples: ({ line }) => byDirection((direction) => line.quality.tcp[direction].mirrorLostBytes),
  },
  {
    name: 'wanprobe_dns_queries_total',
    type: 'counter',
    help: 'DNS questions of home, those sent again included.',
    samples: ({ totals }) => one(totals.dns.queries),
  },
  {
    name: 'wanprobe_dns_answers_total',
    type: 'counter',
    help: 'Answers to them.',
    samples: ({ totals }) => one(totals.dns.answers),
  },
  {
    name: 'wanprobe_dns_failures_total',
    type: 'counter',
    help: 'Of the answers, those that say that the server could not or would not; that there is no such name is none of them.',
    samples: ({ totals }) => one(totals.dns.failures),
  },
  {
    name: 'wanprobe_dns_unanswered_total',
    type: 'counter',
    help: 'DNS questions without an answer for five seconds.',
    samples: ({ totals }) => one(totals.dns.unanswered),
  },
];

/** A side without a measurement is left out. */
function quantiles(times: BySide<Distribution>): Sample[] {
  return SIDES.flatMap((side) => {
    const { medianMicros, p95Micros } = times[side];
    if (medianMicros === null || p95Micros === null) return [];
    return [
      { labels: { quantile: '0.5', side }, value: medianMicros / 1e6 },
      { labels: { quantile: '0.95', side }, value: p95Micros / 1e6 },
    ];
  });
}
