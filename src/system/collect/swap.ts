import { increase, parseCount, percentOf } from '../counts.ts';
import { FileReader } from '../file-reader.ts';
import { readPageSize } from '../page-size.ts';
import type { SwapReading } from '../snapshot.ts';
import type { Collector, Moment, SystemRoots } from './collector.ts';
import { parseMeminfo } from './memory.ts';

interface SwappedPages {
  readonly in: number;
  readonly out: number;
}

/** How much is swapped out, and how fast. A machine without swap space has a size of 0. */
export function createSwapCollector({ proc }: SystemRoots): Collector<'swap'> {
  const reader = new FileReader();
  const pageSize = readPageSize(reader, proc);
  let before: SwappedPages | null = null;
  return {
    name: 'swap',
    collect: (moment: Moment): SwapReading => {
      const sizes = parseMeminfo(reader.readText(`${proc}/meminfo`));
      const total = sizes.get('SwapTotal');
      if (total === undefined) throw new Error('/proc/meminfo does not say how much swap space there is');
      const pages = parseSwappedPages(reader.readText(`${proc}/vmstat`));
      const rate = (way: keyof SwappedPages) => (increase(before?.[way], pages[way]) * pageSize) / moment.seconds;
      const used = Math.max(0, total - (sizes.get('SwapFree') ?? 0));
      const reading = {
        total,
        used,
        free: total - used,
        percent: percentOf(used, total),
        inBytesPerSecond: rate('in'),
        outBytesPerSecond: rate('out'),
        inBytes: pages.in * pageSize,
        outBytes: pages.out * pageSize,
      };
      before = pages;
      return reading;
    },
  };
}

/** Reads what /proc/vmstat says of swapping, in pages; 0 in a kernel without swap. */
export function parseSwappedPages(text: string): SwappedPages {
  const count = (name: string) => parseCount(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]) ?? 0;
  return { in: count('pswpin'), out: count('pswpout') };
}
