import { existsSync } from 'node:fs';
import { increase, parseCount, percentOf } from '../counts.ts';
import { FileReader } from '../file-reader.ts';
import type { DiskReading } from '../snapshot.ts';
import type { Collector, Moment, SystemRoots } from './collector.ts';

/** What a block device did since it was there (Documentation/admin-guide/iostats.rst). */
export interface DiskCounters {
  readonly reads: number;
  readonly readBytes: number;
  readonly readMillis: number;
  readonly writes: number;
  readonly writtenBytes: number;
  readonly writeMillis: number;
  readonly busyMillis: number;
}

/** The kernel's unit, whatever the device's own blocks are. */
const SECTOR_BYTES = 512;
const MOST_DISKS = 512;

/** What disks and their partitions read and write. Made-up ones (loop, ram, zram) are listed once something was read from or written to them. */
export function createDiskCollector(roots: SystemRoots): Collector<'disks'> {
  const reader = new FileReader();
  const partitions = new Map<string, boolean>();
  let before: ReadonlyMap<string, DiskCounters> = new Map();

  const isPartition = (name: string): boolean => {
    const known = partitions.get(name) ?? isPartitionIn(roots.sys, name);
    partitions.set(name, known);
    return known;
  };
  return {
    name: 'disks',
    collect: (moment: Moment): readonly DiskReading[] => {
      const now = parseDiskstats(reader.readText(`${roots.proc}/diskstats`));
      for (const name of partitions.keys()) if (!now.has(name)) partitions.delete(name);
      const readings = [...now]
        .filter(([name, counters]) => !/^(loop|ram|zram)\d/.test(name) || counters.reads + counters.writes > 0)
        .map(([name, counters]) => ({
          name,
          isPartition: isPartition(name),
          ...readingOf(before.get(name) ?? counters, counters, moment.seconds),
        }));
      before = now;
      return readings;
    },
  };
}

/** Reads /proc/diskstats. Lines that are cut or damaged are left out. */
export function parseDiskstats(text: string): ReadonlyMap<string, DiskCounters> {
  const disks = new Map<string, DiskCounters>();
  for (const line of text.split('\n')) {
    const fields = line.trim().split(/ +/);
    const name = fields[2];
    const counts = fields.slice(3, 14).map(parseCount);
    if (name === undefined || counts.length < 11 || counts.includes(null) || disks.size >= MOST_DISKS) continue;
    const [reads = 0, , sectorsRead = 0, readMillis = 0, writes = 0, , sectorsWritten = 0, writeMillis = 0, , busyMillis = 0] =
      counts as number[];
    disks.set(name, {
      reads,
      readBytes: sectorsRead * SECTOR_BYTES,
      readMillis,
      writes,
      writtenBytes: sectorsWritten * SECTOR_BYTES,
      writeMillis,
      busyMillis,
    });
  }
  return disks;
}

function readingOf(before: DiskCounters, now: DiskCounters, seconds: number): Omit<DiskReading, 'name' | 'isPartition'> {
  const done = (counter: keyof DiskCounters) => increase(before[counter], now[counter]);
  const latency = (millis: number, operations: number) => (operations === 0 ? null : millis / operations);
  return {
    readBytesPerSecond: done('readBytes') / seconds,
    writeBytesPerSecond: done('writtenBytes') / seconds,
    readsPerSecond: done('reads') / seconds,
    writesPerSecond: done('writes') / seconds,
    readLatencyMillis: latency(done('readMillis'), done('reads')),
    writeLatencyMillis: latency(done('writeMillis'), done('writes')),
    busyPercent: percentOf(done('busyMillis'), seconds * 1000),
    readBytes: now.readBytes,
    writtenBytes: now.writtenBytes,
    reads: now.reads,
    writes: now.writes,
  };
}

/** Whole disks have a folder in /sys/block, where a slash in a name is written `!`. */
function isPartitionIn(sys: string, name: string): boolean {
  return existsSync(`${sys}/block`) && !existsSync(`${sys}/block/${name.replaceAll('/', '!')}`);
}
