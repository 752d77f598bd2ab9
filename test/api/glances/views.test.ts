import { describe, expect, it } from 'vitest';
import { PLUGINS } from '../../../src/api/glances/plugins/all-plugins.ts';
import { viewsOf } from '../../../src/api/glances/views.ts';
import { fileSystemReading, sensorReading } from '../../support/system-readings.ts';
import { type SnapshotChanges, systemSnapshot } from '../../support/system-snapshot.ts';
import { FakeGlancesSource } from './fake-glances-source.ts';
import { allLimitsOfTest } from './limits-of-test.ts';

type Views = Record<string, Record<string, { decoration: string }> & { decoration: string }>;

function views(name: string, changes: SnapshotChanges = {}): Views {
  const plugin = PLUGINS.get(name)!;
  const value = plugin.show({ snapshot: systemSnapshot(changes), source: new FakeGlancesSource() });
  return viewsOf(plugin, value, allLimitsOfTest()) as unknown as Views;
}

describe('views', () => {
  it('have every field, which Glances page takes for granted', () => {
    expect(views('mem').free).toEqual({
      decoration: 'DEFAULT',
      optional: false,
      additional: false,
      splittable: false,
      hidden: false,
    });
    expect(views('network').wan!.bytes_recv_rate_per_sec).toMatchObject({ hidden: false });
  });

  it.each([
    [49.9, 'OK'],
    [50, 'CAREFUL'],
    [70, 'WARNING'],
    [90, 'CRITICAL'],
  ])('colour a use of memory of %d %% as %s', (percent, decoration) => {
    expect(views('mem', { memory: { percent } }).percent!.decoration).toBe(decoration);
    expect(views('quicklook', { memory: { percent } }).mem!.decoration).toBe(decoration);
  });

  it('colour the used bytes of a file system by its percentage', () => {
    const fileSystems = [fileSystemReading({ mountPoint: '/srv', percent: 95 })];
    expect(views('fs', { fileSystems })['/srv']!.used!.decoration).toBe('CRITICAL');
  });

  it('colour the load by what each processor has of it', () => {
    expect(views('load', { load: { min15: 3.9 }, cpu: { logicalCount: 4 } }).min15!.decoration).toBe('CAREFUL');
    expect(views('load', { load: { min15: 3.9 }, cpu: { logicalCount: 2 } }).min15!.decoration).toBe('WARNING');
  });

  it('colour a sensor by the limit of its type', () => {
    const sensors = [sensorReading({ value: 75 }), sensorReading({ label: 'fan1', type: 'fan_speed', unit: 'R', value: 2000 })];
    expect(views('sensors', { sensors })['cpu_thermal 0']!.value!.decoration).toBe('WARNING');
    expect(views('sensors', { sensors }).fan1!.value!.decoration).toBe('DEFAULT');
  });

  it('are left out for every field of every process', () => {
    expect(views('processlist')).toEqual({});
  });
});
