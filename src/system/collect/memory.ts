import { parseCount, percentOf } from '../counts.ts';
import { FileReader } from '../file-reader.ts';
import type { MemoryReading } from '../snapshot.ts';
import type { Collector, SystemRoots } from './collector.ts';

/** How much memory is in use, counted as `free` of procps 4 does. */
export function createMemoryCollector({ proc }: SystemRoots): Collector<'memory'> {
  const reader = new FileReader();
  return {
    name: 'memory',
    collect: () => {
      const memory = memoryOf(parseMeminfo(reader.readText(`${proc}/meminfo`)));
      if (memory === null) throw new Error('/proc/meminfo does not say how much memory there is');
      return memory;
    },
  };
}

/** Reads /proc/meminfo: bytes by name. Lines that are damaged are left out. */
export function parseMeminfo(text: string): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const [, name = '', kibibytes] of text.matchAll(/^(\w[\w()]{0,63}): +(\d+) kB$/gm)) {
    const count = parseCount(kibibytes);
    if (count !== null) sizes.set(name, count * 1024);
  }
  return sizes;
}

export function memoryOf(sizes: ReadonlyMap<string, number>): MemoryReading | null {
  const total = sizes.get('MemTotal');
  if (total === undefined || total === 0) return null;
  const size = (name: string) => sizes.get(name) ?? 0;
  const free = Math.min(size('MemFree'), total);
  const cached = size('Cached') + size('SReclaimable');

  // Kernels before 3.14 make no estimate. One above the total comes from containers that are told their own limit, and the host's estimate.
  const estimate = sizes.get('MemAvailable') ?? free + size('Buffers') + cached;
  const available = estimate > total ? free : estimate;
  return {
    total,
    available,
    used: total - available,
    free,
    percent: percentOf(total - available, total),
    active: size('Active'),
    inactive: size('Inactive'),
    buffers: size('Buffers'),
    cached,
    shared: size('Shmem'),
  };
}
