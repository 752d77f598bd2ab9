import { existsSync, readFileSync } from 'node:fs';
import { loadavg, machine, networkInterfaces, release, totalmem, uptime } from 'node:os';
import { describe, expect, it } from 'vitest';
import { between, expectBetween, expectNear, hasTool, isLinux, run } from '../support/real-machine.ts';

const MEBIBYTE = 1024 * 1024;
/** Other programs go on meanwhile. */
const MEMORY_TOLERANCE = 512 * MEBIBYTE;
const DISK_TOLERANCE = 256 * MEBIBYTE;

/** Numbers of a line that begins with a word. */
function numbersOf(text: string, word: string): readonly number[] {
  const line = text.split('\n').find((candidate) => candidate.startsWith(word)) ?? '';
  return line.slice(word.length).trim().split(/\s+/).map(Number);
}

describe('this machine', () => {
  it.skipIf(!hasTool('free'))('has the memory that free says', async () => {
    const { answer, after } = await between(() => run('free', '-b', '-w'));
    // total, used, free, shared, buffers, cache, available
    const [total, , free, shared, buffers, cached, available] = numbersOf(answer, 'Mem:');
    const [swapTotal, swapUsed] = numbersOf(answer, 'Swap:');

    expect(after.memory?.total).toBe(total);
    expect(after.swap?.total).toBe(swapTotal);
    expectNear(after.memory?.free, free, MEMORY_TOLERANCE);
    expectNear(after.memory?.shared, shared, MEMORY_TOLERANCE);
    expectNear(after.memory?.buffers, buffers, MEMORY_TOLERANCE);
    expectNear(after.memory?.cached, cached, MEMORY_TOLERANCE);
    expectNear(after.memory?.available, available, MEMORY_TOLERANCE);
    expectNear(after.swap?.used, swapUsed, MEMORY_TOLERANCE);
  });

  it.skipIf(!hasTool('df'))('has the file systems that df says', async () => {
    const { answer, after } = await between(() => run('sh', '-c', 'df -B1 -P || true'));
    const rows = answer
      .split('\n')
      .slice(1)
      .map((line) => /^(\/dev\/\S+) +(\d+) +(\d+) +(\d+) +(\d+)% (\/.*)$/.exec(line))
      .filter((row) => row !== null);
    const known = new Map(after.fileSystems?.map((fileSystem) => [fileSystem.mountPoint, fileSystem]));

    expect(rows.length).toBeGreaterThan(0);
    for (const [, device, size, used, free, percent, mountPoint = ''] of rows) {
      const fileSystem = known.get(mountPoint);
      expect(fileSystem).toMatchObject({ device, size: Number(size) });
      expectNear(fileSystem?.used, Number(used), DISK_TOLERANCE);
      expectNear(fileSystem?.free, Number(free), DISK_TOLERANCE);
      // It rounds up.
      expectNear(fileSystem?.percent, Number(percent), 2);
    }
  });

  it.skipIf(!hasTool('vmstat'))('counts what vmstat counts', async () => {
    const { before, answer, after } = await between(() => run('vmstat', '-s', '-S', 'k'));
    const counted = (name: string) => Number(new RegExp(`(\\d+) ${name}$`, 'm').exec(answer)?.[1]);

    expectBetween(counted('CPU context switches'), before.cpu?.contextSwitches, after.cpu?.contextSwitches);
    expectBetween(counted('interrupts'), before.cpu?.interrupts, after.cpu?.interrupts);
    expectNear(Math.floor((after.host?.bootedAtMillis ?? 0) / 1000), counted('boot time'), 2);
  });

  it.skipIf(!hasTool('vmstat'))('spends its time as vmstat says', async () => {
    const { answer, after } = await between(() => run('vmstat', '1', '2'));
    const [head = '', , last = ''] = answer.trim().split('\n').slice(1);
    const names = head.trim().split(/\s+/);
    const shares = new Map(
      last
        .trim()
        .split(/\s+/)
        .map((text, index) => [names[index], Number(text)]),
    );

    // Newer ones count the time of guests apart.
    expectNear((after.cpu?.user ?? 0) + (after.cpu?.nice ?? 0), (shares.get('us') ?? 0) + (shares.get('gu') ?? 0), 15);
    expectNear(after.cpu?.idle, shares.get('id'), 15);
    expectNear(after.cpu?.iowait, shares.get('wa'), 15);
  });

  it.skipIf(!isLinux)('is what Node says, too', async () => {
    const { answer, after } = await between(() => ({ load: loadavg(), uptime: uptime() }));

    expect(after.memory?.total).toBe(totalmem());
    expect(after.host).toMatchObject({ kernel: release(), system: 'Linux', architecture: machine() });
    expectNear(after.host?.uptimeSeconds, answer.uptime, 2);
    expectNear(after.load?.min15, answer.load[2], 0.2);
  });

  it.skipIf(!existsSync('/sys/class/net/lo/statistics/rx_bytes'))('has interfaces that carry what /sys says', async () => {
    const counter = (name: string, kind: string) => Number(readFileSync(`/sys/class/net/${name}/statistics/${kind}`, 'utf8'));
    const names = Object.keys(networkInterfaces());
    const { before, answer, after } = await between(() => names.map((name) => [name, counter(name, 'rx_bytes')] as const));

    expect(names.length).toBeGreaterThan(0);
    for (const [name, receivedBytes] of answer) {
      const [one, other] = [before, after].map(({ interfaces }) => interfaces?.find((reading) => reading.name === name));
      expectBetween(receivedBytes, one?.receivedBytes, other?.receivedBytes);
      expect(other?.addresses).toEqual(networkInterfaces()[name]?.map(({ address }) => address));
    }
  });

  it.skipIf(!isLinux)('has disks that read and wrote what /sys says', async () => {
    const { before, answer, after } = await between(() =>
      run('sh', '-c', 'cd /sys/block && for disk in *; do echo "$disk $(cat $disk/stat)"; done'),
    );
    for (const disk of after.disks?.filter(({ isPartition }) => !isPartition) ?? []) {
      const [reads = Number.NaN, , , , writes = Number.NaN, , sectors = Number.NaN] = numbersOf(answer, `${disk.name} `);
      const earlier = before.disks?.find(({ name }) => name === disk.name);
      expectBetween(reads, earlier?.reads, disk.reads);
      expectBetween(writes, earlier?.writes, disk.writes);
      expectBetween(sectors * 512, earlier?.writtenBytes, disk.writtenBytes);
    }
  });
});
