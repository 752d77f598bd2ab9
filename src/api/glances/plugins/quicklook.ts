import { oneDigit } from '../figures.ts';
import type { GlancesPlugin } from '../glances-plugin.ts';
import { perCpuRows } from './cpu.ts';

/** The machine at a glance. Also where nothing could be read, `percpu` is a list: Homepage goes through it without a look. */
export const QUICKLOOK_PLUGIN: GlancesPlugin = {
  name: 'quicklook',
  key: null,
  fields: {
    cpu: ['percent', 'Use of all processors.'],
    mem: ['percent', 'Use of memory.'],
    swap: ['percent', 'Use of swap.'],
    load: ['percent', 'Load over 15 minutes, for each processor.'],
    cpu_log_core: ['number', 'Processors.'],
    cpu_phys_core: ['number', 'Cores.'],
    cpu_name: [null, 'The model of the processor.'],
    cpu_hz_current: ['hertz', 'The frequency now.'],
    cpu_hz: ['hertz', 'The highest frequency.'],
    gpu_mem: ['percent', 'Not known here.'],
    gpu_proc: ['percent', 'Not known here.'],
  },
  history: ['cpu', 'mem', 'swap', 'load'],
  show: ({ snapshot: { cpu, load, memory, swap } }) => ({
    cpu_name: cpu?.model ?? 'CPU',
    cpu_hz_current: cpu?.frequencyHz ?? null,
    cpu_hz: cpu?.maxFrequencyHz ?? null,
    cpu: cpu === null ? null : oneDigit(cpu.total),
    percpu: cpu === null ? [] : perCpuRows(cpu),
    mem: memory === null ? null : oneDigit(memory.percent),
    swap: swap === null ? 0 : oneDigit(swap.percent),
    cpu_log_core: cpu?.logicalCount ?? null,
    cpu_phys_core: cpu?.physicalCount ?? null,
    load: load === null ? null : oneDigit((100 * load.min15) / (cpu?.logicalCount ?? 1)),
    gpu_mem: null,
    gpu_proc: null,
  }),
};
