import type { ContainerReading, ProcessReading } from '../../src/system/process-readings.ts';
import type {
  CpuReading,
  CpuShares,
  DiskReading,
  FileSystemReading,
  FlashCardReading,
  InterfaceReading,
  SensorReading,
} from '../../src/system/snapshot.ts';

/** 2026-03-01T19:00:00Z, when the snapshots of tests begin. */
export const SNAPSHOT_START_MILLIS = Date.UTC(2026, 2, 1, 19);

/** One part of a snapshot, with what is different about it. Each is a whole plausible value. */
export type Changes<Reading> = { readonly [Key in keyof Reading]?: Reading[Key] | undefined };

const IDLE_STATES = {
  user: 3,
  nice: 0,
  system: 1.5,
  iowait: 0.5,
  irq: 0,
  softirq: 0.5,
  steal: 0,
  guest: 0,
  guestNice: 0,
} as const;

/** States add up to 100 with `idle`, and `total` follows, unless a test says otherwise. */
export function cpuShares(changes: Changes<CpuShares> = {}): CpuShares {
  const states = { ...IDLE_STATES, ...defined(changes) };
  const busy = states.user + states.nice + states.system + states.irq + states.softirq + states.steal;
  return { idle: Math.max(0, 100 - busy - states.iowait), total: Math.min(100, busy), ...states };
}

/** Of a machine with four processors; `perCpu` all do the same. A test that says `total` alone means that `user` is the rest of it. */
export function cpuReading(changes: Changes<CpuReading> = {}): CpuReading {
  const { perCpu, total, user, ...rest } = changes;
  const others = cpuShares({ ...pickShares(rest), user: 0 }).total;
  const shares = cpuShares({
    ...pickShares(rest),
    user: user ?? (total === undefined ? undefined : Math.max(0, total - others)),
  });
  const logicalCount = changes.logicalCount ?? 4;
  return {
    ...shares,
    perCpu: perCpu ?? Array.from({ length: logicalCount }, (_, number) => ({ ...shares, number, frequencyHz: 1_500_000_000 })),
    model: 'Cortex-A72',
    logicalCount,
    physicalCount: 4,
    frequencyHz: 1_500_000_000,
    maxFrequencyHz: 1_800_000_000,
    contextSwitchesPerSecond: 2_400,
    interruptsPerSecond: 1_300,
    softInterruptsPerSecond: 900,
    contextSwitches: 412_000_000,
    interrupts: 231_000_000,
    softInterrupts: 160_000_000,
    ...defined(rest),
    ...(total === undefined ? {} : { total }),
  };
}

export function processReading(changes: Changes<ProcessReading> = {}): ProcessReading {
  const name = changes.name ?? 'sshd';
  return {
    pid: 700,
    parentPid: 1,
    name,
    command: [`/usr/sbin/${name}`, '-D'],
    user: 'root',
    state: 'S',
    cpuPercent: 0.1,
    memoryPercent: 0.2,
    residentBytes: 8_388_608,
    virtualBytes: 15_728_640,
    sharedBytes: 7_340_032,
    threads: 1,
    nice: 0,
    userSeconds: 2.5,
    systemSeconds: 1.25,
    startedAtMillis: SNAPSHOT_START_MILLIS - 86_400_000,
    readBytesPerSecond: 0,
    writeBytesPerSecond: 0,
    readBytes: 1_048_576,
    writtenBytes: 65_536,
    ...defined(changes),
  };
}

export function diskReading(changes: Changes<DiskReading> = {}): DiskReading {
  return {
    name: 'mmcblk0',
    isPartition: false,
    readBytesPerSecond: 4_096,
    writeBytesPerSecond: 20_480,
    readsPerSecond: 1,
    writesPerSecond: 2.5,
    readLatencyMillis: 1.2,
    writeLatencyMillis: 4.8,
    busyPercent: 1.1,
    readBytes: 1_610_612_736,
    writtenBytes: 5_368_709_120,
    reads: 52_000,
    writes: 410_000,
    ...defined(changes),
  };
}

export function flashCardReading(changes: Changes<FlashCardReading> = {}): FlashCardReading {
  return {
    disk: 'mmcblk0',
    kind: 'sd',
    name: 'SC32G',
    manufacturedAt: '08/2023',
    writtenBytes: 5_368_709_120,
    wearPercent: null,
    endOfLife: null,
    ...defined(changes),
  };
}

/** `size`, `used` and `free` follow `percent` where a test says that alone. */
export function fileSystemReading(changes: Changes<FileSystemReading> = {}): FileSystemReading {
  const percent = changes.percent ?? 32;
  const usable = 30_000_000_000;
  return {
    device: '/dev/mmcblk0p2',
    type: 'ext4',
    mountPoint: '/',
    options: 'rw,noatime',
    size: 31_268_536_320,
    used: Math.round((usable * percent) / 100),
    free: Math.round((usable * (100 - percent)) / 100),
    percent,
    isReadOnly: false,
    inodesPercent: 6,
    ...defined(changes),
  };
}

export function interfaceReading(changes: Changes<InterfaceReading> = {}): InterfaceReading {
  return {
    name: 'eth0',
    isUp: true,
    speedBitsPerSecond: 1_000_000_000,
    receivedBytesPerSecond: 125_000,
    sentBytesPerSecond: 12_500,
    receivedPacketsPerSecond: 110,
    sentPacketsPerSecond: 60,
    receivedBytes: 9_663_676_416,
    sentBytes: 1_288_490_188,
    receiveErrors: 0,
    sendErrors: 0,
    receiveDrops: 12,
    sendDrops: 0,
    addresses: ['192.0.2.10', '2001:db8:1::10'],
    ...defined(changes),
  };
}

export function sensorReading(changes: Changes<SensorReading> = {}): SensorReading {
  return {
    label: 'cpu_thermal 0',
    type: 'temperature_core',
    unit: 'C',
    value: 48.7,
    warning: null,
    critical: null,
    ...defined(changes),
  };
}

export function containerReading(changes: Changes<ContainerReading> = {}): ContainerReading {
  return {
    id: '4f1d2c9a7b30',
    name: 'broker',
    image: 'broker.example/mqtt:2',
    engine: 'docker',
    status: 'running',
    cpuPercent: 0.4,
    memoryBytes: 12_582_912,
    memoryLimitBytes: null,
    receivedBytesPerSecond: 320,
    sentBytesPerSecond: 410,
    uptimeSeconds: 86_000,
    ...defined(changes),
  };
}

/** Without what a test did not say: a spread takes `undefined` over. */
export function defined<Value extends object>(changes: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Value]: Exclude<Value[Key], undefined>;
  };
}

function pickShares(changes: Changes<CpuReading>): Changes<CpuShares> {
  const names = [...Object.keys(IDLE_STATES), 'idle'] as (keyof CpuShares)[];
  return Object.fromEntries(names.filter((name) => changes[name] !== undefined).map((name) => [name, changes[name]]));
}
