// Runs for every process at every refresh: each file that is not read counts.
import { increase } from '../counts.ts';
import type { ProcessReading } from '../process-readings.ts';
import type { SystemRoots } from './collector.ts';
import { type ProcessDetails, ProcessFiles, type ProcessMemory } from './process-files.ts';
import type { ProcessIo } from './process-io.ts';
import { type ProcessStat, TICKS_PER_SECOND } from './process-stat.ts';

/** A process may write a title over its command line, or change its user, at any time. Each is looked at again after so many runs. */
const RUNS_BETWEEN_DETAILS = 16;
/** Who used no CPU time hardly took memory, read or wrote. Each is looked at after so many runs all the same. */
const RUNS_BETWEEN_USE = 8;

/** What is kept of a process between two runs. */
interface KnownProcess {
  /** The last run it was there in. */
  run: number;
  stat: ProcessStat;
  details: ProcessDetails;
  memory: ProcessMemory;
  /** Null where it may not be read: that is not tried again. */
  io: ProcessIo | null;
  ioReadAtSeconds: number;
  readBytesPerSecond: number;
  writeBytesPerSecond: number;
}

/** What holds for all processes of a run. */
export interface ProcessRun {
  /** Since the run before. */
  readonly seconds: number;
  readonly atMillis: number;
  readonly bootedAtMillis: number;
  /** The machine's memory in bytes; 0 where it is not known. */
  readonly memoryTotal: number;
}

/** The processes of the run before, by pid and start, to tell what each did since then. */
export class ProcessTable {
  readonly #files: ProcessFiles;
  readonly #known = new Map<number, KnownProcess>();
  #run = 0;
  #seconds = 0;
  /** The start of the youngest process of the run before: who started later did all it did since then. */
  #youngestBefore = Number.POSITIVE_INFINITY;

  constructor(roots: SystemRoots) {
    this.#files = new ProcessFiles(roots);
  }

  /** Reads the processes of these pids. One that has ended is left out. */
  read(pids: readonly number[], run: ProcessRun): readonly ProcessReading[] {
    this.#run += 1;
    this.#seconds += run.seconds;
    this.#files.users.refresh();
    let youngest = 0;
    const list: ProcessReading[] = [];
    for (const pid of pids) {
      const stat = this.#files.readStat(pid);
      if (stat === null) continue;
      youngest = Math.max(youngest, stat.startTicks);
      list.push(this.#follow(pid, stat, run));
    }
    for (const [pid, known] of this.#known) if (known.run !== this.#run) this.#known.delete(pid);
    this.#youngestBefore = youngest;
    return list;
  }

  #follow(pid: number, stat: ProcessStat, run: ProcessRun): ProcessReading {
    const known = this.#known.get(pid);
    if (known === undefined || known.stat.startTicks !== stat.startTicks) {
      const met = this.#meet(pid, stat);
      this.#known.set(pid, met);
      const ticks = stat.startTicks > this.#youngestBefore ? stat.userTicks + stat.systemTicks : 0;
      return this.#tell(pid, met, { ...run, ticks });
    }
    const ticks = ticksBetween(known.stat, stat);
    this.#lookAgain(pid, known, { stat, ticks });
    return this.#tell(pid, known, { ...run, ticks });
  }

  #meet(pid: number, stat: ProcessStat): KnownProcess {
    return {
      run: this.#run,
      stat,
      details: this.#files.readDetails(pid, stat),
      memory: this.#files.readMemory(pid, stat),
      io: this.#files.readIo(pid),
      ioReadAtSeconds: this.#seconds,
      readBytesPerSecond: 0,
      writeBytesPerSecond: 0,
    };
  }

  /** Reads again what seems to have changed, and the rest when it is its turn. */
  #lookAgain(pid: number, known: KnownProcess, { stat, ticks }: { readonly stat: ProcessStat; readonly ticks: number }): void {
    const turn = this.#run + pid;
    const isRenamed = stat.name !== known.stat.name;
    const isActive = ticks > 0 || stat.state === 'D' || turn % RUNS_BETWEEN_USE === 0;
    if (isRenamed || turn % RUNS_BETWEEN_DETAILS === 0) known.details = this.#files.readDetails(pid, stat);
    if (isActive || stat.residentPages !== known.stat.residentPages) known.memory = this.#files.readMemory(pid, stat);
    known.readBytesPerSecond = 0;
    known.writeBytesPerSecond = 0;
    if (isActive) this.#lookAtIo(pid, known);
    known.run = this.#run;
    known.stat = stat;
  }

  #lookAtIo(pid: number, known: KnownProcess): void {
    const before = known.io;
    if (before === null) return;
    known.io = this.#files.readIo(pid);
    if (known.io === null) return;
    const seconds = this.#seconds - known.ioReadAtSeconds;
    known.ioReadAtSeconds = this.#seconds;
    known.readBytesPerSecond = increase(before.readBytes, known.io.readBytes) / seconds;
    known.writeBytesPerSecond = increase(before.writtenBytes, known.io.writtenBytes) / seconds;
  }

  #tell(pid: number, known: KnownProcess, run: ProcessRun & { readonly ticks: number }): ProcessReading {
    const { stat, details, memory, io } = known;
    const startedAtMillis = run.bootedAtMillis + (1000 * stat.startTicks) / TICKS_PER_SECOND;
    return {
      pid,
      parentPid: stat.parentPid,
      name: details.name,
      command: details.command,
      user: details.user,
      state: stat.state,
      cpuPercent: (100 * run.ticks) / TICKS_PER_SECOND / run.seconds,
      memoryPercent: run.memoryTotal > 0 ? (100 * memory.residentBytes) / run.memoryTotal : 0,
      residentBytes: memory.residentBytes,
      virtualBytes: stat.virtualBytes,
      sharedBytes: memory.sharedBytes,
      threads: stat.threads,
      nice: stat.nice,
      userSeconds: stat.userTicks / TICKS_PER_SECOND,
      systemSeconds: stat.systemTicks / TICKS_PER_SECOND,
      // In a container that is told its own uptime, but not its processes' own starts, they would start in the future.
      startedAtMillis: Math.min(startedAtMillis, run.atMillis),
      readBytesPerSecond: io === null ? null : known.readBytesPerSecond,
      writeBytesPerSecond: io === null ? null : known.writeBytesPerSecond,
      readBytes: io === null ? null : io.readBytes,
      writtenBytes: io === null ? null : io.writtenBytes,
    };
  }
}

/** Of the two, each may go back by a tick: the kernel splits their sum anew at every look. */
function ticksBetween(before: ProcessStat, now: ProcessStat): number {
  return Math.max(0, now.userTicks + now.systemTicks - before.userTicks - before.systemTicks);
}
