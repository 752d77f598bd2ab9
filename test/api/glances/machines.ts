import type { SystemSnapshot } from '../../../src/system/snapshot.ts';
import {
  containerReading,
  diskReading,
  fileSystemReading,
  interfaceReading,
  processReading,
  sensorReading,
} from '../../support/system-readings.ts';
import { systemSnapshot } from '../../support/system-snapshot.ts';

/** A machine that has something of everything. */
export const FULL: SystemSnapshot = systemSnapshot({
  swap: { percent: 12.5 },
  disks: [diskReading(), diskReading({ name: 'sda', readLatencyMillis: null })],
  fileSystems: [fileSystemReading(), fileSystemReading({ mountPoint: '/srv', free: 0, percent: 100 })],
  interfaces: [interfaceReading({ name: 'lo' }), interfaceReading(), interfaceReading({ name: 'wlan0', isUp: false })],
  sensors: [
    sensorReading({ warning: 80, critical: 85 }),
    sensorReading({ label: 'drive', type: 'temperature_hdd', value: 31 }),
    sensorReading({ label: 'fan1', type: 'fan_speed', unit: 'R', value: 2400 }),
    sensorReading({ label: 'BAT0', type: 'battery', unit: '%', value: 88 }),
    sensorReading({ label: 'rail', type: 'voltage', unit: 'V', value: 5.1 }),
  ],
  containers: [
    containerReading(),
    containerReading({ name: 'idle', status: 'exited', cpuPercent: null, memoryBytes: null, uptimeSeconds: null }),
  ],
});

/** A Raspberry Pi that has next to nothing to say, in the first seconds of its life. */
export const POOR: SystemSnapshot = systemSnapshot({
  seconds: 0.001,
  host: { distribution: null, model: null, architecture: 'armv7l', uptimeSeconds: 3 },
  cpu: { model: null, physicalCount: null, frequencyHz: null, maxFrequencyHz: null, perCpu: [] },
  swap: null,
  pressure: null,
  disks: [diskReading({ readLatencyMillis: null, writeLatencyMillis: null, readBytesPerSecond: 0, writeBytesPerSecond: 0 })],
  flashCards: null,
  interfaces: [interfaceReading({ speedBitsPerSecond: null, addresses: [], isUp: false })],
  sensors: null,
  raspberry: null,
  processes: [processReading({ command: [], readBytes: null, writtenBytes: null, readBytesPerSecond: null })],
  connections: null,
  containers: null,
  probe: null,
});

/** Every collector failed. */
export const BLIND: SystemSnapshot = systemSnapshot({
  host: null,
  cpu: null,
  load: null,
  memory: null,
  swap: null,
  pressure: null,
  disks: null,
  flashCards: null,
  fileSystems: null,
  interfaces: null,
  sensors: null,
  raspberry: null,
  processes: null,
  connections: null,
  containers: null,
  probe: null,
});

export const MACHINES = { full: FULL, poor: POOR, blind: BLIND } as const;
