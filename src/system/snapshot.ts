// What the collectors say, as plain immutable values: times in milliseconds or seconds as the names say, sizes in bytes, shares in percent
// from 0 to 100, rates per second since the snapshot before. `null` is what the machine does not say, which is not zero.

import type { ConnectionsReading, ContainerReading, ProbeCostReading, ProcessesReading } from './process-readings.ts';

/** How one processor, or all together, spent its time, in percent. The states add up to 100, guest being part of user and guestNice of nice. */
export interface CpuShares {
  readonly user: number;
  readonly nice: number;
  readonly system: number;
  readonly idle: number;
  readonly iowait: number;
  readonly irq: number;
  readonly softirq: number;
  readonly steal: number;
  readonly guest: number;
  readonly guestNice: number;
  /** All but idle and waiting for I/O. */
  readonly total: number;
}

export interface CpuReading extends CpuShares {
  /** One for each processor that is online, by its number. */
  readonly perCpu: readonly (CpuShares & { readonly number: number; readonly frequencyHz: number | null })[];
  readonly model: string | null;
  readonly logicalCount: number;
  readonly physicalCount: number | null;
  /** Mean of the processors' frequencies, and the highest they can run at. */
  readonly frequencyHz: number | null;
  readonly maxFrequencyHz: number | null;
  readonly contextSwitchesPerSecond: number;
  readonly interruptsPerSecond: number;
  readonly softInterruptsPerSecond: number;
  /** Cumulative, since the machine was started. */
  readonly contextSwitches: number;
  readonly interrupts: number;
  readonly softInterrupts: number;
}

export interface LoadReading {
  readonly min1: number;
  readonly min5: number;
  readonly min15: number;
}

export interface MemoryReading {
  readonly total: number;
  /** What programs can have without swapping, as the kernel estimates it. */
  readonly available: number;
  /** total - available. */
  readonly used: number;
  readonly free: number;
  readonly percent: number;
  readonly active: number;
  readonly inactive: number;
  readonly buffers: number;
  /** Page cache and reclaimable kernel memory, as `free` counts it. */
  readonly cached: number;
  readonly shared: number;
}

export interface SwapReading {
  readonly total: number;
  readonly used: number;
  readonly free: number;
  readonly percent: number;
  readonly inBytesPerSecond: number;
  readonly outBytesPerSecond: number;
  /** Cumulative. */
  readonly inBytes: number;
  readonly outBytes: number;
}

/** Pressure stall information (Documentation/accounting/psi.rst): the share of time, in percent, in which some or all tasks waited. */
export interface PressureShares {
  readonly avg10: number;
  readonly avg60: number;
  readonly avg300: number;
}
export interface PressureReading {
  readonly cpu: { readonly some: PressureShares; readonly full: PressureShares | null };
  readonly memory: { readonly some: PressureShares; readonly full: PressureShares | null };
  readonly io: { readonly some: PressureShares; readonly full: PressureShares | null };
}

/** A block device, whole disks and partitions alike. */
export interface DiskReading {
  readonly name: string;
  readonly isPartition: boolean;
  readonly readBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
  readonly readsPerSecond: number;
  readonly writesPerSecond: number;
  /** The mean time an operation took that ended since the snapshot before; null without one. */
  readonly readLatencyMillis: number | null;
  readonly writeLatencyMillis: number | null;
  readonly busyPercent: number;
  /** Cumulative. */
  readonly readBytes: number;
  readonly writtenBytes: number;
  readonly reads: number;
  readonly writes: number;
}

/** A card or soldered flash (MMC), with what it tells of its age. */
export interface FlashCardReading {
  /** `mmcblk0` */
  readonly disk: string;
  readonly kind: 'sd' | 'mmc';
  readonly name: string | null;
  readonly manufacturedAt: string | null;
  /** Since the machine was started. */
  readonly writtenBytes: number;
  /** eMMC's life time estimates (JESD84-B51, EXT_CSD 268 and 269) in percent used, the worse of the two; null where the card does not tell. */
  readonly wearPercent: number | null;
  /** eMMC's PRE_EOL_INFO. */
  readonly endOfLife: 'normal' | 'warning' | 'urgent' | null;
}

