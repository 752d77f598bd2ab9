import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { MachineWatch } from '../../src/commands/machine-watch.ts';
import { readConfig } from '../../src/config/effective.ts';

const CONFIG = readConfig({ environment: {} }).config.system;
const isLinux = process.platform === 'linux' && existsSync('/proc/stat');

let watch: MachineWatch | null = null;
afterEach(() => watch?.stop());

describe.skipIf(!isLinux)('MachineWatch', () => {
  it('has a snapshot, its levels and a first point once it was started', async () => {
    watch = new MachineWatch(CONFIG);
    expect(watch.snapshot()).toBeNull();
    expect(watch.levels()).toEqual([]);
    let told = 0;
    const stop = watch.onSnapshot(() => {
      told += 1;
    });
    await watch.start();
    stop();
    expect(told).toBe(1);
    const { atMillis, cpu, memory, processes } = watch.snapshot()!;
    expect(cpu?.logicalCount).toBeGreaterThan(0);
    expect(memory?.total).toBeGreaterThan(0);
    expect(processes?.list.map(({ pid }) => pid)).toContain(process.pid);
    expect(watch.levels().map(({ metric }) => metric)).toContain('memory');
    const [point] = watch.history({ fromMillis: 0, toMillis: atMillis + 1 });
    expect(point?.figures.memoryPercent).toBe(memory?.percent);
    expect(watch.series('memoryPercent')).toEqual([[atMillis, memory?.percent]]);
  });

  it('leaves out what is hidden, and tells watches what they watch', async () => {
    const limits = { minCount: 1, maxCount: null, cpuPercent: null, memoryPercent: null, ioBytesPerSecond: null };
    const processes = [{ name: 'all', pattern: '*', ...limits, of: 'all' as const, heldSeconds: 0, level: 'warning' as const }];
    watch = new MachineWatch({ ...CONFIG, hideInterfaces: ['*'], hideFileSystems: ['*'], containers: false, processes });
    await watch.start();
    expect(watch.snapshot()?.interfaces).toEqual([]);
    expect(watch.snapshot()?.fileSystems).toEqual([]);
    expect(watch.snapshot()?.containers).toBeNull();
    expect(watch.watched()[0]?.count).toBeGreaterThan(0);
  });
});
