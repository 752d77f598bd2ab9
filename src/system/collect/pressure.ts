import { FileReader } from '../file-reader.ts';
import type { PressureReading, PressureShares } from '../snapshot.ts';
import { type Collector, NothingToRead, type SystemRoots } from './collector.ts';

type Stalls = PressureReading['cpu'];

/** How long tasks waited for a processor, for memory and for disks. Kernels are built or started without these figures, too. */
export function createPressureCollector({ proc }: SystemRoots): Collector<'pressure'> {
  const reader = new FileReader();
  const read = (resource: string): Stalls => {
    const text = reader.readTextIfAny(`${proc}/pressure/${resource}`);
    if (text === null) throw new NothingToRead('this kernel keeps no pressure figures');
    const stalls = parsePressure(text);
    if (stalls === null) throw new Error(`/proc/pressure/${resource} does not say how long tasks waited`);
    return stalls;
  };
  return { name: 'pressure', collect: () => ({ cpu: read('cpu'), memory: read('memory'), io: read('io') }) };
}

/** Reads a file of /proc/pressure. `full` is missing for processors in kernels before 5.13. */
export function parsePressure(text: string): Stalls | null {
  const some = parseShares(text, 'some');
  return some === null ? null : { some, full: parseShares(text, 'full') };
}

function parseShares(text: string, kind: 'some' | 'full'): PressureShares | null {
  const shares = new RegExp(`^${kind} avg10=(\\d{1,3}\\.\\d+) avg60=(\\d{1,3}\\.\\d+) avg300=(\\d{1,3}\\.\\d+) `, 'm').exec(text);
  return shares === null ? null : { avg10: Number(shares[1]), avg60: Number(shares[2]), avg300: Number(shares[3]) };
}
