// Parts of a made-up machine: a small server in a cellar, busy with a guest and a backup.

export const GIGABYTE = 1e9;

export function sharesOf(random, busy) {
  const user = 60 * busy * random();
  const system = 15 * busy * random();
  const iowait = 12 * busy * random();
  const total = user + system + 3;
  const rest = { nice: 0, irq: 0, softirq: 3, steal: 0, guest: user / 2, guestNice: 0 };
  return { user, system, iowait, idle: Math.max(0, 100 - total - iowait), ...rest, total };
}

export function cpuOf(random) {
  const perCpu = Array.from({ length: 8 }, (_, number) => ({
    ...sharesOf(random, 1.2),
    number,
    frequencyHz: 1.5e9 + number * 1e8,
  }));
  return {
    ...sharesOf(random, 1.4),
    perCpu,
    model: 'Made-up CPU 8000',
    logicalCount: 8,
    physicalCount: 4,
    frequencyHz: 1.9e9,
    maxFrequencyHz: 3.4e9,
    contextSwitchesPerSecond: 24_000 * random(),
    interruptsPerSecond: 11_000 * random(),
    softInterruptsPerSecond: 9000,
    contextSwitches: 4e9,
    interrupts: 2e9,
    softInterrupts: 1e9,
  };
}

export function pressureOf(random) {
  const shares = (avg10) => ({ avg10, avg60: avg10 / 2, avg300: avg10 / 4 });
  const kind = (avg10) => ({ some: shares(avg10), full: shares(avg10 / 2) });
  return { cpu: { some: shares(34 * random()), full: null }, memory: kind(12.5), io: kind(50 + 10 * random()) };
}

export function diskOf(name, changes = {}) {
  return {
    name,
    isPartition: false,
    readBytesPerSecond: 4096,
    writeBytesPerSecond: 20_480,
    readsPerSecond: 1,
    writesPerSecond: 2.5,
    readLatencyMillis: 1.2,
    writeLatencyMillis: 4.8,
    busyPercent: 1.1,
    readBytes: 2 * GIGABYTE,
    writtenBytes: 5 * GIGABYTE,
    reads: 52_000,
    writes: 410_000,
    ...changes,
  };
}

export function fileSystemOf(mountPoint, percent, changes = {}) {
  const size = 500 * GIGABYTE;
  const used = (size * percent) / 100;
  const rest = { device: '/dev/nvme0n1p2', type: 'ext4', options: 'rw,noatime', isReadOnly: false, inodesPercent: 6 };
  return { mountPoint, size, used, free: size - used, percent, ...rest, ...changes };
}

export function interfaceOf(name, receivedBytesPerSecond, changes = {}) {
  return {
    name,
    isUp: true,
    speedBitsPerSecond: 1e9,
    receivedBytesPerSecond,
    sentBytesPerSecond: receivedBytesPerSecond / 8,
    receivedPacketsPerSecond: receivedBytesPerSecond / 900,
    sentPacketsPerSecond: receivedBytesPerSecond / 2000,
    receivedBytes: 900 * GIGABYTE,
    sentBytes: 120 * GIGABYTE,
    receiveErrors: 0,
    sendErrors: 0,
    receiveDrops: 12,
    sendDrops: 0,
    addresses: ['192.0.2.10', '2001:db8:1::10'],
    ...changes,
  };
}

export function sensorOf(label, value, changes = {}) {
  return { label, type: 'temperature_core', unit: 'C', value, warning: null, critical: null, ...changes };
}

const levelOf = (percent) => (percent >= 90 ? 'critical' : percent >= 70 ? 'warning' : percent >= 50 ? 'careful' : 'ok');

export function processOf(name, changes = {}) {
  return {
    pid: 700,
    parentPid: 1,
    name,
    command: [`/usr/bin/${name}`, '--config', `/etc/${name}.conf`],
    user: 'root',
    state: 'S',
    cpuPercent: 0,
    cpuLevel: levelOf(changes.cpuPercent ?? 0),
    memoryPercent: 0.2,
    memoryLevel: 'ok',
    residentBytes: 8_388_608,
    virtualBytes: 15_728_640,
    sharedBytes: 7_340_032,
    threads: 1,
    nice: 0,
    userSeconds: 2.5,
    systemSeconds: 1.25,
    startedAt: '2026-11-20T10:00:00.000000Z',
    readBytesPerSecond: null,
    writeBytesPerSecond: null,
    readBytes: null,
    writtenBytes: null,
    ...changes,
  };
}

export function containerOf(name, changes = {}) {
  return {
    id: name,
    name,
    image: `registry.example/${name}:2`,
    engine: 'docker',
    status: 'running',
    cpuPercent: 0.4,
    memoryBytes: 12_582_912,
    memoryLimitBytes: null,
    receivedBytesPerSecond: 320,
    sentBytesPerSecond: 410,
    uptimeSeconds: 86_000,
    ...changes,
  };
}
