import type {
  ConnectionsReading,
  ProbeCostReading,
  ProcessesReading,
  ProcessReading,
} from '../../src/system/process-readings.ts';
import type {
  CollectorName,
  CollectorState,
  CpuReading,
  HostReading,
  LoadReading,
  MemoryReading,
  PressureReading,
  PressureShares,
  RaspberryReading,
  Readings,
  SwapReading,
  SystemSnapshot,
} from '../../src/system/snapshot.ts';
import {
  type Changes,
  containerReading,
  cpuReading,
  defined,
  diskReading,
  fileSystemReading,
  flashCardReading,
  interfaceReading,
  processReading,
  SNAPSHOT_START_MILLIS,
  sensorReading,
} from './system-readings.ts';

type NullOr<Value> = Value | null;

/** What is different about a snapshot. Readings of one thing take changes, lists are replaced, null is a reading that is not there. */
export interface SnapshotChanges extends Changes<Pick<SystemSnapshot, 'atMillis' | 'seconds' | 'collectors'>> {
  readonly host?: NullOr<Changes<HostReading>>;
  readonly cpu?: NullOr<Changes<CpuReading>>;
  readonly load?: NullOr<Changes<LoadReading>>;
  readonly memory?: NullOr<Changes<MemoryReading>>;
  readonly swap?: NullOr<Changes<SwapReading>>;
  /** `{ io: 40 }`: some tasks waited for that long, over the last ten seconds. */
  readonly pressure?: NullOr<{ readonly cpu?: number; readonly memory?: number; readonly io?: number }>;
  readonly disks?: Readings['disks'];
  readonly flashCards?: Readings['flashCards'];
  readonly fileSystems?: Readings['fileSystems'];
  readonly interfaces?: Readings['interfaces'];
  readonly sensors?: Readings['sensors'];
  readonly raspberry?: NullOr<
    Changes<Omit<RaspberryReading, 'sinceStart'>> & { sinceStart?: Changes<RaspberryReading['sinceStart']> }
  >;
  /** The list itself; the counts follow. */
  readonly processes?: NullOr<readonly ProcessReading[]>;
  readonly connections?: NullOr<Changes<ConnectionsReading>>;
  readonly containers?: Readings['containers'];
  readonly probe?: NullOr<Changes<ProbeCostReading>>;
}

/** A Raspberry Pi 4 with nothing wrong, all collectors at work, but for what a test changes. */
export function systemSnapshot(changes: SnapshotChanges = {}): SystemSnapshot {
  const readings = makeReadings(changes);
  return {
    atMillis: changes.atMillis ?? SNAPSHOT_START_MILLIS,
    seconds: changes.seconds ?? 2,
    ...readings,
    collectors: changes.collectors ?? Object.entries(readings).map(([name, reading]) => stateOf(name as CollectorName, reading)),
  };
}

/** Snapshots one after another, `seconds` apart by the machine's clock and any other, each with its own changes. */
export function snapshotsEvery(seconds: number, changes: readonly SnapshotChanges[]): SystemSnapshot[] {
  return changes.map((change, index) =>
    systemSnapshot({ atMillis: SNAPSHOT_START_MILLIS + index * seconds * 1000, seconds, ...change }),
  );
}

function makeReadings(changes: SnapshotChanges): Readings {
  const { host, cpu, load, memory, swap, pressure, raspberry, processes, connections, probe } = changes;
  return {
    host: host === null ? null : { ...HOST, ...defined(host ?? {}) },
    cpu: cpu === null ? null : cpuReading(cpu),
    load: load === null ? null : { min1: 0.42, min5: 0.31, min15: 0.24, ...defined(load ?? {}) },
    memory: memory === null ? null : memoryReading(memory),
    swap: swap === null ? null : swapReading(swap),
    pressure: pressure === null ? null : pressureReading(pressure),
    disks: listOr(changes.disks, [diskReading(), diskReading({ name: 'mmcblk0p2', isPartition: true })]),
    flashCards: listOr(changes.flashCards, [flashCardReading()]),
    fileSystems: listOr(changes.fileSystems, [
      fileSystemReading(),
      fileSystemReading({
        device: '/dev/mmcblk0p1',
        type: 'vfat',
        mountPoint: '/boot/firmware',
        percent: 14,
        inodesPercent: null,
      }),
    ]),
    interfaces: listOr(changes.interfaces, [
      interfaceReading({ name: 'lo', speedBitsPerSecond: null, addresses: ['127.0.0.1', '::1'] }),
      interfaceReading(),
    ]),
    sensors: listOr(changes.sensors, [sensorReading()]),
    raspberry: raspberry === null ? null : raspberryReading(raspberry),
    processes: processes === null ? null : processesReading(processes ?? PROCESSES),
    connections: connections === null ? null : { ...CONNECTIONS, ...defined(connections ?? {}) },
    containers: listOr(changes.containers, [containerReading()]),
    probe: probe === null ? null : { ...PROBE, ...defined(probe ?? {}) },
  };
}

