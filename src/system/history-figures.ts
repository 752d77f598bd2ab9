import type { DiskReading, InterfaceReading, SystemSnapshot } from './snapshot.ts';

/** The figures that are kept of every snapshot, and where each is found. Shares in percent, sizes in bytes, temperatures in degrees Celsius. */
export const FIGURES = {
  cpuTotal: ({ cpu }) => cpu?.total,
  cpuUser: ({ cpu }) => cpu?.user,
  cpuSystem: ({ cpu }) => cpu?.system,
  cpuIowait: ({ cpu }) => cpu?.iowait,
  cpuSteal: ({ cpu }) => cpu?.steal,
  load1: ({ load }) => load?.min1,
  load5: ({ load }) => load?.min5,
  load15: ({ load }) => load?.min15,
  memoryPercent: ({ memory }) => memory?.percent,
  swapPercent: ({ swap }) => swap?.percent,
  /** Some tasks waited, over the last ten seconds. */
  pressureCpu: ({ pressure }) => pressure?.cpu.some.avg10,
  pressureMemory: ({ pressure }) => pressure?.memory.some.avg10,
  pressureIo: ({ pressure }) => pressure?.io.some.avg10,
  /** Of the sensors on or near processors; of all, where there is none. */
  temperature: hottest,
  processes: ({ processes }) => processes?.counts.total,
  probeCpuPercent: ({ probe }) => probe?.cpuPercent,
  probeResidentBytes: ({ probe }) => probe?.residentBytes,
} as const satisfies Readonly<Record<string, (snapshot: SystemSnapshot) => number | null | undefined>>;

export type FigureName = keyof typeof FIGURES;
export const FIGURE_NAMES = Object.keys(FIGURES) as readonly FigureName[];

/** Things of one kind, the most important first, and what is kept of each, in bytes per second. */
export interface ItemKind<Reading extends { readonly name: string }> {
  readonly readings: (snapshot: SystemSnapshot) => readonly Reading[];
  readonly figures: Readonly<Partial<Record<ItemFigureName, (reading: Reading) => number>>>;
}

export type ItemFigureName = 'received' | 'sent' | 'read' | 'written';

export const INTERFACES: ItemKind<InterfaceReading> = {
  readings: ({ interfaces }) => (interfaces ?? []).toSorted(compareInterfaces),
  figures: { received: (each) => each.receivedBytesPerSecond, sent: (each) => each.sentBytesPerSecond },
};

export const DISKS: ItemKind<DiskReading> = {
  readings: ({ disks }) => (disks ?? []).toSorted(compareDisks),
  figures: { read: (disk) => disk.readBytesPerSecond, written: (disk) => disk.writeBytesPerSecond },
};

/** Those of hardware before those of software, then by what went through: containers make many that come and go. */
function compareInterfaces(one: InterfaceReading, other: InterfaceReading): number {
  const isHardware = (each: InterfaceReading) => Number(each.speedBitsPerSecond !== null);
  const weight = (each: InterfaceReading) => each.receivedBytes + each.sentBytes;
  return isHardware(other) - isHardware(one) || weight(other) - weight(one);
}

/** Whole disks before partitions, then by what was read and written. */
function compareDisks(one: DiskReading, other: DiskReading): number {
  const weight = (disk: DiskReading) => disk.readBytes + disk.writtenBytes;
  return Number(one.isPartition) - Number(other.isPartition) || weight(other) - weight(one);
}

function hottest({ sensors }: SystemSnapshot): number | null {
  const cores = sensors?.filter(({ type }) => type === 'temperature_core') ?? [];
  const others = sensors?.filter(({ type }) => type === 'temperature_hdd') ?? [];
  const values = (cores.length > 0 ? cores : others).map(({ value }) => value).filter(Number.isFinite);
  return values.length === 0 ? null : Math.max(...values);
}
