import { percentOf } from '../counts.ts';
import { FileReader } from '../file-reader.ts';
import type { FileSystemReading } from '../snapshot.ts';
import type { Collector, Moment, SystemRoots } from './collector.ts';
import { type Mount, parseMountinfo, selectMounts } from './mounts.ts';
import { SizeQuery, type SizeQueryOptions, type StatFs } from './size-query.ts';

/** They fill slowly, and each question occupies a thread. */
const SIZES_MILLIS = 10_000;

/**
 * How full the file systems are that `df` lists, asked every ten seconds, and when something is mounted. One that does not answer keeps its last reading,
 * and is named as trouble.
 */
export function createFileSystemCollector({ proc }: SystemRoots, options: SizeQueryOptions): Collector<'fileSystems'> {
  const reader = new FileReader();
  const query = new SizeQuery(options);
  let mountinfo = '';
  let askedAtMillis = Number.NEGATIVE_INFINITY;
  let readings: readonly FileSystemReading[] = [];
  let mounts: readonly Mount[] = [];
  return {
    name: 'fileSystems',
    collect: async ({ monotonicMillis }: Moment) => {
      const text = reader.readText(`${proc}/self/mountinfo`);
      if (text === mountinfo && monotonicMillis - askedAtMillis < SIZES_MILLIS) return readings;
      if (text !== mountinfo) mounts = selectMounts(parseMountinfo(text));
      mountinfo = text;
      askedAtMillis = monotonicMillis;
      const sizes = await query.ask(mounts);
      readings = mounts.map((mount) => fileSystemOf(mount, sizes.get(mount.mountPoint))).filter((reading) => reading !== null);
      return readings;
    },
    trouble: () => (query.silent.length === 0 ? null : `no answer from ${query.silent.join(', ')}`),
  };
}

/** Null for one that has no size, or does not say. */
export function fileSystemOf(mount: Mount, size: StatFs | null | undefined): FileSystemReading | null {
  if (size === null || size === undefined || size.blocks <= 0) return null;
  const { device, type, mountPoint, options } = mount;
  // Some file systems count more free than there is, while they shrink.
  const used = Math.max(0, size.blocks - size.bfree) * size.bsize;
  const free = Math.max(0, size.bavail) * size.bsize;
  return {
    device,
    type,
    mountPoint,
    options,
    size: size.blocks * size.bsize,
    used,
    free,
    percent: percentOf(used, used + free),
    isReadOnly: options === 'ro' || options.startsWith('ro,'),
    inodesPercent: size.files > 0 ? percentOf(size.files - size.ffree, size.files) : null,
  };
}
