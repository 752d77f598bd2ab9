import type { AlertLevel } from '../event-row.ts';
import type { CpuReading, DiskReading, InterfaceReading, RaspberryReading, SensorReading, SystemSnapshot } from '../snapshot.ts';
import { levelOf, limitsOf, type ThresholdConfiguration } from './levels.ts';
import { temperatureLimits } from './sensor-limits.ts';
import { type Limits, type MetricName, THRESHOLDS, type Threshold } from './thresholds.ts';

/** One value that has a level. */
export interface Measurement {
  readonly metric: MetricName;
  /** Which one of several; null where there is one only. */
  readonly item: string | null;
  readonly value: number;
  /** What is held against the limits: the value, or the value for one processor. */
  readonly compared: number;
  /** Of the item's own; null where those of the metric apply. */
  readonly standard: Limits | null;
}

/** A value with its level, and the limits that made it. */
export interface Judgement extends Measurement {
  readonly level: AlertLevel;
  readonly limits: Limits;
}

/** All values of a snapshot that have a level, in the order of the snapshot's readings. What the machine does not say is left out. */
export function judge(snapshot: SystemSnapshot, configuration: Pick<ThresholdConfiguration, 'thresholds'>): Judgement[] {
  return measure(snapshot).map((measurement) => {
    const { metric, item, value, compared, standard } = measurement;
    const { thresholds } = configuration;
    const limits = limitsOf(metric, item, standard === null ? { thresholds } : { thresholds, standard });
    // Field by field: with a spread, all of this takes ten times as long (310 values: 0.9 ms against 0.09).
    return { metric, item, value, compared, standard, level: levelOf(compared, limits), limits };
  });
}

/** These types cannot be written at all. What is in memory only, as systemd's credentials are, is read-only when somebody meant it to be. */
const READ_ONLY_TYPES: ReadonlySet<string> = new Set(['iso9660', 'udf', 'squashfs', 'erofs', 'cramfs', 'romfs']);
const END_OF_LIFE = { normal: 0, warning: 1, urgent: 2 } as const;
export const RASPBERRY_FLAGS = ['underVoltage', 'throttled', 'frequencyCapped', 'softTemperatureLimit'] as const;

function measure(snapshot: SystemSnapshot): Measurement[] {
  const found = new Measurements(snapshot.cpu?.logicalCount ?? 1);
  const { cpu, load, memory, swap, pressure, connections } = snapshot;
  if (cpu !== null) addCpu(found, cpu);
  // Without the number of processors, a load says nothing.
  if (cpu !== null) found.add('load', null, load?.min15);
  found.add('memory', null, memory?.percent);
  if (swap !== null && swap.total > 0) found.add('swap', null, swap.percent);
  found.add('pressureCpu', null, pressure?.cpu.some.avg10);
  found.add('pressureMemory', null, pressure?.memory.some.avg10);
  found.add('pressureIo', null, pressure?.io.some.avg10);
  for (const disk of snapshot.disks ?? []) addDisk(found, disk);
  for (const { disk, wearPercent, endOfLife } of snapshot.flashCards ?? []) {
    found.add('flashCardWear', disk, wearPercent);
    found.add('flashCardEndOfLife', disk, endOfLife === null ? null : END_OF_LIFE[endOfLife]);
  }
  for (const { mountPoint, device, type, percent, inodesPercent, isReadOnly } of snapshot.fileSystems ?? []) {
    found.add('fileSystem', mountPoint, percent);
    found.add('fileSystemInodes', mountPoint, inodesPercent);
    if (device.startsWith('/dev/') && !READ_ONLY_TYPES.has(type)) found.add('fileSystemReadOnly', mountPoint, Number(isReadOnly));
  }
  for (const each of snapshot.interfaces ?? []) addInterface(found, each);
  for (const sensor of snapshot.sensors ?? []) addSensor(found, sensor);
  if (snapshot.raspberry !== null) addRaspberry(found, snapshot.raspberry);
  const { tracked = null, trackedMax = null } = connections ?? {};
  if (tracked !== null && trackedMax !== null && trackedMax > 0) {
    found.add('connectionTracking', null, (100 * tracked) / trackedMax);
  }
  return found.list;
}

class Measurements {
  readonly list: Measurement[] = [];
  readonly #processors: number;

  constructor(processors: number) {
    this.#processors = Math.max(1, processors);
  }

  add(metric: MetricName, item: string | null, value: number | null | undefined): void {
    if (value !== null && value !== undefined)
      this.#push({ metric, item, value, compared: this.#compare(metric, value), standard: null });
  }

  addWithLimits(metric: MetricName, sensor: SensorReading): void {
    this.#push({ metric, item: sensor.label, value: sensor.value, compared: sensor.value, standard: temperatureLimits(sensor) });
  }

  #push(measurement: Measurement): void {
    if (Number.isFinite(measurement.value)) this.list.push(measurement);
  }

  #compare(metric: MetricName, value: number): number {
    const { perProcessor }: Threshold = THRESHOLDS[metric];
    if (perProcessor === null) return value;
    return perProcessor === 'share' ? value * this.#processors : value / this.#processors;
  }
}

function addCpu(found: Measurements, cpu: CpuReading): void {
  found.add('cpu', null, cpu.total);
  found.add('cpuUser', null, cpu.user);
  found.add('cpuSystem', null, cpu.system);
  found.add('cpuSteal', null, cpu.steal);
  found.add('cpuIowait', null, cpu.iowait);
  found.add('contextSwitches', null, cpu.contextSwitchesPerSecond);
}

function addDisk(found: Measurements, disk: DiskReading): void {
  found.add('diskRead', disk.name, disk.readBytesPerSecond);
  found.add('diskWrite', disk.name, disk.writeBytesPerSecond);
  found.add('diskReadLatency', disk.name, disk.readLatencyMillis);
  found.add('diskWriteLatency', disk.name, disk.writeLatencyMillis);
}

function addInterface(found: Measurements, each: InterfaceReading): void {
  const { name, speedBitsPerSecond } = each;
  if (speedBitsPerSecond === null || speedBitsPerSecond <= 0) return;
  found.add('interfaceReceived', name, (100 * 8 * each.receivedBytesPerSecond) / speedBitsPerSecond);
  found.add('interfaceSent', name, (100 * 8 * each.sentBytesPerSecond) / speedBitsPerSecond);
}

function addSensor(found: Measurements, sensor: SensorReading): void {
  if (sensor.type === 'temperature_core') found.addWithLimits('temperature', sensor);
  if (sensor.type === 'temperature_hdd') found.addWithLimits('diskTemperature', sensor);
  if (sensor.type === 'battery') found.add('battery', sensor.label, sensor.value);
}

function addRaspberry(found: Measurements, raspberry: RaspberryReading): void {
  for (const flag of RASPBERRY_FLAGS) {
    const { [flag]: now } = raspberry;
    const { [flag]: once } = raspberry.sinceStart;
    found.add(flag, null, now === null ? null : Number(now));
    found.add('raspberrySinceStart', flag, once === null ? null : Number(once));
  }
}
