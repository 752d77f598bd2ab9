import { parseCount } from '../counts.ts';
import { FileReader } from '../file-reader.ts';
import type { ConnectionsReading } from '../process-readings.ts';
import { type Collector, type Moment, NothingToRead, type SystemRoots } from './collector.ts';
import { parseSocketsInUse, type TcpCounts, TcpTally } from './connection-states.ts';

/** The kernel walks its whole table of sockets for each look, some milliseconds with many of them. */
const MILLIS_BETWEEN_LOOKS = 30_000;
/** Room for 27,000 sockets of each family; where there are more, those beyond are not counted. */
const LONGEST_TABLE_BYTES = 4 * 1024 * 1024;

/**
 * How many sockets the machine has open, by state. Between two looks, 30 seconds apart, the last reading stays. UDP has no states, so its
 * sockets are taken from the kernel's own count.
 */
export function createConnectionCollector({ proc }: SystemRoots): Collector<'connections'> {
  const reader = new FileReader();
  let last: ConnectionsReading | null = null;
  let lookAtMillis = Number.NEGATIVE_INFINITY;
  return {
    name: 'connections',
    collect: ({ monotonicMillis }: Moment): ConnectionsReading => {
      if (last !== null && monotonicMillis < lookAtMillis) return last;
      last = readConnections(reader, proc);
      lookAtMillis = monotonicMillis + MILLIS_BETWEEN_LOOKS;
      return last;
    },
  };
}

function readConnections(reader: FileReader, proc: string): ConnectionsReading {
  const textOf = (name: string) => reader.readTextIfAny(`${proc}/net/${name}`) ?? '';
  const countOf = (name: string) => parseCount(reader.readLineIfAny(`${proc}/sys/net/netfilter/${name}`));
  return {
    ...readTcpCounts(reader, proc),
    udp: parseSocketsInUse(textOf('sockstat'), 'UDP') + parseSocketsInUse(textOf('sockstat6'), 'UDP6'),
    tracked: countOf('nf_conntrack_count'),
    trackedMax: countOf('nf_conntrack_max'),
  };
}

function readTcpCounts(reader: FileReader, proc: string): TcpCounts {
  const tally = new TcpTally();
  let tables = 0;
  for (const name of ['tcp', 'tcp6']) {
    try {
      tally.add(reader.readBytes(`${proc}/net/${name}`, LONGEST_TABLE_BYTES));
      tables += 1;
    } catch {
      // A kernel may have one family only.
    }
  }
  if (tables === 0) throw new NothingToRead('this kernel shows no sockets');
  return tally.counts();
}
