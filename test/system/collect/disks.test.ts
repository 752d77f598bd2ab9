import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createDiskCollector, parseDiskstats } from '../../../src/system/collect/disks.ts';
import { damagedTexts, implausibleIn } from '../../support/damaged-texts.ts';
import { collectTwice, machineRoots } from '../../support/machine-tree.ts';

describe('the disk collector', () => {
  it('reads the card of a Raspberry Pi 4, and leaves out what was never used', async () => {
    const { first, second } = await collectTwice('pi4', createDiskCollector);

    expect(second?.map(({ name, isPartition }) => [name, isPartition])).toEqual([
      ['mmcblk0', false],
      ['mmcblk0p1', true],
      ['mmcblk0p2', true],
    ]);
    expect(second?.[0]).toEqual({
      name: 'mmcblk0',
      isPartition: false,
      readBytesPerSecond: 204_800,
      writeBytesPerSecond: 163_840,
      readsPerSecond: 5,
      writesPerSecond: 20,
      readLatencyMillis: 5,
      writeLatencyMillis: 5,
      busyPercent: 6,
      readBytes: 3_200_800 * 512,
      writtenBytes: 9_000_640 * 512,
      reads: 52_010,
      writes: 210_040,
    });
    expect(second?.[1]).toMatchObject({ readsPerSecond: 0, readLatencyMillis: null, writeLatencyMillis: null, busyPercent: 0 });
    expect(first?.[0]).toMatchObject({ readBytesPerSecond: 0, busyPercent: 0, reads: 52_000 });
  });

  it('reads a server, a disk of which was plugged in anew', async () => {
    const { second } = await collectTwice('server', createDiskCollector);
    const byName = new Map(second?.map((disk) => [disk.name, disk]));

    expect([...byName.keys()]).toEqual(['loop0', 'sda', 'sda1', 'sdb', 'sdc', 'md0', 'dm-0']);
    expect(byName.get('sda')).toMatchObject({
      readsPerSecond: 200,
      readLatencyMillis: 3,
      writeLatencyMillis: 10,
      busyPercent: 99,
    });
    expect(byName.get('sdc')).toMatchObject({
      readsPerSecond: 0,
      writesPerSecond: 0,
      writeBytesPerSecond: 0,
      busyPercent: 0,
      reads: 12,
    });
    expect(byName.get('md0')?.isPartition).toBe(false);
  });

  it('lists compressed memory that is swapped to', async () => {
    const { second } = await collectTwice('pi5', createDiskCollector);
    expect(second?.find(({ name }) => name === 'zram0')).toMatchObject({ isPartition: false, writesPerSecond: 50 });
  });
});

describe('parseDiskstats', () => {
  it('makes nothing implausible of a file that is damaged', () => {
    for (const [damage, text] of damagedTexts(readFileSync(`${machineRoots('server').proc}/diskstats`, 'utf8'))) {
      const disks = parseDiskstats(text);
      expect(implausibleIn(disks), damage).toEqual([]);
      expect(disks.size).toBeLessThanOrEqual(512);
    }
  });
});
