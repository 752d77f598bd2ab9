import { describe, expect, it } from 'vitest';
import { createProbeCostCollector } from '../../../src/system/collect/probe-cost.ts';
import { measureOwnUsage } from '../../../src/system/collect/probe-cost-usage.ts';
import { momentsEvery } from '../../support/fake-processes.ts';

describe('createProbeCostCollector', () => {
  it('tells the share of CPU time since the run before, and passes on the rest', () => {
    const cpuMicros = [5_000_000, 5_400_000, 5_400_000];
    const usage = () => ({ cpuMicros: cpuMicros.shift() ?? 0, residentBytes: 80e6, heapBytes: 20e6, eventLoopDelayMillis: 1.5 });
    const collector = createProbeCostCollector({ usage, collectingMillis: () => 3.2 });
    const nextMoment = momentsEvery(2);
    const rest = { residentBytes: 80e6, heapBytes: 20e6, eventLoopDelayMillis: 1.5, collectingMillis: 3.2 };
    expect(collector.collect(nextMoment())).toEqual({ cpuPercent: 0, ...rest });
    expect(collector.collect(nextMoment())).toEqual({ cpuPercent: 20, ...rest });
    expect(collector.collect(nextMoment())).toEqual({ cpuPercent: 0, ...rest });
  });
});

describe('measureOwnUsage', () => {
  it('tells what this process used and holds', () => {
    const read = measureOwnUsage();
    const before = read();
    const own = process.cpuUsage();
    const after = read();
    expect(own.user + own.system).toBeGreaterThanOrEqual(before.cpuMicros);
    expect(after.cpuMicros).toBeGreaterThanOrEqual(own.user + own.system);
    expect(after.residentBytes).toBeGreaterThan(after.heapBytes);
    expect(after.heapBytes).toBeGreaterThan(1e6);
    expect(before.eventLoopDelayMillis).toBe(0);
  });

  it('tells how long the event loop was held up, also while it still is', () => {
    const read = measureOwnUsage();
    const until = performance.now() + 300;
    while (performance.now() < until);
    const { eventLoopDelayMillis } = read();
    // Something is due every 100 ms.
    expect(eventLoopDelayMillis).toBeGreaterThan(190);
    expect(eventLoopDelayMillis).toBeLessThan(5000);
  });

  it('forgets a delay once it was told', async () => {
    const read = measureOwnUsage();
    const until = performance.now() + 800;
    while (performance.now() < until);
    // Timers that are due run in the order they were started.
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(read().eventLoopDelayMillis).toBeGreaterThan(690);
    expect(read().eventLoopDelayMillis).toBeLessThan(690);
  });
});
