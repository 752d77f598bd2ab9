// The machine as the API tells of it: the readings under the names they have in src/system/, times as text.

import type { AlertLevel, SystemEvent } from '../system/event-row.ts';
import type { ProcessesReading, ProcessReading } from '../system/process-readings.ts';
import type { CollectorState, HostReading, Readings } from '../system/snapshot.ts';
import type { ProcessLevels } from '../system/thresholds/process-levels.ts';

export type { AlertLevel, SystemEvent, TopProcess } from '../system/event-row.ts';
export type { ConnectionsReading, ContainerReading, ProbeCostReading } from '../system/process-readings.ts';
export type {
  CollectorState,
  CpuReading,
  CpuShares,
  DiskReading,
  FileSystemReading,
  FlashCardReading,
  InterfaceReading,
  LoadReading,
  MemoryReading,
  PressureReading,
  PressureShares,
  RaspberryReading,
  SensorReading,
  SwapReading,
} from '../system/snapshot.ts';

export type SystemHost = Omit<HostReading, 'bootedAtMillis'> & { readonly bootedAt: string };
export type SystemProcess = Omit<ProcessReading, 'startedAtMillis'> & ProcessLevels & { readonly startedAt: string };

/** How processes are sorted: by what each takes of CPU time, of memory, or of disks; the most first. */
export const PROCESS_ORDERS = ['cpu', 'memory', 'io'] as const;
export type ProcessOrder = (typeof PROCESS_ORDERS)[number];

export interface SystemProcesses {
  /** In the order asked for, at most as many as asked for. */
  readonly list: readonly SystemProcess[];
  /** How many match, listed or not. */
  readonly matching: number;
  /** Of all processes. */
  readonly counts: ProcessesReading['counts'];
}

/** How bad a figure is, by the thresholds in force. Figures without thresholds have none. */
export interface FigureLevel {
  /** The words of thresholds and events: `cpu`, `cpuIowait`, `memory`, `load`, `fileSystem`, `temperature` ... */
  readonly metric: string;
  /** Which one of several: a mount point, a disk, a sensor's label; null where there is one only. */
  readonly item: string | null;
  readonly level: AlertLevel;
}

/** `GET /api/v1/system`, and the `system` topic: the machine at one moment. */
export interface SystemMessage extends Omit<Readings, 'host' | 'processes'> {
  /** By the machine's clock. */
  readonly takenAt: string;
  /** Since the snapshot before: what rates are over. */
  readonly seconds: number;
  /** The worst of `levels`. */
  readonly worstLevel: AlertLevel;
  readonly levels: readonly FigureLevel[];
  readonly host: SystemHost | null;
  readonly processes: SystemProcesses | null;
  readonly collectors: readonly CollectorState[];
}

/** The main figures of one moment, or of a step: then their means. `null` is what the machine does not say. */
export interface SystemPoint {
  readonly at: string;
  /** How much time it stands for. */
  readonly seconds: number;
  readonly cpuPercent: number | null;
  readonly iowaitPercent: number | null;
  readonly memoryPercent: number | null;
  readonly swapPercent: number | null;
  readonly load1: number | null;
  /** Of the interfaces that are hardware, where any says that it is; else of all but the loopback. */
  readonly receivedBytesPerSecond: number | null;
  readonly sentBytesPerSecond: number | null;
  /** Of whole disks. */
  readonly readBytesPerSecond: number | null;
  readonly writeBytesPerSecond: number | null;
  /** The highest of the processors, in degrees Celsius; of other parts where they have none. */
  readonly temperature: number | null;
}

/** `GET /api/v1/system/history`: oldest first; at most the last hour is kept in memory. */
export interface SystemHistoryMessage {
  /** Null: points as they were kept. */
  readonly stepSeconds: number | null;
  readonly points: readonly SystemPoint[];
}

export type SystemEventRow = Omit<SystemEvent, 'beginAtMillis' | 'endAtMillis'> & {
  readonly beginAt: string;
  /** Null while it lasts. */
  readonly endAt: string | null;
};

/** `GET /api/v1/events`, and the `events` topic: those that last first, then the latest that ended. */
export interface EventsMessage {
  readonly list: readonly SystemEventRow[];
  /** How many are remembered, listed or not, and how many of them last. */
  readonly total: number;
  readonly ongoing: number;
}

/** `waiting`: not asked yet; `away`: it did not answer, `trouble` says how. Its figures are of the last time it did. */
export type MachineCondition = 'waiting' | 'here' | 'away';

/** `fine`, `troubled`: as its verdict on the last minute has it; `outage`: the line does not work; `silent`: it captures nothing. */
export type MachineLineState = 'fine' | 'troubled' | 'outage' | 'silent';

/** One of the probes that the configuration names. What it says of itself is hostile. */
export interface MachineRow {
  readonly name: string;
  /** Where its dashboard is; http or https, without user name and password. */
  readonly url: string;
  readonly state: MachineCondition;
  readonly cpuPercent: number | null;
  readonly memoryPercent: number | null;
  /** Over one minute. */
  readonly load: number | null;
  /** Degrees Celsius, the highest there is. */
  readonly temperature: number | null;
  readonly worstLevel: AlertLevel | null;
  readonly lineState: MachineLineState | null;
  readonly downBytesPerSecond: number | null;
  readonly upBytesPerSecond: number | null;
  /** When it last answered, by our clock. */
  readonly seenAt: string | null;
  /** Why it could not be asked the last time, in one line; null when it could. */
  readonly trouble: string | null;
}

/** `GET /api/v1/machines`, in the order of the configuration. */
export interface MachinesMessage {
  readonly machines: readonly MachineRow[];
}
