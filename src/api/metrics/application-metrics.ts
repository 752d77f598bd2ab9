import type { ApplicationRow } from '../../traffic/summary.ts';
import type { Sample } from '../prometheus.ts';
import { type Declaration, one } from './declaration.ts';

/** Series of applications with labels of their own; all others are one. */
const MAX_APPLICATION_SERIES = 400;

interface Labels {
  readonly [label: string]: string;
  readonly application: string;
  readonly category: string;
}

/** What the line is used for, and how much of that can be told. */
export const APPLICATION_METRICS: readonly Declaration[] = [
  {
    name: 'wanprobe_application_bytes_total',
    type: 'counter',
    help: `Bytes on the wire by application (a service where one is known, else the protocol); beyond ${MAX_APPLICATION_SERIES} of them, one series "other". Its protocol may be a guess by port.`,
    samples: ({ applications }) => {
      const { series, other } = collect(applications.list);
      const samples = series.map(({ labels, bytes }): Sample => ({ labels, value: bytes }));
      const rest = other + applications.other.wireBytes;
      return rest === 0 ? samples : [...samples, { labels: { application: 'other', category: 'other' }, value: rest }];
    },
  },
  {
    name: 'wanprobe_encrypted_hellos_total',
    type: 'counter',
    help: 'ClientHellos that say they hide another one (ECH); clients also pretend to.',
    samples: ({ names }) => one(names.encryptedHellos),
  },
  {
    name: 'wanprobe_unopened_quic_packets_total',
    type: 'counter',
    help: 'Packets of QUIC that were not looked into for a name, because too many came within a second.',
    samples: ({ names }) => one(names.unopenedPackets),
  },
];

/** The same application over several protocols is one series. Who was seen first keeps a series, for counters must not fall. */
function collect(list: readonly ApplicationRow[]): {
  readonly series: { labels: Labels; bytes: number }[];
  readonly other: number;
} {
  const sums = new Map<string, { labels: Labels; bytes: number }>();
  let other = 0;
  for (const { application, category, wireBytes } of [...list].sort(byFirstSeen)) {
    const known = sums.get(application);
    if (known !== undefined) known.bytes += wireBytes;
    else if (sums.size < MAX_APPLICATION_SERIES) sums.set(application, { labels: { application, category }, bytes: wireBytes });
    else other += wireBytes;
  }
  return { series: [...sums.values()], other };
}

function byFirstSeen(a: ApplicationRow, b: ApplicationRow): number {
  return a.firstSeenAt < b.firstSeenAt ? -1 : Number(a.firstSeenAt > b.firstSeenAt);
}
