import { describe, expect, it } from 'vitest';
import { HOST, serverOver } from '../../support/api-server.ts';
import { FakeMachine, systemEvent } from '../../support/fake-machine.ts';
import { FakeProbe } from '../../support/fake-probe.ts';
import { type ParsedMetric, parsePrometheus } from '../../support/parse-prometheus.ts';
import { fileSystemReading, interfaceReading, sensorReading } from '../../support/system-readings.ts';
import { type SnapshotChanges, systemSnapshot } from '../../support/system-snapshot.ts';

async function scrape(machine: FakeMachine): Promise<readonly ParsedMetric[]> {
  const server = await serverOver(new FakeProbe(), { machine });
  const { body } = await server.app.inject({ url: '/metrics', headers: { host: HOST } });
  return parsePrometheus(body).filter(({ name }) => name.startsWith('wanprobe_system_'));
}

function machineWith(changes: SnapshotChanges): FakeMachine {
  const machine = new FakeMachine();
  machine.currentSnapshot = systemSnapshot(changes);
  return machine;
}

function samplesOf(metrics: readonly ParsedMetric[], name: string): ParsedMetric['samples'] {
  return metrics.find((metric) => metric.name === `wanprobe_system_${name}`)?.samples ?? [];
}

describe('metrics of the machine', () => {
  it('are in base units', async () => {
    const metrics = await scrape(machineWith({ cpu: { user: 25, system: 10 }, swap: { percent: 50, total: 1000 } }));
    expect(samplesOf(metrics, 'cpu_ratio').slice(0, 3)).toEqual([
      { labels: { mode: 'user' }, value: 0.25 },
      { labels: { mode: 'nice' }, value: 0 },
      { labels: { mode: 'system' }, value: 0.1 },
    ]);
    expect(samplesOf(metrics, 'memory_bytes')[0]).toEqual({ labels: { kind: 'total' }, value: 4_000_000_000 });
    expect(samplesOf(metrics, 'swap_bytes')[1]).toEqual({ labels: { kind: 'used' }, value: 500 });
    expect(samplesOf(metrics, 'load1')).toEqual([{ labels: {}, value: 0.42 }]);
    expect(samplesOf(metrics, 'temperature_celsius')).toEqual([{ labels: { sensor: 'cpu_thermal 0' }, value: 48.7 }]);
    expect(samplesOf(metrics, 'pressure_ratio')[0]).toEqual({ labels: { resource: 'cpu', tasks: 'some' }, value: 0.012 });
    expect(samplesOf(metrics, 'collector_seconds')).toContainEqual({ labels: { collector: 'cpu' }, value: 0.0002 });
    expect(samplesOf(metrics, 'boot_time_seconds')).toEqual([{ labels: {}, value: 1772300831 }]);
    expect(samplesOf(metrics, 'connections')).toContainEqual({ labels: { state: 'time_wait' }, value: 3 });
    expect(samplesOf(metrics, 'probe_cpu_ratio')).toEqual([{ labels: {}, value: 0.04 }]);
  });

  it('are not there before the first snapshot', async () => {
    const machine = new FakeMachine();
    machine.currentSnapshot = null;
    expect(await scrape(machine)).toEqual([]);
  });

  it('leave out what the machine does not say, and tell which readings are missing', async () => {
    const metrics = await scrape(machineWith({ raspberry: null, swap: null, sensors: null, containers: null }));
    expect(metrics.filter(({ name }) => /raspberry|swap|temperature/.test(name))).toEqual([]);
    expect(samplesOf(metrics, 'collector_failed').filter(({ value }) => value === 1)).toEqual([
      { labels: { collector: 'swap' }, value: 1 },
      { labels: { collector: 'sensors' }, value: 1 },
      { labels: { collector: 'raspberry' }, value: 1 },
      { labels: { collector: 'containers' }, value: 1 },
    ]);
  });

  it('have a bounded number of series, each once, whatever names there are', async () => {
    const mounts = Array.from({ length: 70 }, (_, index) => fileSystemReading({ mountPoint: `/mnt/${index}` }));
    const hostile = '/a"b\\c\nd';
    const metrics = await scrape(
      machineWith({
        fileSystems: [fileSystemReading({ mountPoint: hostile }), fileSystemReading({ mountPoint: hostile, size: 1 }), ...mounts],
        interfaces: Array.from({ length: 70 }, (_, index) => interfaceReading({ name: `veth${index}` })),
        sensors: [sensorReading({ label: 'fan1', type: 'fan_speed', unit: 'R', value: 1200 })],
      }),
    );
    const sizes = samplesOf(metrics, 'filesystem_size_bytes');
    expect(sizes).toHaveLength(64);
    expect(sizes[0]).toEqual({ labels: { mountpoint: hostile }, value: 31_268_536_320 });
    expect(samplesOf(metrics, 'network_received_bytes_total')).toHaveLength(64);
    expect(samplesOf(metrics, 'fan_rpm')).toEqual([{ labels: { sensor: 'fan1' }, value: 1200 }]);
    expect(samplesOf(metrics, 'temperature_celsius')).toEqual([]);
  });

  it('tell what the firmware of a Raspberry Pi says, now and since the start', async () => {
    const metrics = await scrape(machineWith({ raspberry: { underVoltage: null, sinceStart: { throttled: true } } }));
    const flags = samplesOf(metrics, 'raspberry_flag');
    expect(flags).toContainEqual({ labels: { flag: 'throttled', when: 'since_start' }, value: 1 });
    expect(flags).toContainEqual({ labels: { flag: 'throttled', when: 'now' }, value: 0 });
    expect(flags.filter(({ labels }) => labels.flag === 'under_voltage')).toEqual([
      { labels: { flag: 'under_voltage', when: 'since_start' }, value: 0 },
    ]);
  });

  it('count the events that last by their level now', async () => {
    const machine = new FakeMachine();
    machine.currentEvents = [
      systemEvent({ levelNow: 'warning' }),
      systemEvent({ levelNow: 'warning' }),
      systemEvent({ levelNow: 'critical' }),
      systemEvent({ levelNow: 'ok', endAtMillis: 1 }),
    ];
    expect(samplesOf(await scrape(machine), 'events_ongoing')).toEqual([
      { labels: { level: 'careful' }, value: 0 },
      { labels: { level: 'warning' }, value: 2 },
      { labels: { level: 'critical' }, value: 1 },
    ]);
  });
});
