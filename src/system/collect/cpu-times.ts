import { increase, parseCount } from '../counts.ts';
import type { CpuShares } from '../snapshot.ts';

/** What a processor did since it was started, in ticks (proc(5), /proc/stat). */
export type CpuTimes = Omit<CpuShares, 'total'>;

export interface StatFile {
  readonly all: CpuTimes;
  /** Those that are online, by number. */
  readonly each: ReadonlyMap<number, CpuTimes>;
  readonly contextSwitches: number;
  readonly interrupts: number;
  readonly softInterrupts: number;
}

export const NO_TIMES: CpuTimes = {
  user: 0,
  nice: 0,
  system: 0,
  idle: 0,
  iowait: 0,
  irq: 0,
  softirq: 0,
  steal: 0,
  guest: 0,
  guestNice: 0,
};
/** As many processors as Linux can be built for. */
const MOST_PROCESSORS = 8192;

/** Reads /proc/stat; null where its first line is not about the processors. Lines it does not know, or that are damaged, are left out. */
export function parseStat(text: string): StatFile | null {
  let all: CpuTimes | null = null;
  const each = new Map<number, CpuTimes>();
  const counts = { ctxt: 0, intr: 0, softirq: 0 };
  for (const line of text.split('\n')) {
    const [, name = '', number = '', first = ''] = /^(cpu|ctxt|intr|softirq)(\d{0,4}) +(\d+)/.exec(line) ?? [];
    if (name === '') continue;
    if (name !== 'cpu') counts[name as keyof typeof counts] = parseCount(first) ?? 0;
    else if (number === '') all = parseTimes(line);
    else if (each.size < MOST_PROCESSORS) each.set(Number(number), parseTimes(line));
  }
  if (all === null) return null;
  return { all, each, contextSwitches: counts.ctxt, interrupts: counts.intr, softInterrupts: counts.softirq };
}

/** How the time between two readings was spent. Idle throughout when none passed: a processor that was just switched on. */
export function sharesBetween(before: CpuTimes, now: CpuTimes): CpuShares {
  // The kernel says itself that idle and iowait may go backwards a little.
  const spent = (state: keyof CpuTimes) => increase(before[state], now[state]);
  const busy = spent('user') + spent('nice') + spent('system') + spent('irq') + spent('softirq') + spent('steal');
  const whole = busy + spent('idle') + spent('iowait');
  const share = (ticks: number) => (whole === 0 ? 0 : (100 * ticks) / whole);
  return {
    user: share(spent('user')),
    nice: share(spent('nice')),
    system: share(spent('system')),
    idle: whole === 0 ? 100 : share(spent('idle')),
    iowait: share(spent('iowait')),
    irq: share(spent('irq')),
    softirq: share(spent('softirq')),
    steal: share(spent('steal')),
    guest: Math.min(share(spent('guest')), share(spent('user'))),
    guestNice: Math.min(share(spent('guestNice')), share(spent('nice'))),
    total: share(busy),
  };
}

/** Kernels before 2.6.33 have fewer columns. */
function parseTimes(line: string): CpuTimes {
  const fields = line.split(/ +/);
  const column = (index: number) => parseCount(fields[index]) ?? 0;
  return {
    user: column(1),
    nice: column(2),
    system: column(3),
    idle: column(4),
    iowait: column(5),
    irq: column(6),
    softirq: column(7),
    steal: column(8),
    guest: column(9),
    guestNice: column(10),
  };
}