export interface FileSystemReading {
  readonly device: string;
  readonly type: string;
  readonly mountPoint: string;
  readonly options: string;
  readonly size: number;
  /** used + free is less than size where some of it is the superuser's alone. */
  readonly used: number;
  readonly free: number;
  /** As `df` has it: used / (used + free). */
  readonly percent: number;
  readonly isReadOnly: boolean;
  readonly inodesPercent: number | null;
}

export interface InterfaceReading {
  readonly name: string;
  readonly isUp: boolean;
  /** Bits per second; null where the driver does not say. */
  readonly speedBitsPerSecond: number | null;
  readonly receivedBytesPerSecond: number;
  readonly sentBytesPerSecond: number;
  readonly receivedPacketsPerSecond: number;
  readonly sentPacketsPerSecond: number;
  /** Cumulative. */
  readonly receivedBytes: number;
  readonly sentBytes: number;
  readonly receiveErrors: number;
  readonly sendErrors: number;
  readonly receiveDrops: number;
  readonly sendDrops: number;
  readonly addresses: readonly string[];
}

export interface SensorReading {
  /** Unique, and stable as long as the hardware is: `cpu_thermal 0`, `Package id 0`, `fan1`. */
  readonly label: string;
  readonly type: 'temperature_core' | 'temperature_hdd' | 'fan_speed' | 'voltage' | 'battery';
  /** Degrees Celsius, revolutions per minute, volts or percent. */
  readonly unit: 'C' | 'R' | 'V' | '%';
  readonly value: number;
  /** The hardware's own limits. */
  readonly warning: number | null;
  readonly critical: number | null;
}

/** What a Raspberry Pi's firmware says of power and heat: now, and at any time since the machine was started. */
export interface RaspberryReading {
  readonly model: string;
  readonly underVoltage: boolean | null;
  readonly frequencyCapped: boolean | null;
  readonly throttled: boolean | null;
  readonly softTemperatureLimit: boolean | null;
  readonly sinceStart: {
    readonly underVoltage: boolean | null;
    readonly frequencyCapped: boolean | null;
    readonly throttled: boolean | null;
    readonly softTemperatureLimit: boolean | null;
  };
  /** Where that came from: `get_throttled`, `hwmon`; null where nothing tells. */
  readonly source: string | null;
}

export interface HostReading {
  readonly hostname: string;
  /** `Linux` */
  readonly system: string;
  readonly kernel: string;
  readonly architecture: string;
  /** `Debian GNU/Linux 12 (bookworm)` */
  readonly distribution: string | null;
  /** `Raspberry Pi 4 Model B Rev 1.4` */
  readonly model: string | null;
  readonly bootedAtMillis: number;
  readonly uptimeSeconds: number;
}

/** The readings, by collector. One that failed, or has nothing to read here, is null, and `collectors` says why. */
export interface Readings {
  readonly host: HostReading | null;
  readonly cpu: CpuReading | null;
  readonly load: LoadReading | null;
  readonly memory: MemoryReading | null;
  readonly swap: SwapReading | null;
  readonly pressure: PressureReading | null;
  readonly disks: readonly DiskReading[] | null;
  readonly flashCards: readonly FlashCardReading[] | null;
  readonly fileSystems: readonly FileSystemReading[] | null;
  readonly interfaces: readonly InterfaceReading[] | null;
  readonly sensors: readonly SensorReading[] | null;
  readonly raspberry: RaspberryReading | null;
  readonly processes: ProcessesReading | null;
  readonly connections: ConnectionsReading | null;
  readonly containers: readonly ContainerReading[] | null;
  readonly probe: ProbeCostReading | null;
}
export type CollectorName = keyof Readings;

/** How a collector did. */
export interface CollectorState {
  readonly name: CollectorName;
  /** How long its last run took, in milliseconds. */
  readonly millis: number;
  /** Why there is no reading, or an old one or not all of it, in one line; null while all is well. */
  readonly failure: string | null;
}

/** The machine at one moment. */
export interface SystemSnapshot extends Readings {
  /** By the machine's clock. */
  readonly atMillis: number;
  /** Since the snapshot before: what rates are over. Greater than 0, also for the first. */
  readonly seconds: number;
  readonly collectors: readonly CollectorState[];
}
