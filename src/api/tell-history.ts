import type { HistoryQuestion } from '../system/history.ts';
import type { HistoryPoint, MachineSource } from './machine-source.ts';
import type { SystemPoint } from './messages.ts';
import { timeText } from './tell-machine.ts';

/** The machine over time as the API tells it. Interfaces and disks are added up where nothing is counted twice. */
export function tellHistory(machine: MachineSource, question: HistoryQuestion): SystemPoint[] {
  const counted = countedNames(machine);
  return machine.history(question).map((point) => tellPoint(point, counted));
}

interface CountedNames {
  readonly interfaces: ReadonlySet<string>;
  readonly disks: ReadonlySet<string>;
}

/**
 * What goes through an interface of hardware goes through bridges and tunnels above it too, and what a partition writes, its disk does. Hardware
 * has a speed; where none says so (virtual machines, unplugged cables), all interfaces but the loopback are added up.
 */
function countedNames(machine: MachineSource): CountedNames {
  const { interfaces, disks } = machine.snapshot() ?? {};
  const others = (interfaces ?? []).filter(({ name }) => name !== 'lo');
  const hardware = others.filter(({ speedBitsPerSecond }) => speedBitsPerSecond !== null);
  const counted = hardware.length > 0 ? hardware : others;
  return {
    interfaces: new Set(counted.map(({ name }) => name)),
    disks: new Set((disks ?? []).filter(({ isPartition }) => !isPartition).map(({ name }) => name)),
  };
}

function tellPoint({ atMillis, seconds, figures, interfaces, disks }: HistoryPoint, counted: CountedNames): SystemPoint {
  const links = interfaces.filter(({ name }) => counted.interfaces.has(name));
  const drives = disks.filter(({ name }) => counted.disks.has(name));
  return {
    at: timeText(atMillis),
    seconds: rounded(seconds),
    cpuPercent: rounded(figures.cpuTotal),
    iowaitPercent: rounded(figures.cpuIowait),
    memoryPercent: rounded(figures.memoryPercent),
    swapPercent: rounded(figures.swapPercent),
    load1: rounded(figures.load1),
    receivedBytesPerSecond: sumOf(links.map(({ received }) => received)),
    sentBytesPerSecond: sumOf(links.map(({ sent }) => sent)),
    readBytesPerSecond: sumOf(drives.map(({ read }) => read)),
    writeBytesPerSecond: sumOf(drives.map(({ written }) => written)),
    temperature: rounded(figures.temperature),
  };
}

/** Means have many digits, and there are many points. */
function rounded(value: number): number;
function rounded(value: number | null): number | null;
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100;
}

/** Null where nothing is known of any. */
function sumOf(rates: readonly (number | null)[]): number | null {
  const known = rates.filter((rate) => rate !== null);
  return known.length === 0 ? null : Math.round(known.reduce((sum, rate) => sum + rate, 0));
}
