import type { ProcessReading } from '../../../system/process-readings.ts';
import { oneDigit } from '../figures.ts';
import { type GlancesFields, type GlancesPlugin, type GlancesRow, NOTHING_KNOWN, NOTHING_LISTED } from '../glances-plugin.ts';

export const PROCESS_FIELDS: GlancesFields = {
  pid: ['number', 'The number of the process.'],
  name: ['string', 'Its name.'],
  cmdline: ['list', 'Its arguments, the program first.'],
  username: ['string', 'Whose it is.'],
  num_threads: ['number', 'How many threads it has.'],
  cpu_percent: ['percent', 'Use of one processor; two busy threads make 200.'],
  memory_percent: ['percent', 'Its share of memory.'],
  memory_info: ['byte', 'Its memory: rss in memory, vms in all, shared with others.'],
  status: ['string', 'One letter: R, S, D, Z, T, I.'],
  nice: ['number', 'Its priority, from -20 to 19, the highest first.'],
  cpu_times: ['second', 'Time it used: user and system.'],
  io_counters: ['byte', 'Bytes read, bytes written, both as of the snapshot before, and 1 where they are known.'],
};

/** More than a page shows; a large machine has tens of thousands, and `/all` holds them all. */
export const MOST_LISTED = 1000;

export const PROCESSLIST_PLUGIN: GlancesPlugin = {
  name: 'processlist',
  key: 'pid',
  fields: PROCESS_FIELDS,
  history: [],
  show: ({ snapshot: { processes, seconds } }) =>
    processes?.list.slice(0, MOST_LISTED).map((process) => processRow(process, seconds)) ?? NOTHING_LISTED,
};

export const PROCESSCOUNT_PLUGIN: GlancesPlugin = {
  name: 'processcount',
  key: null,
  fields: {
    total: ['number', 'All processes.'],
    running: ['number', 'Processes that run or want to.'],
    sleeping: ['number', 'Processes that wait.'],
    thread: ['number', 'Threads of all.'],
    pid_max: ['number', 'The highest number a process can have; 0 where that is not known.'],
  },
  history: ['total', 'running', 'sleeping', 'thread'],
  show: ({ snapshot: { processes } }) => {
    if (processes === null) return NOTHING_KNOWN;
    const { total, running, sleeping, threads, pidMax } = processes.counts;
    return { total, running, sleeping, thread: threads, pid_max: pidMax ?? 0 };
  },
};

/** A process as Glances lists it. */
export function processRow(process: ProcessReading, seconds: number): GlancesRow {
  return {
    key: 'pid',
    pid: process.pid,
    name: process.name,
    cmdline: process.command,
    username: process.user,
    num_threads: process.threads,
    cpu_percent: oneDigit(process.cpuPercent),
    memory_percent: process.memoryPercent,
    memory_info: memoryOf(process),
    status: process.state.slice(0, 1).toUpperCase(),
    nice: process.nice,
    cpu_times: { user: process.userSeconds, system: process.systemSeconds },
    io_counters: inputOutputOf(process, seconds),
    time_since_update: seconds,
  };
}

function memoryOf({ residentBytes, virtualBytes, sharedBytes }: ProcessReading): GlancesRow {
  return { rss: residentBytes, vms: virtualBytes, shared: sharedBytes };
}

/** Clients take the third and fourth from the first and second, and divide by `time_since_update`. */
function inputOutputOf(process: ProcessReading, seconds: number): number[] {
  const { readBytes, writtenBytes, readBytesPerSecond, writeBytesPerSecond } = process;
  if (readBytes === null || writtenBytes === null) return [0, 0, 0, 0, 0];
  const readBefore = Math.max(0, readBytes - Math.round((readBytesPerSecond ?? 0) * seconds));
  const writtenBefore = Math.max(0, writtenBytes - Math.round((writeBytesPerSecond ?? 0) * seconds));
  return [readBytes, writtenBytes, readBefore, writtenBefore, 1];
}
