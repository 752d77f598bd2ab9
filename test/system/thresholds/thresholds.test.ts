import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRICS } from '../../../src/config/system-shape.ts';
import { THRESHOLDS, type Threshold } from '../../../src/system/thresholds/thresholds.ts';

const ALL = Object.entries(THRESHOLDS) as [string, Threshold][];

describe('the thresholds', () => {
  it('are those of glances.conf where Glances has them', () => {
    const limits = ALL.filter(([, { glances }]) => glances !== null).map(([, { glances, limits }]) => [
      glances,
      [limits.careful, limits.warning, limits.critical],
    ]);
    expect(Object.fromEntries(limits)).toEqual({
      cpu_total: [65, 75, 85],
      cpu_user: [50, 70, 90],
      cpu_system: [50, 70, 90],
      cpu_steal: [50, 70, 90],
      // Of one processor; Glances divides by their number.
      cpu_iowait: [80, 90, 100],
      // For each processor; Glances multiplies by their number.
      cpu_ctx_switches: [40_000, 45_000, 50_000],
      load: [0.7, 1, 5],
      mem: [50, 70, 90],
      memswap: [50, 70, 90],
      fs: [50, 70, 90],
      diskio_rx_latency: [10, 20, 50],
      diskio_tx_latency: [10, 20, 50],
      network_rx: [70, 80, 90],
      network_tx: [70, 80, 90],
      sensors_temperature_core: [60, 70, 80],
      sensors_temperature_hdd: [45, 52, 60],
      // A little later than Glances' 80 and 90.
      connections_nf_conntrack_percent: [70, 85, 95],
      processlist_cpu: [50, 70, 90],
      processlist_mem: [50, 70, 90],
    });
  });

  it.each(ALL)('go up, or down where lower is worse: %s', (_metric, { limits }) => {
    const given = [limits.careful, limits.warning, limits.critical].filter((limit) => limit !== null);
    expect(given).toEqual(given.toSorted((one, other) => (limits.worseWhen === 'higher' ? one - other : other - one)));
  });

  it('are those that the configuration can name', () => {
    expect([...METRICS]).toEqual(Object.keys(THRESHOLDS));
  });

  const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');

  it.each(ALL)('are documented: %s', (metric, { limits, raises, heldSeconds, restSeconds }) => {
    const [careful, warning, critical] = [limits.careful, limits.warning, limits.critical].map((limit) => limit ?? '–');
    const held = heldSeconds === restSeconds ? `after ${heldSeconds} s` : `at once, until ${restSeconds} s after`;
    const row = page.split('\n').find((line) => line.startsWith(`| \`${metric}\` |`));
    expect(row?.split(' | ').slice(-2)).toEqual([
      `${careful} / ${warning} / ${critical}`,
      `${raises === 'never' ? 'no' : held} |`,
    ]);
  });
});
