import type { TopProcess } from '../event-row.ts';
import type { ProcessReading } from '../process-readings.ts';
import { labelProcess } from './process-label.ts';
import type { ProcessWatch } from './process-watch.ts';

const MOST_ON_TOP = 3;

/** What a watch's limits on use are for: a process, or all of the watch's together. */
export interface WatchSubject {
  /** The same for as long as it is the same. */
  readonly key: string;
  readonly item: string;
  readonly processes: readonly ProcessReading[];
  readonly cpuPercent: number;
  readonly memoryPercent: number;
  /** Read and written together; null where that may be read of none of them. */
  readonly ioBytesPerSecond: number | null;
}

export function wholeSubject(watch: ProcessWatch, processes: readonly ProcessReading[]): WatchSubject {
  return addUp({ key: 'all', item: watch.name, processes });
}

/** Where two virtual machines have the same name, their pids tell them apart. */
export function singleSubjects(processes: readonly ProcessReading[]): readonly WatchSubject[] {
  const labels = processes.map(labelProcess);
  const taken = new Map<string, number>();
  for (const label of labels) taken.set(label, (taken.get(label) ?? 0) + 1);
  return processes.map((process, index) => {
    const label = labels[index] ?? '';
    const item = taken.get(label) === 1 ? label : `${label} ${process.pid}`;
    return addUp({ key: String(process.pid), item, processes: [process] });
  });
}

/** The processes that use the most CPU, or of what else is measured, at most three. */
export function topOf(processes: readonly ProcessReading[], measure: (process: ProcessReading) => number): readonly TopProcess[] {
  const most = processes.toSorted((one, other) => measure(other) - measure(one) || one.pid - other.pid).slice(0, MOST_ON_TOP);
  return most.map(({ pid, name, cpuPercent, memoryPercent }) => ({ pid, name, cpuPercent, memoryPercent }));
}

/** What a process reads and writes; null where that may not be read. */
export function ioOf({ readBytesPerSecond, writeBytesPerSecond }: ProcessReading): number | null {
  return readBytesPerSecond === null || writeBytesPerSecond === null ? null : readBytesPerSecond + writeBytesPerSecond;
}

function addUp(subject: Pick<WatchSubject, 'key' | 'item' | 'processes'>): WatchSubject {
  let cpuPercent = 0;
  let memoryPercent = 0;
  let ioBytesPerSecond: number | null = null;
  for (const process of subject.processes) {
    cpuPercent += process.cpuPercent;
    memoryPercent += process.memoryPercent;
    const io = ioOf(process);
    if (io !== null) ioBytesPerSecond = (ioBytesPerSecond ?? 0) + io;
  }
  return { ...subject, cpuPercent, memoryPercent, ioBytesPerSecond };
}
