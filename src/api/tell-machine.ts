import type { SystemEvent } from '../system/event-row.ts';
import type { ProcessesReading, ProcessReading } from '../system/process-readings.ts';
import type { HostReading } from '../system/snapshot.ts';
import type { MachineSource } from './machine-source.ts';
import type {
  AlertLevel,
  EventsMessage,
  FigureLevel,
  ProcessOrder,
  SystemEventRow,
  SystemHost,
  SystemMessage,
  SystemProcess,
  SystemProcesses,
} from './system-message.ts';

/** Which processes are wanted. */
export interface ProcessQuestion {
  readonly limit: number;
  readonly sortBy: ProcessOrder;
  /** Only those in whose name, command, user or number it occurs, whatever the case; '' takes all. */
  readonly filter: string;
}

const LEVELS: readonly AlertLevel[] = ['ok', 'careful', 'warning', 'critical'];

/** The latest snapshot as the API tells it; null before the first. Here, and nowhere else, times of the machine become text. */
export function tellSystem(machine: MachineSource, question: ProcessQuestion): SystemMessage | null {
  const snapshot = machine.snapshot();
  if (snapshot === null) return null;
  const { atMillis, seconds, host, processes, collectors, ...readings } = snapshot;
  const levels = machine.levels().map(({ metric, item, level }) => ({ metric, item, level }));
  return {
    takenAt: timeText(atMillis),
    seconds,
    worstLevel: worstOf(levels),
    levels,
    host: host === null ? null : tellHost(host),
    ...readings,
    processes: processes === null ? null : tellProcesses(machine, processes, question),
    collectors,
  };
}

/** Those that last first, each kind the latest first. */
export function tellEvents(machine: MachineSource, limit: number): EventsMessage {
  const events = [...machine.events()].sort(compareEvents);
  return {
    list: events.slice(0, limit).map(tellEvent),
    total: events.length,
    ongoing: events.filter(({ endAtMillis }) => endAtMillis === null).length,
  };
}

/** ISO 8601 UTC with microseconds, as all of the API writes times. */
export function timeText(millis: number): string {
  return `${new Date(millis).toISOString().slice(0, -1)}000Z`;
}

export function worstOf(levels: readonly Pick<FigureLevel, 'level'>[]): AlertLevel {
  return LEVELS[Math.max(0, ...levels.map(({ level }) => LEVELS.indexOf(level)))]!;
}

function tellHost({ bootedAtMillis, ...host }: HostReading): SystemHost {
  return { ...host, bootedAt: timeText(bootedAtMillis) };
}

function tellProcesses(
  machine: MachineSource,
  { list, counts }: ProcessesReading,
  { limit, sortBy, filter }: ProcessQuestion,
): SystemProcesses {
  const found = filter === '' ? list : list.filter((process) => mentions(process, filter.toLowerCase()));
  // They come by CPU time already.
  const sorted = sortBy === 'cpu' ? found : [...found].sort((one, other) => amountOf(other, sortBy) - amountOf(one, sortBy));
  const told = sorted.slice(0, limit).map((process) => tellProcess(machine, process));
  return { list: told, matching: found.length, counts };
}

function tellProcess(machine: MachineSource, reading: ProcessReading): SystemProcess {
  const { startedAtMillis, ...process } = reading;
  return { ...process, ...machine.processLevels(reading), startedAt: timeText(startedAtMillis) };
}

function mentions({ pid, name, user, command }: ProcessReading, wanted: string): boolean {
  return `${pid} ${user} ${name} ${command.join(' ')}`.toLowerCase().includes(wanted);
}

function amountOf(process: ProcessReading, order: ProcessOrder): number {
  if (order === 'cpu') return process.cpuPercent;
  if (order === 'memory') return process.residentBytes;
  // What is not permitted to be read comes last.
  const { readBytesPerSecond, writeBytesPerSecond } = process;
  if (readBytesPerSecond === null && writeBytesPerSecond === null) return -1;
  return (readBytesPerSecond ?? 0) + (writeBytesPerSecond ?? 0);
}

function tellEvent({ beginAtMillis, endAtMillis, ...event }: SystemEvent): SystemEventRow {
  return { ...event, beginAt: timeText(beginAtMillis), endAt: endAtMillis === null ? null : timeText(endAtMillis) };
}

function compareEvents(one: SystemEvent, other: SystemEvent): number {
  const isOver = Number(one.endAtMillis !== null) - Number(other.endAtMillis !== null);
  if (isOver !== 0) return isOver;
  return other.beginAtMillis - one.beginAtMillis || other.serial - one.serial;
}
