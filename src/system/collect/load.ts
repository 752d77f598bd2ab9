import { FileReader } from '../file-reader.ts';
import type { LoadReading } from '../snapshot.ts';
import type { Collector, SystemRoots } from './collector.ts';

/** How many threads ran or waited for a disk, on average over 1, 5 and 15 minutes. */
export function createLoadCollector({ proc }: SystemRoots): Collector<'load'> {
  const reader = new FileReader();
  return {
    name: 'load',
    collect: () => {
      const load = parseLoad(reader.readText(`${proc}/loadavg`));
      if (load === null) throw new Error('/proc/loadavg does not begin with three numbers');
      return load;
    },
  };
}

export function parseLoad(text: string): LoadReading | null {
  const [, min1, min5, min15] = /^(\d{1,9}\.\d+) (\d{1,9}\.\d+) (\d{1,9}\.\d+) /.exec(text) ?? [];
  return min15 === undefined ? null : { min1: Number(min1), min5: Number(min5), min15: Number(min15) };
}
