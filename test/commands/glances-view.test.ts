import { describe, expect, it } from 'vitest';
import { glancesView } from '../../src/commands/glances-view.ts';
import type { MachineWatch } from '../../src/commands/machine-watch.ts';
import { readConfig } from '../../src/config/effective.ts';
import { FakeProbe } from '../support/fake-probe.ts';

const CONFIG = readConfig({ environment: {} }).config.system;
const WEB = {
  ...{ name: 'web', pattern: 'nginx', minCount: 2, maxCount: null, cpuPercent: null, memoryPercent: null },
  ...{ ioBytesPerSecond: null, of: 'each', heldSeconds: 30, level: 'warning' },
} as const;

/** What the view asks of a machine, and what it asked for. */
function machine(changes: object = {}): { watch: MachineWatch; asked: unknown[] } {
  const asked: unknown[] = [];
  const watch = {
    config: { ...CONFIG, processes: [WEB] },
    snapshot: () => null,
    events: () => [],
    watched: () => [{ watch: 'web', count: 1, cpuPercent: 3, memoryPercent: 4, ioBytesPerSecond: null, breaches: [] }],
    clearEvents: (kind: string) => asked.push(kind),
    series: (...question: unknown[]) => {
      asked.push(question);
      return [[7, 1]];
    },
    ...changes,
  };
  return { watch: watch as unknown as MachineWatch, asked };
}

describe('glancesView', () => {
  it('calls limits by the names that Glances has for them, as the configuration sets them', () => {
    const { watch } = machine({ config: { ...CONFIG, thresholds: [{ metric: 'memory', warning: 77 }] } });
    const limits = glancesView(watch, new FakeProbe()).limits();
    expect(limits).toContainEqual({ plugin: 'mem', field: 'percent', careful: 50, warning: 77, critical: 90 });
    expect(limits).toContainEqual({ plugin: 'load', field: 'min15', careful: 0.7, warning: 1, critical: 5 });
    expect(limits).toContainEqual({ plugin: 'sensors', field: 'temperature_core', careful: 60, warning: 70, critical: 80 });
  });

  it('finds the history of a field, also of one interface or disk whose name has what it ends with', () => {
    const { watch, asked } = machine();
    const view = glancesView(watch, new FakeProbe());
    expect(view.history('cpu', 'total')).toEqual([[7, 1]]);
    view.history('network', 'eth0_bytes_recv_rate_per_sec');
    view.history('diskio', 'mmcblk0_write_bytes_rate_per_sec');
    expect(asked).toEqual([['cpuTotal'], ['received', 'eth0'], ['written', 'mmcblk0']]);
    expect(view.history('cpu', 'nothing')).toBeNull();
    expect(view.history('diskio', 'eth0_bytes_recv_rate_per_sec')).toBeNull();
  });

  it('shows the line as an interface', () => {
    const { watch } = machine();
    expect(glancesView(watch, new FakeProbe()).wan()).toEqual({
      isUp: true,
      receivedBytes: 6300,
      sentBytes: 2550,
      receivedBytesPerSecond: 800,
      sentBytesPerSecond: 150,
      speedBitsPerSecond: null,
    });
  });

  it('shows watches with the counts they have to keep to', () => {
    const { watch } = machine();
    expect(glancesView(watch, new FakeProbe()).watched()).toEqual([
      { name: 'web', count: 1, minimum: 2, maximum: null, cpuPercent: 3, memoryPercent: 4 },
    ]);
  });
});