function stateOf(name: CollectorName, reading: unknown): CollectorState {
  return { name, millis: 0.2, failure: reading === null ? 'nothing to read here' : null };
}

function listOr<Reading>(given: readonly Reading[] | null | undefined, usual: readonly Reading[]): readonly Reading[] | null {
  return given === undefined ? usual : given;
}

/** `used` and what belongs to it follow `percent`. */
function memoryReading(changes: Changes<MemoryReading> = {}): MemoryReading {
  const total = changes.total ?? 4_000_000_000;
  const percent = changes.percent ?? 21;
  const used = Math.round((total * percent) / 100);
  const free = Math.round((total - used) / 2);
  return {
    total,
    available: total - used,
    used,
    free,
    percent,
    active: 700_000_000,
    inactive: 900_000_000,
    buffers: 90_000_000,
    cached: Math.max(0, total - used - free),
    shared: 30_000_000,
    ...defined(changes),
  };
}

function swapReading(changes: Changes<SwapReading> = {}): SwapReading {
  const total = changes.total ?? 200_000_000;
  const percent = changes.percent ?? 0;
  const used = Math.round((total * percent) / 100);
  return {
    total,
    used,
    free: total - used,
    percent,
    inBytesPerSecond: 0,
    outBytesPerSecond: 0,
    inBytes: 0,
    outBytes: 0,
    ...defined(changes),
  };
}

function pressureReading({ cpu = 1.2, memory = 0, io = 0.4 }: NonNullable<SnapshotChanges['pressure']> = {}): PressureReading {
  const shares = (avg10: number): PressureShares => ({ avg10, avg60: avg10 / 2, avg300: avg10 / 4 });
  return {
    cpu: { some: shares(cpu), full: null },
    memory: { some: shares(memory), full: shares(memory / 2) },
    io: { some: shares(io), full: shares(io / 2) },
  };
}

function raspberryReading(changes: NonNullable<SnapshotChanges['raspberry']> = {}): RaspberryReading {
  const { sinceStart, ...now } = changes;
  const fine = { underVoltage: false, frequencyCapped: false, throttled: false, softTemperatureLimit: false };
  return {
    model: 'Raspberry Pi 4 Model B Rev 1.4',
    ...fine,
    source: 'get_throttled',
    ...defined(now),
    sinceStart: { ...fine, ...defined(sinceStart ?? {}) },
  };
}

function processesReading(list: readonly ProcessReading[]): ProcessesReading {
  const running = list.filter(({ state }) => state === 'R').length;
  const sleeping = list.filter(({ state }) => state === 'S').length;
  return {
    list,
    counts: {
      total: list.length,
      running,
      sleeping,
      other: list.length - running - sleeping,
      threads: list.reduce((sum, { threads }) => sum + threads, 0),
      pidMax: 32_768,
    },
  };
}

const HOST: HostReading = {
  hostname: 'probe',
  system: 'Linux',
  kernel: '6.6.31+rpt-rpi-v8',
  architecture: 'aarch64',
  distribution: 'Debian GNU/Linux 12 (bookworm)',
  model: 'Raspberry Pi 4 Model B Rev 1.4',
  bootedAtMillis: SNAPSHOT_START_MILLIS - 90_769_000,
  uptimeSeconds: 90_769,
};

const PROCESSES: readonly ProcessReading[] = [
  processReading({ pid: 812, name: 'wanprobe', user: 'wanprobe', cpuPercent: 4, memoryPercent: 3.1, threads: 12, state: 'R' }),
  processReading({ pid: 455, name: 'broker', user: 'broker', cpuPercent: 0.4, memoryPercent: 0.3, threads: 2 }),
  processReading(),
  processReading({ pid: 1, parentPid: 0, name: 'systemd', command: ['/sbin/init'], cpuPercent: 0 }),
];

const CONNECTIONS: ConnectionsReading = {
  established: 6,
  synSent: 0,
  synReceived: 0,
  finWait: 0,
  timeWait: 3,
  closeWait: 0,
  listen: 4,
  udp: 5,
  tracked: 120,
  trackedMax: 65_536,
};

const PROBE: ProbeCostReading = {
  cpuPercent: 4,
  residentBytes: 125_829_120,
  heapBytes: 33_554_432,
  collectingMillis: 2.4,
  eventLoopDelayMillis: 1.1,
};
