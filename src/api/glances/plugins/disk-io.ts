import type { DiskReading } from '../../../system/snapshot.ts';
import { rateFields } from '../figures.ts';
import { type GlancesPlugin, type GlancesRow, NOTHING_LISTED } from '../glances-plugin.ts';

export const DISKIO_PLUGIN: GlancesPlugin = {
  name: 'diskio',
  key: 'disk_name',
  fields: {
    disk_name: [null, 'The name of the disk or partition.'],
    read_count: ['number', 'Reads.'],
    write_count: ['number', 'Writes.'],
    read_bytes: ['byte', 'Bytes read.'],
    write_bytes: ['byte', 'Bytes written.'],
    read_time: ['millisecond', 'Time that reads took.'],
    write_time: ['millisecond', 'Time that writes took.'],
    read_latency: ['millisecond', 'The mean time of a read.'],
    write_latency: ['millisecond', 'The mean time of a write.'],
    time_since_update: ['seconds', 'What counts and rates are over.'],
  },
  history: ['read_bytes_rate_per_sec', 'write_bytes_rate_per_sec'],
  show: ({ snapshot: { disks, seconds } }) => disks?.map((disk) => diskRow(disk, seconds)) ?? NOTHING_LISTED,
};

/** `time_since_update` is there from the first snapshot on, as Glances' own is not: Home Assistant divides by it. */
function diskRow(disk: DiskReading, seconds: number): GlancesRow {
  const read = operationFields('read', { perSecond: disk.readsPerSecond, latencyMillis: disk.readLatencyMillis }, seconds);
  const write = operationFields('write', { perSecond: disk.writesPerSecond, latencyMillis: disk.writeLatencyMillis }, seconds);
  return {
    key: 'disk_name',
    disk_name: disk.name,
    time_since_update: seconds,
    ...rateFields('read_count', { total: disk.reads, perSecond: disk.readsPerSecond }, seconds),
    ...rateFields('write_count', { total: disk.writes, perSecond: disk.writesPerSecond }, seconds),
    ...rateFields('read_bytes', { total: disk.readBytes, perSecond: disk.readBytesPerSecond }, seconds),
    ...rateFields('write_bytes', { total: disk.writtenBytes, perSecond: disk.writeBytesPerSecond }, seconds),
    ...read,
    ...write,
  };
}

/** Time follows from how many there were and how long each took; since when the machine was started nobody added it up. */
function operationFields(
  name: 'read' | 'write',
  { perSecond, latencyMillis }: { readonly perSecond: number; readonly latencyMillis: number | null },
  seconds: number,
): GlancesRow {
  const latency = latencyMillis ?? 0;
  return {
    [`${name}_time`]: Math.round(perSecond * latency * seconds),
    [`${name}_time_rate_per_sec`]: Math.round(perSecond * latency),
    [`${name}_latency`]: Math.round(latency),
  };
}
