import type { TopProcess } from '../event-row.ts';
import type { ProcessReading } from '../process-readings.ts';
import type { CpuReading, SystemSnapshot } from '../snapshot.ts';

/** What the machine was doing when something was at its worst. */
export interface Peak {
  /** At most three. */
  readonly top: readonly TopProcess[];
  /** More of the value itself: `mostly in the kernel`; null where there is nothing to add. */
  readonly detail: string | null;
  /** Who it was, for people; null where nobody stands out. Holds names that processes gave themselves. */
  readonly blame: string | null;
}

type Resource = 'cpu' | 'memory' | 'io';

const MOST_ON_TOP = 3;
const LONGEST_NAME = 64;
/** Less waiting for disks, in percent, is not worth a word. */
const NOTEWORTHY = 10;

/** What the processes that are to blame would have used much of. All else is looked for among those that use the processors. */
const RESOURCES: Readonly<Record<string, Resource>> = {
  memory: 'memory',
  swap: 'memory',
  pressureMemory: 'memory',
  cpuIowait: 'io',
  pressureIo: 'io',
  diskRead: 'io',
  diskWrite: 'io',
  diskReadLatency: 'io',
  diskWriteLatency: 'io',
  fileSystem: 'io',
  fileSystemInodes: 'io',
};
/** Metrics that processes bring about, so that one may be blamed. */
const BLAMING: ReadonlySet<string> = new Set([
  ...[
    'cpu',
    'load',
    'memory',
    'swap',
    'cpuIowait',
    'temperature',
    'pressureCpu',
    'pressureMemory',
    'pressureIo',
    'diskRead',
    'diskWrite',
  ],
]);

/** Looks around in a snapshot in which a metric is at its worst. */
export function lookAround(metric: string, snapshot: SystemSnapshot): Peak {
  const resource = RESOURCES[metric] ?? 'cpu';
  const processes = largest(snapshot.processes?.list ?? [], (process) => useOf(process, resource));
  return {
    top: processes.map(({ pid, name, cpuPercent, memoryPercent }) => ({ pid, name, cpuPercent, memoryPercent })),
    detail: describeDetail(metric, snapshot),
    blame: BLAMING.has(metric) ? describeBlame(resource, processes, snapshot) : null,
  };
}

/** The largest few, by one pass: there may be thousands. Of equals, the first in the list. */
function largest(list: readonly ProcessReading[], use: (process: ProcessReading) => number): ProcessReading[] {
  const top: ProcessReading[] = [];
  for (const process of list) {
    const amount = use(process);
    if (top.length === MOST_ON_TOP && amount <= use(top.at(-1)!)) continue;
    const place = top.findIndex((other) => use(other) < amount);
    top.splice(place < 0 ? top.length : place, 0, process);
    if (top.length > MOST_ON_TOP) top.pop();
  }
  return top;
}

function useOf(process: ProcessReading, resource: Resource): number {
  if (resource === 'cpu') return process.cpuPercent;
  if (resource === 'memory') return process.memoryPercent;
  return (process.readBytesPerSecond ?? 0) + (process.writeBytesPerSecond ?? 0);
}

function describeDetail(metric: string, { cpu }: SystemSnapshot): string | null {
  if (cpu === null) return null;
  if (metric === 'load') return cpu.logicalCount === 1 ? 'on 1 processor' : `on ${cpu.logicalCount} processors`;
  return metric === 'cpu' ? describeCpu(cpu) : null;
}

function describeCpu(cpu: CpuReading): string {
  const parts = [
    { share: cpu.user + cpu.nice, text: 'in programs' },
    { share: cpu.system, text: 'in the kernel' },
    { share: cpu.irq + cpu.softirq, text: 'serving interrupts' },
    { share: cpu.steal, text: 'taken away by the host of this virtual machine' },
  ].sort((one, other) => other.share - one.share);
  const mostly = `mostly ${parts[0]!.text}`;
  return cpu.iowait < NOTEWORTHY ? mostly : `${mostly}, and ${Math.round(cpu.iowait)} % waiting for disks`;
}

function describeBlame(resource: Resource, processes: readonly ProcessReading[], snapshot: SystemSnapshot): string | null {
  const used = processes.filter((process) => useOf(process, resource) > 0);
  const [first] = used;
  if (first === undefined) return null;
  const whole = wholeOf(resource, snapshot);
  if (whole !== null && useOf(first, resource) * 2 >= whole) return `${nameOf(first)} took most of it`;
  return `on top ${used.length === 1 ? 'was' : 'were'} ${used.map(nameOf).join(', ')}`;
}

/** What all processes together use; null where that is not known. */
function wholeOf(resource: Resource, { cpu, memory, processes }: SystemSnapshot): number | null {
  if (resource === 'cpu') return cpu === null ? null : cpu.total * cpu.logicalCount;
  if (resource === 'memory') return memory?.percent ?? null;
  return processes?.list.reduce((sum, process) => sum + useOf(process, 'io'), 0) ?? null;
}

function nameOf({ name, pid }: ProcessReading): string {
  return `${name.slice(0, LONGEST_NAME)} (pid ${pid})`;
}
