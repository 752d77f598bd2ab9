import { describe, expect, it } from 'vitest';
import { glancesLimits } from '../../../src/system/thresholds/glances-limits.ts';

describe('glancesLimits', () => {
  it('says what Glances says on a machine with 16 processors', () => {
    const limits = glancesLimits(16, { thresholds: [] });
    expect(Object.keys(limits)).toEqual([
      ...['cpu', 'load', 'mem', 'memswap', 'fs', 'diskio', 'network', 'sensors', 'connections', 'processlist'],
    ]);
    expect(limits.cpu).toMatchObject({
      cpu_total_careful: 65,
      cpu_total_critical: 85,
      cpu_iowait_careful: 5,
      cpu_iowait_warning: 5.625,
      cpu_iowait_critical: 6.25,
      cpu_ctx_switches_careful: 640_000,
      cpu_ctx_switches_critical: 800_000,
    });
    expect(limits.load).toEqual({ load_careful: 0.7, load_warning: 1, load_critical: 5 });
    expect(limits.network).toMatchObject({ network_rx_careful: 70, network_tx_critical: 90 });
    expect(limits.sensors).toMatchObject({ sensors_temperature_core_warning: 70, sensors_temperature_hdd_warning: 52 });
  });

  it('says what the configuration says, but not what it says of single items', () => {
    const thresholds = [
      { metric: 'memory', warning: 80, careful: null },
      { metric: 'fileSystem', item: '/srv', warning: 99 },
    ] as const;
    const limits = glancesLimits(4, { thresholds });
    expect(limits.mem).toEqual({ mem_warning: 80, mem_critical: 90 });
    expect(limits.fs).toEqual({ fs_careful: 50, fs_warning: 70, fs_critical: 90 });
  });
});
