import { describe, expect, it } from 'vitest';
import type { Mount } from '../../../src/system/collect/mounts.ts';
import { SizeQuery, type StatFs } from '../../../src/system/collect/size-query.ts';
import { ManualSchedule, settle } from '../../support/manual-schedule.ts';

const SIZE: StatFs = { bsize: 4096, blocks: 100, bfree: 50, bavail: 40, files: 10, ffree: 5 };

/** A query whose file systems answer when the test says so; `local` at once. */
function openQuery() {
  const timers = new ManualSchedule();
  const asked: string[] = [];
  const waiting = new Map<string, (size: StatFs) => void>();
  const statfs = (path: string) => {
    asked.push(path);
    if (path.startsWith('/local')) return Promise.resolve(SIZE);
    if (path.startsWith('/refuses')) return Promise.reject(new Error('EACCES'));
    return new Promise<StatFs>((resolve) => waiting.set(path, resolve));
  };
  return { query: new SizeQuery({ statfs, limitMillis: 500, schedule: timers.schedule }), timers, asked, waiting };
}

const mounts = (...points: readonly string[]): readonly Mount[] =>
  points.map((mountPoint) => ({
    id: mountPoint,
    root: '/',
    mountPoint,
    options: 'rw',
    type: mountPoint.startsWith('/nfs') ? 'nfs4' : 'ext4',
    device: 'x',
  }));

describe('SizeQuery', () => {
  it('asks all, and takes its timer back', async () => {
    const { query, timers } = openQuery();
    expect([...(await query.ask(mounts('/local', '/refuses')))]).toEqual([
      ['/local', SIZE],
      ['/refuses', null],
    ]);
    expect(query.silent).toEqual([]);
    expect(timers.waits).toEqual([]);
  });

  it('goes on without one that hangs, and does not ask it again', async () => {
    const { query, timers, asked, waiting } = openQuery();
    const points = mounts('/local', '/nfs/a');

    const first = query.ask(points);
    await settle();
    timers.ring();
    expect([...(await first).keys()]).toEqual(['/local']);
    expect(query.silent).toEqual(['/nfs/a']);

    await query.ask(points);
    expect(asked.filter((path) => path === '/nfs/a')).toHaveLength(1);

    waiting.get('/nfs/a')?.(SIZE);
    await settle();
    const third = query.ask(points);
    await settle();
    waiting.get('/nfs/a')?.({ ...SIZE, bfree: 1 });
    expect((await third).get('/nfs/a')).toMatchObject({ bfree: 1 });
    expect(query.silent).toEqual([]);
  });

  it('lets the last answer of one that hangs stand', async () => {
    const { query, timers, waiting } = openQuery();
    const first = query.ask(mounts('/nfs/a'));
    await settle();
    waiting.get('/nfs/a')?.(SIZE);
    await first;

    const second = query.ask(mounts('/nfs/a'));
    await settle();
    timers.ring();
    expect((await second).get('/nfs/a')).toEqual(SIZE);
    expect(query.silent).toEqual(['/nfs/a']);
  });

  it('lets two get stuck at most, so that others can be asked', async () => {
    const { query, timers, asked } = openQuery();
    for (let round = 0; round < 5; round += 1) {
      const answers = query.ask(mounts('/nfs/a', '/nfs/b', '/nfs/c', '/local'));
      await settle();
      timers.ring();
      await answers;
    }
    expect(asked.filter((path) => path.startsWith('/nfs'))).toEqual(['/nfs/a', '/nfs/b']);
    expect(asked.filter((path) => path === '/local')).toHaveLength(5);
    expect(query.silent).toEqual(['/nfs/a', '/nfs/b', '/nfs/c']);
  });

  it('forgets what is not mounted any more', async () => {
    const { query } = openQuery();
    await query.ask(mounts('/local/a', '/local/b'));
    expect([...(await query.ask(mounts('/local/b'))).keys()]).toEqual(['/local/b']);
  });
});
