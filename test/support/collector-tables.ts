import { type CollectorTable, createCollectors } from '../../src/system/collect/all-collectors.ts';
import type { Schedule, SystemRoots } from '../../src/system/collect/collector.ts';
import type { StatFs } from '../../src/system/collect/size-query.ts';

const SIZE: StatFs = { bsize: 4096, blocks: 1000, bfree: 300, bavail: 200, files: 500, ffree: 400 };

/** All collectors over some roots, in a world where every file system has the same size and nothing takes time. */
export function collectorsOver(roots: SystemRoots, schedule: Schedule = () => () => {}): CollectorTable {
  return createCollectors({
    roots,
    addresses: () => ({}),
    machine: () => 'riscv64',
    statfs: () => Promise.resolve(SIZE),
    schedule,
    looksForContainers: false,
    usage: () => ({ cpuMicros: 0, residentBytes: 0, heapBytes: 0, eventLoopDelayMillis: 0 }),
    collectingMillis: () => 0,
  });
}

/** No collectors at all, but for those given. */
export function onlyCollectors(collectors: Partial<CollectorTable>): CollectorTable {
  const none = Object.fromEntries(
    Object.keys(collectorsOver({ proc: '', sys: '', etc: '', run: '' })).map((name) => [name, null]),
  );
  return { ...(none as unknown as CollectorTable), ...collectors };
}
