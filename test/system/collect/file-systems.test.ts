import { describe, expect, it } from 'vitest';
import { createFileSystemCollector, fileSystemOf } from '../../../src/system/collect/file-systems.ts';
import type { Mount } from '../../../src/system/collect/mounts.ts';
import type { StatFs } from '../../../src/system/collect/size-query.ts';
import { BEFORE, inFolder, machineRoots, rootsOf, writeFiles } from '../../support/machine-tree.ts';
import { ManualSchedule, settle } from '../../support/manual-schedule.ts';

const SIZE: StatFs = { bsize: 4096, blocks: 1000, bfree: 300, bavail: 200, files: 500, ffree: 400 };
const MOUNT: Mount = { id: '8:1', root: '/', mountPoint: '/', options: 'rw,noatime', type: 'ext4', device: '/dev/sda1' };

describe('the file system collector', () => {
  it('reads a Raspberry Pi 4', async () => {
    const sizes = new Map([['/tmp', { ...SIZE, bfree: 1000, bavail: 1000, files: 0 }]]);
    const statfs = (path: string) => Promise.resolve(sizes.get(path) ?? SIZE);
    const { schedule } = new ManualSchedule();
    const collector = createFileSystemCollector(machineRoots('pi4'), { statfs, limitMillis: 500, schedule });

    const reading = await collector.collect(BEFORE);
    expect(reading?.map(({ mountPoint, type, isReadOnly }) => [mountPoint, type, isReadOnly])).toEqual([
      ['/', 'ext4', false],
      ['/tmp', 'tmpfs', false],
      ['/boot/firmware', 'vfat', true],
      ['/media/my disk', 'fuseblk', false],
    ]);
    expect(reading?.[0]).toMatchObject({
      device: '/dev/mmcblk0p2',
      size: 4_096_000,
      used: 700 * 4096,
      free: 200 * 4096,
      inodesPercent: 20,
    });
    expect(reading?.[1]).toMatchObject({ used: 0, percent: 0, inodesPercent: null });
    expect(collector.trouble?.()).toBeNull();
  });

  it('names the one that does not answer', async () => {
    const timers = new ManualSchedule();
    const statfs = (path: string) => (path === '/mnt/backup' ? new Promise<StatFs>(() => {}) : Promise.resolve(SIZE));
    const collector = createFileSystemCollector(machineRoots('server'), { statfs, limitMillis: 500, schedule: timers.schedule });

    const answer = collector.collect(BEFORE);
    await settle();
    timers.ring();
    expect((await answer)?.map(({ mountPoint }) => mountPoint)).toEqual(['/', '/srv']);
    expect(collector.trouble?.()).toBe('no answer from /mnt/backup');
  });
});

describe('how often file systems are asked', () => {
  it('is every ten seconds, and when something is mounted', async () => {
    await inFolder(async (folder) => {
      const mount = (line: string) => writeFiles(folder, { 'proc/self/mountinfo': line });
      const root = '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n';
      let asked = 0;
      const statfs = () => {
        asked += 1;
        return Promise.resolve({ ...SIZE, bfree: asked });
      };
      const { schedule } = new ManualSchedule();
      const collector = createFileSystemCollector(rootsOf(folder), { statfs, limitMillis: 500, schedule });
      const usedAt = async (millis: number) =>
        (await collector.collect({ ...BEFORE, monotonicMillis: millis }))?.map(({ used }) => 1000 - used / 4096);

      mount(root);
      expect(await usedAt(0)).toEqual([1]);
      expect(await usedAt(9999)).toEqual([1]);
      expect(await usedAt(10_000)).toEqual([2]);
      mount(`${root}2 1 8:2 / /srv rw - xfs /dev/sda2 rw\n`);
      expect(await usedAt(10_001)).toEqual([3, 4]);
    });
  });
});

describe('fileSystemOf', () => {
  it('counts as df does: what only the superuser may use is neither used nor free', () => {
    expect(fileSystemOf(MOUNT, SIZE)).toMatchObject({ percent: (100 * 700) / 900 });
  });

  it('leaves out what has no size or does not say', () => {
    expect(fileSystemOf(MOUNT, { ...SIZE, blocks: 0 })).toBeNull();
    expect(fileSystemOf(MOUNT, null)).toBeNull();
    expect(fileSystemOf(MOUNT, undefined)).toBeNull();
  });

  it('never counts below zero', () => {
    expect(fileSystemOf(MOUNT, { ...SIZE, bfree: 1001, bavail: -5 })).toMatchObject({ used: 0, free: 0, percent: 0 });
  });
});
