import { readdirSync } from 'node:fs';
import { parseCount } from '../counts.ts';
import { FileReader } from '../file-reader.ts';
import type { ProcessesReading, ProcessReading } from '../process-readings.ts';
import type { Collector, Moment, SystemRoots } from './collector.ts';
import { ProcessTable } from './process-table.ts';

const MOST_PROCESSES = 32_768;
/** Each so many processes make the collector sit out a run: they cost some 40 ms a look, on a small machine several times that. */
const PROCESSES_PER_REST = 2048;
/** What two readings of the same start may differ by, for the clock's fine adjustment and the uptime's hundredths. */
const SAME_START_MILLIS = 2000;

/** What runs on the machine: all of it, the most CPU first. The first run knows no CPU shares and no rates, and says 0. */
export function createProcessCollector(roots: SystemRoots): Collector<'processes'> {
  const reader = new FileReader();
  const table = new ProcessTable(roots);
  const pidMax = parseCount(reader.readLineIfAny(`${roots.proc}/sys/kernel/pid_max`));
  let last: ProcessesReading | null = null;
  let rests = 0;
  let seconds = 0;
  let bootedAtMillis = Number.NEGATIVE_INFINITY;
  return {
    name: 'processes',
    collect: (moment: Moment): ProcessesReading => {
      seconds += moment.seconds;
      if (last !== null && rests > 0) {
        rests -= 1;
        return last;
      }
      const startMillis = moment.atMillis - readUptimeMillis(reader, roots.proc);
      if (Math.abs(startMillis - bootedAtMillis) > SAME_START_MILLIS) bootedAtMillis = Math.round(startMillis);
      const run = { seconds, bootedAtMillis, atMillis: moment.atMillis, memoryTotal: readMemoryTotal(reader, roots.proc) };
      const list = table.read(listPids(roots.proc), run);
      if (list.length === 0) throw new Error('/proc has no processes in it');
      seconds = 0;
      rests = Math.floor(list.length / PROCESSES_PER_REST);
      last = { list: list.toSorted(byUse), counts: countProcesses(list, pidMax) };
      return last;
    },
  };
}

/** Counts as Glances does: running and sleeping are the states R and S; the rest wait, are stopped or done. */
export function countProcesses(list: readonly ProcessReading[], pidMax: number | null): ProcessesReading['counts'] {
  let running = 0;
  let sleeping = 0;
  let threads = 0;
  for (const process of list) {
    if (process.state === 'R') running += 1;
    if (process.state === 'S') sleeping += 1;
    threads += process.threads;
  }
  return { total: list.length, running, sleeping, other: list.length - running - sleeping, threads, pidMax };
}

function byUse(one: ProcessReading, other: ProcessReading): number {
  return other.cpuPercent - one.cpuPercent || other.residentBytes - one.residentBytes || one.pid - other.pid;
}

function listPids(proc: string): readonly number[] {
  const pids: number[] = [];
  for (const name of readdirSync(proc)) {
    const pid = parseCount(name);
    if (pid !== null && pids.length < MOST_PROCESSES) pids.push(pid);
  }
  return pids;
}

function readUptimeMillis(reader: FileReader, proc: string): number {
  const seconds = Number.parseFloat(reader.readText(`${proc}/uptime`));
  return Number.isFinite(seconds) ? seconds * 1000 : 0;
}

/** In bytes. The line is the file's first. */
function readMemoryTotal(reader: FileReader, proc: string): number {
  const kibibytes = parseCount(/^MemTotal: +(\d+) kB$/m.exec(reader.readTextIfAny(`${proc}/meminfo`) ?? '')?.[1]);
  return (kibibytes ?? 0) * 1024;
}
