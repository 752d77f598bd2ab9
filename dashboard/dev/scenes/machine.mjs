import { chance, isoMicros } from './chance.mjs';
import {
  containerOf,
  cpuOf,
  diskOf,
  fileSystemOf,
  GIGABYTE,
  interfaceOf,
  pressureOf,
  processOf,
  sensorOf,
} from './machine-readings.mjs';

const PROGRAMS = ['qemu-guest', 'rsync', 'broker', 'wanprobe', 'recorder', 'sshd', 'cron', 'shell'];
const LEVELS = [
  { metric: 'memory', item: null, level: 'critical' },
  { metric: 'load', item: null, level: 'warning' },
  { metric: 'swap', item: null, level: 'careful' },
  { metric: 'fileSystem', item: '/home', level: 'critical' },
  { metric: 'temperature', item: 'Package id 0', level: 'warning' },
  { metric: 'pressureIo', item: null, level: 'warning' },
];

/** The machine of a probe, and the probes beside it. `names` are put wherever others name things: hostile ones in the scene `ugly`. */
export function machineScene({ names = PROGRAMS } = {}) {
  const random = chance(11);
  const pick = (index) => names[index % names.length];
  const points = Array.from({ length: 900 }, (_, index) => pointAt(Date.now() - (900 - index) * 4000, index / 60));
  return {
    history: () => points,
    snapshot() {
      const now = Date.now();
      points.push(pointAt(now, points.length / 60));
      return {
        startAt: isoMicros(now - 2000),
        endAt: isoMicros(now),
        system: systemOf({ now, random, pick }),
        events: eventsOf({ now, pick }),
      };
    },
    machines: () => machinesOf(pick),
  };
}

function pointAt(millis, turn) {
  return {
    at: isoMicros(millis),
    seconds: 4,
    cpuPercent: 50 + 25 * Math.sin(turn),
    iowaitPercent: 6 + 5 * Math.sin(2 * turn),
    memoryPercent: 70 + 20 * Math.sin(turn / 5),
    swapPercent: 55,
    load1: 4 + 3 * Math.sin(turn / 2),
    receivedBytesPerSecond: 4e7 + 3e7 * Math.sin(turn),
    sentBytesPerSecond: 8e6,
    readBytesPerSecond: 2e7,
    writeBytesPerSecond: 2e8 + 1e8 * Math.sin(turn),
    temperature: 60 + 15 * Math.sin(turn / 3),
  };
}

function systemOf({ now, random, pick }) {
  const flags = { underVoltage: false, frequencyCapped: false, throttled: false, softTemperatureLimit: false };
  return {
    takenAt: isoMicros(now),
    seconds: 2,
    worstLevel: 'critical',
    levels: LEVELS,
    host: {
      hostname: pick(2),
      system: 'Linux',
      kernel: '6.6.31',
      architecture: 'aarch64',
      distribution: 'Debian GNU/Linux 12 (bookworm)',
      model: 'Raspberry Pi 4 Model B Rev 1.4',
      bootedAt: isoMicros(now - 1e9),
      uptimeSeconds: 1e6,
    },
    cpu: cpuOf(random),
    load: { min1: 6.42 + random(), min5: 5.2, min15: 8.31 },
    memory: memoryOf(93 + random()),
    swap: { ...swapOf(4.4 * GIGABYTE), inBytesPerSecond: 12_000, outBytesPerSecond: 2.3e6, inBytes: 1e9, outBytes: 1e9 },
    pressure: pressureOf(random),
    disks: [
      diskOf('nvme0n1', { writeBytesPerSecond: 3e8 * random(), busyPercent: 97 }),
      diskOf('nvme0n1p2', { isPartition: true }),
      diskOf('sda', { readLatencyMillis: null, writeLatencyMillis: 84 }),
    ],
    flashCards: [
      {
        disk: 'mmcblk0',
        kind: 'mmc',
        name: pick(5),
        manufacturedAt: '08/2023',
        writtenBytes: 5e9,
        wearPercent: 90,
        endOfLife: 'warning',
      },
    ],
    fileSystems: [fileSystemOf('/', 71), fileSystemOf('/home', 94.2), fileSystemOf(`/mnt/${pick(0)}`, 51, { isReadOnly: true })],
    interfaces: [
      interfaceOf('enp5s0', 9e7 * random()),
      interfaceOf('lo', 1e5, { speedBitsPerSecond: null, addresses: ['127.0.0.1', '::1'] }),
      ...Array.from({ length: 9 }, (_, index) => interfaceOf(`veth${index}`, 1000 * index, { addresses: [] })),
    ],
    sensors: [
      sensorOf('Package id 0', 78.2, { critical: 95 }),
      sensorOf('fan1', 1450, { type: 'fan_speed', unit: 'R' }),
      sensorOf(pick(3), 1.21, { type: 'voltage', unit: 'V' }),
    ],
    raspberry: {
      model: 'Raspberry Pi 4 Model B Rev 1.4',
      ...flags,
      throttled: true,
      sinceStart: { ...flags, underVoltage: true, throttled: true },
      source: 'get_throttled',
    },
    processes: processesOf({ random, pick }),
    connections: {
      established: 31,
      synSent: 0,
      synReceived: 0,
      finWait: 0,
      timeWait: 12,
      closeWait: 2,
      listen: 14,
      udp: 9,
      tracked: 1200,
      trackedMax: 65_536,
    },
    containers: [containerOf(pick(2)), containerOf(pick(4), { engine: 'podman', cpuPercent: null, memoryLimitBytes: 5e8 })],
    probe: { cpuPercent: 4.2, residentBytes: 1.2e8, heapBytes: 3.3e7, collectingMillis: 2.4, eventLoopDelayMillis: 1.1 },
    collectors: [
      { name: 'cpu', millis: 0.21, failure: null },
      { name: 'containers', millis: 3.4, failure: pick(0) },
    ],
  };
}

