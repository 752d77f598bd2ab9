import type { ProcessReading } from '../process-readings.ts';
import type { ProcessWatch, WatchBreach } from './process-watch.ts';
import { ioOf, singleSubjects, topOf, type WatchSubject, wholeSubject } from './watch-subject.ts';

/** Of the processes of a watch, so many are told of one by one. */
const MOST_EXCESSES = 64;

/** A limit that is exceeded now, before it is known for how long. */
export interface WatchExcess extends Pick<WatchBreach, 'metric' | 'item' | 'value' | 'limit' | 'unit' | 'top'> {
  /** The same for as long as the same processes exceed the same limit. */
  readonly key: string;
}

const USE_LIMITS = [
  {
    metric: 'cpu',
    unit: '%',
    limitOf: (watch: ProcessWatch) => watch.cpuPercent,
    totalOf: (subject: WatchSubject) => subject.cpuPercent,
    partOf: (process: ProcessReading) => process.cpuPercent,
  },
  {
    metric: 'memory',
    unit: '%',
    limitOf: (watch: ProcessWatch) => watch.memoryPercent,
    totalOf: (subject: WatchSubject) => subject.memoryPercent,
    partOf: (process: ProcessReading) => process.memoryPercent,
  },
  {
    metric: 'io',
    unit: 'B/s',
    limitOf: (watch: ProcessWatch) => watch.ioBytesPerSecond,
    totalOf: (subject: WatchSubject) => subject.ioBytesPerSecond,
    partOf: (process: ProcessReading) => ioOf(process) ?? 0,
  },
] as const;

/** Which limits of a watch its processes exceed: all those that match it. */
export function findExcesses(watch: ProcessWatch, processes: readonly ProcessReading[]): readonly WatchExcess[] {
  const subjects = watch.of === 'all' ? [wholeSubject(watch, processes)] : singleSubjects(processes);
  return [...countExcess(watch, processes), ...useExcesses(watch, subjects)].slice(0, MOST_EXCESSES);
}

function countExcess(watch: ProcessWatch, processes: readonly ProcessReading[]): readonly WatchExcess[] {
  const value = processes.length;
  const isFew = watch.minCount !== null && value < watch.minCount;
  const isMany = watch.maxCount !== null && value > watch.maxCount;
  const limit = isFew ? watch.minCount : isMany ? watch.maxCount : null;
  if (limit === null) return [];
  const top = topOf(processes, (process) => process.cpuPercent);
  return [{ key: isFew ? 'few' : 'many', metric: 'count', item: watch.name, value, limit, unit: 'processes', top }];
}

function useExcesses(watch: ProcessWatch, subjects: readonly WatchSubject[]): readonly WatchExcess[] {
  const excesses: WatchExcess[] = [];
  for (const { metric, unit, limitOf, totalOf, partOf } of USE_LIMITS) {
    const limit = limitOf(watch);
    if (limit === null) continue;
    for (const subject of subjects) {
      const value = totalOf(subject);
      if (value === null || value <= limit) continue;
      const { item, processes } = subject;
      excesses.push({ key: `${metric} ${subject.key}`, metric, item, value, limit, unit, top: topOf(processes, partOf) });
    }
  }
  return excesses;
}
