import type { CpuReading, CpuShares } from '../../../system/snapshot.ts';
import { oneDigit, rateFields } from '../figures.ts';
import { type GlancesPlugin, type GlancesRow, NOTHING_KNOWN, NOTHING_LISTED } from '../glances-plugin.ts';

const SHARES = {
  total: ['percent', 'All time that was not idle and not spent waiting for I/O.'],
  user: ['percent', 'Time in programs.'],
  nice: ['percent', 'Time in programs with a lowered priority.'],
  system: ['percent', 'Time in the kernel.'],
  idle: ['percent', 'Time without anything to do.'],
  iowait: ['percent', 'Time without anything to do but waiting for a disk.'],
  irq: ['percent', 'Time in the handlers of interrupts.'],
  steal: ['percent', 'Time that the hypervisor gave to other machines.'],
  guest: ['percent', 'Time in virtual machines.'],
} as const;

export const CPU_PLUGIN: GlancesPlugin = {
  name: 'cpu',
  key: null,
  fields: {
    ...SHARES,
    ctx_switches: ['number', 'Changes from one task to another.'],
    interrupts: ['number', 'Interrupts.'],
    soft_interrupts: ['number', 'Software interrupts.'],
    syscalls: ['number', 'System calls; Linux does not count them.'],
    cpucore: ['number', 'Processors.'],
    time_since_update: ['seconds', 'What counts and rates are over.'],
  },
  history: ['user', 'system'],
  show: ({ snapshot: { cpu, seconds } }) => {
    if (cpu === null) return NOTHING_KNOWN;
    return {
      ...sharesOf(cpu),
      cpucore: cpu.logicalCount,
      time_since_update: seconds,
      ...rateFields('ctx_switches', { total: cpu.contextSwitches, perSecond: cpu.contextSwitchesPerSecond }, seconds),
      ...rateFields('interrupts', { total: cpu.interrupts, perSecond: cpu.interruptsPerSecond }, seconds),
      ...rateFields('soft_interrupts', { total: cpu.softInterrupts, perSecond: cpu.softInterruptsPerSecond }, seconds),
      ...rateFields('syscalls', { total: 0, perSecond: 0 }, seconds),
    };
  },
};

export const PERCPU_PLUGIN: GlancesPlugin = {
  name: 'percpu',
  key: 'cpu_number',
  fields: {
    cpu_number: [null, 'The number of the processor.'],
    ...SHARES,
    softirq: ['percent', 'Time in software interrupts.'],
    guest_nice: ['percent', 'Time in virtual machines with a lowered priority.'],
    dpc: ['percent', 'Of Windows.'],
    interrupt: ['percent', 'Of Windows.'],
  },
  history: ['user', 'system'],
  show: ({ snapshot }) => (snapshot.cpu === null ? NOTHING_LISTED : perCpuRows(snapshot.cpu)),
};

export const CORE_PLUGIN: GlancesPlugin = {
  name: 'core',
  key: null,
  fields: {
    phys: ['number', 'Cores.'],
    log: ['number', 'Processors: threads that run at once.'],
  },
  history: [],
  show: ({ snapshot: { cpu } }) => (cpu === null ? NOTHING_KNOWN : { phys: cpu.physicalCount, log: cpu.logicalCount }),
};

/** One row for each processor, in the order of their numbers. */
export function perCpuRows(cpu: CpuReading): GlancesRow[] {
  return cpu.perCpu.map((shares) => ({
    key: 'cpu_number',
    cpu_number: shares.number,
    ...sharesOf(shares),
    softirq: oneDigit(shares.softirq),
    guest_nice: oneDigit(shares.guestNice),
    dpc: null,
    interrupt: null,
  }));
}

function sharesOf(shares: CpuShares): Record<keyof typeof SHARES, number> {
  const names = Object.keys(SHARES) as (keyof typeof SHARES)[];
  return Object.fromEntries(names.map((name) => [name, oneDigit(shares[name])])) as Record<keyof typeof SHARES, number>;
}