function memoryOf(percent) {
  const total = 8 * GIGABYTE;
  const used = (total * percent) / 100;
  const available = total - used;
  return {
    total,
    available,
    used,
    free: available / 3,
    percent,
    active: 5e9,
    inactive: 2e9,
    buffers: 9e7,
    cached: available / 2,
    shared: 3e7,
  };
}

function swapOf(used) {
  const total = 8 * GIGABYTE;
  return { total, used, free: total - used, percent: (100 * used) / total };
}

function processesOf({ random, pick }) {
  const list = Array.from({ length: 120 }, (_, index) =>
    processOf(pick(index), {
      pid: 1000 + index * 7,
      command: index % 5 === 4 ? [] : [`/usr/bin/${pick(index)}`, pick(index + 1)],
      user: index % 2 === 0 ? 'root' : pick(index + 3),
      state: 'RSSDI'[index % 5],
      cpuPercent: Math.max(0, (300 + 10 * random()) / (index + 1) - 4),
      residentBytes: 4e9 / (1 + ((index * 13) % 50)),
      writeBytesPerSecond: index % 4 === 0 ? null : 2000 * index,
    }),
  );
  return { list, matching: 120, counts: { total: 120, running: 3, sleeping: 90, other: 27, threads: 410, pidMax: 32_768 } };
}

function eventsOf({ now, pick }) {
  const top = [{ pid: 1000, name: pick(0), cpuPercent: 310, memoryPercent: 24 }];
  const event = (serial, ago, changes) => ({
    serial,
    beginAt: isoMicros(now - ago * 1000),
    endAt: null,
    level: 'critical',
    levelNow: 'critical',
    metric: 'memory',
    item: null,
    value: { min: 90, mean: 92, max: 95, now: 93 },
    unit: '%',
    samples: 40,
    message: 'Memory at 92 % (up to 95 %)',
    top,
    ...changes,
  });
  const over = { endAt: isoMicros(now - 6000 * 1000), levelNow: 'ok', metric: 'cpu', message: `CPU at 80 %: ${pick(0)}` };
  const readOnly = {
    metric: 'fileSystemReadOnly',
    item: '/mnt',
    unit: 'state',
    message: `File system ${pick(1)} read-only`,
    top: [],
  };
  return { list: [event(3, 60, readOnly), event(2, 400, { levelNow: 'warning' }), event(1, 7000, over)], total: 3, ongoing: 2 };
}

function machinesOf(pick) {
  const row = {
    name: pick(1),
    url: 'http://192.0.2.7:8080/',
    state: 'here',
    cpuPercent: 12,
    memoryPercent: 40,
    load: 0.4,
    temperature: 48.7,
    worstLevel: 'careful',
    lineState: 'fine',
    downBytesPerSecond: 4.2e6,
    upBytesPerSecond: 5e5,
    seenAt: isoMicros(Date.now()),
    trouble: null,
  };
  return {
    machines: [
      row,
      { ...row, name: 'holiday house', url: 'https://probe.example.net/wan/', worstLevel: 'critical', lineState: 'outage' },
      { ...row, name: 'grandmother', url: 'http://[2001:db8::7]:8080/', state: 'away', trouble: 'nothing answers there' },
      { ...row, name: 'office', url: 'javascript:alert(1)', state: 'waiting', seenAt: null },
    ],
  };
}
