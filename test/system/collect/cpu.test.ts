import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCpuCollector } from '../../../src/system/collect/cpu.ts';
import { BEFORE, collectTwice, inFolder, machineRoots, rootsOf, writeFiles } from '../../support/machine-tree.ts';

describe('the CPU collector', () => {
  it('reads a Raspberry Pi 4 over two seconds', async () => {
    const { second } = await collectTwice('pi4', createCpuCollector);

    expect(second).toMatchObject({
      user: 17.5,
      nice: 7.5,
      system: 3.75,
      idle: 70,
      iowait: 1,
      irq: 0,
      softirq: 0.25,
      steal: 0,
      guest: 0,
      total: 29,
      model: 'Cortex-A72',
      logicalCount: 4,
      physicalCount: 4,
      frequencyHz: 1_000_000_000,
      maxFrequencyHz: 1_800_000_000,
      contextSwitchesPerSecond: 4500,
      interruptsPerSecond: 2500,
      softInterruptsPerSecond: 1200,
      contextSwitches: 1_500_009_000,
      interrupts: 900_005_000,
      softInterrupts: 400_002_400,
    });
    expect(second?.perCpu.map(({ number, total, frequencyHz }) => [number, total, frequencyHz])).toEqual([
      [0, 26, 1e9],
      [1, 60, 1e9],
      [2, 30, 1e9],
      [3, 0, 1e9],
    ]);
  });

  it('has in its first reading all the time since the machine was started', async () => {
    const { first } = await collectTwice('pi4', createCpuCollector);

    expect(first?.user).toBeCloseTo((100 * 2_000_000) / 34_120_000, 6);
    expect(first?.contextSwitchesPerSecond).toBe(0);
  });

  it('reads a server with threads, a guest, and a processor that is switched off', async () => {
    const { second } = await collectTwice('server', createCpuCollector);

    expect(second).toMatchObject({
      model: 'Intel(R) Xeon(R) E-2234 CPU @ 3.60GHz',
      logicalCount: 7,
      physicalCount: 4,
      maxFrequencyHz: 4.8e9,
    });
    expect(second?.perCpu[0]).toMatchObject({ user: 95, guest: 90, system: 4, idle: 1, total: 99, frequencyHz: 4.5e9 });
    expect(second?.perCpu[6]).toMatchObject({ user: 2.5, system: 2.5, iowait: 5, idle: 90, total: 5, frequencyHz: 8e8 });
  });

  it.each(['pi4', 'pi5', 'server'])('has states that add up to 100: %s', async (name) => {
    const { first, second } = await collectTwice(name, createCpuCollector);

    for (const shares of [first, second, ...(first?.perCpu ?? []), ...(second?.perCpu ?? [])]) {
      const { user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0, total = 0 } = shares ?? {};
      expect(user + nice + system + idle + iowait + irq + softirq + steal).toBeCloseTo(100, 9);
      expect(total).toBeCloseTo(100 - idle - iowait, 9);
    }
  });

  it('takes the frequency from cpuinfo where none can be set', async () => {
    const reading = await inFolder((folder) => {
      const proc = machineRoots('server').proc;
      writeFiles(folder, { 'proc/stat': readFileSync(`${proc}/stat`), 'proc/cpuinfo': readFileSync(`${proc}/cpuinfo`) });
      return createCpuCollector(rootsOf(folder)).collect(BEFORE);
    });

    expect(reading).toMatchObject({ frequencyHz: 3.6e9, maxFrequencyHz: null, physicalCount: 4, logicalCount: 8 });
  });

  it('looks at the hardware anew once a minute', async () => {
    const [soon, later] = await inFolder((folder) => {
      writeFiles(folder, { 'proc/stat': 'cpu  1 1 1 1\ncpu0 1 1 1 1\n', 'proc/cpuinfo': 'processor: 0\nmodel name: One\n' });
      const collector = createCpuCollector(rootsOf(folder));
      const modelAt = async (millis: number) => (await collector.collect({ ...BEFORE, monotonicMillis: millis }))?.model;
      return modelAt(0)
        .then(() => writeFiles(folder, { 'proc/cpuinfo': 'processor: 0\nmodel name: Two\n' }))
        .then(async () => [await modelAt(59_999), await modelAt(60_000)]);
    });

    expect([soon, later]).toEqual(['One', 'Two']);
  });

  it('says that there is no reading where the first line is missing', async () => {
    await inFolder((folder) => {
      writeFiles(folder, { 'proc/stat': 'intr 5\n' });
      expect(() => createCpuCollector(rootsOf(folder)).collect(BEFORE)).toThrow('does not say what the processors do');
    });
  });
});
