import type { ShownMachine, ShownProcess } from './feed/shown-machine.ts';
import type { SortKey } from './view-state.ts';

/** From here on, by Glances' rule, something else than the processor is scarce. */
const SCARCE_IOWAIT = 60;
const SCARCE_MEMORY = 70;

/** What `auto` stands for at the moment. */
export function effectiveSort(sort: SortKey, { cpu, memory }: Pick<ShownMachine, 'cpu' | 'memory'>): Exclude<SortKey, 'auto'> {
  if (sort !== 'auto') return sort;
  if ((cpu?.iowait ?? 0) > SCARCE_IOWAIT) return 'io';
  return (memory?.percent ?? 0) > SCARCE_MEMORY ? 'memory' : 'cpu';
}

/** The processes whose pid, user, name or command line holds the text, in that order. Ties go by CPU, then by pid. */
export function orderProcesses(
  processes: readonly ShownProcess[],
  { sort, filter }: { readonly sort: Exclude<SortKey, 'auto'>; readonly filter: string },
): readonly ShownProcess[] {
  const wanted = filter.trim().toLowerCase();
  const found = wanted === '' ? processes : processes.filter((each) => mentions(each, wanted));
  return [...found].sort((a, b) => COMPARE[sort](a, b) || b.cpuPercent - a.cpuPercent || a.pid - b.pid);
}

const COMPARE: Readonly<Record<Exclude<SortKey, 'auto'>, (a: ShownProcess, b: ShownProcess) => number>> = {
  cpu: (a, b) => b.cpuPercent - a.cpuPercent || b.memoryPercent - a.memoryPercent,
  memory: (a, b) => b.memoryPercent - a.memoryPercent,
  io: (a, b) => ioOf(b) - ioOf(a),
  name: (a, b) => compareText(a.name, b.name),
  time: (a, b) => b.userSeconds + b.systemSeconds - a.userSeconds - a.systemSeconds,
  user: (a, b) => compareText(a.user, b.user),
};

/** What is not permitted to be read comes last. */
function ioOf({ readBytesPerSecond, writeBytesPerSecond }: ShownProcess): number {
  if (readBytesPerSecond === null && writeBytesPerSecond === null) return -1;
  return (readBytesPerSecond ?? 0) + (writeBytesPerSecond ?? 0);
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function mentions({ pid, user, name, command }: ShownProcess, wanted: string): boolean {
  return `${pid} ${user} ${name} ${command.join(' ')}`.toLowerCase().includes(wanted);
}
