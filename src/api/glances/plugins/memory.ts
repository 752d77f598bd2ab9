import { oneDigit } from '../figures.ts';
import { type GlancesPlugin, NOTHING_KNOWN } from '../glances-plugin.ts';

export const MEM_PLUGIN: GlancesPlugin = {
  name: 'mem',
  key: null,
  fields: {
    total: ['bytes', 'All memory.'],
    available: ['bytes', 'What programs can have without swapping.'],
    percent: ['percent', 'Use: all but what is available.'],
    used: ['bytes', 'total - available.'],
    free: ['bytes', 'Memory that nobody uses.'],
    active: ['bytes', 'Used not long ago.'],
    inactive: ['bytes', 'Not used for long.'],
    buffers: ['bytes', 'Buffers of disks.'],
    cached: ['bytes', 'Cached pages of files, and what the kernel can give back.'],
    shared: ['bytes', 'Memory of more than one program.'],
  },
  history: ['percent'],
  show: ({ snapshot: { memory } }) => {
    if (memory === null) return NOTHING_KNOWN;
    const { total, available, used, free, active, inactive, buffers, cached, shared } = memory;
    return { total, available, percent: oneDigit(memory.percent), used, free, active, inactive, buffers, cached, shared };
  },
};

export const MEMSWAP_PLUGIN: GlancesPlugin = {
  name: 'memswap',
  key: null,
  fields: {
    total: ['bytes', 'All swap.'],
    used: ['bytes', 'Used swap.'],
    free: ['bytes', 'Free swap.'],
    percent: ['percent', 'Use.'],
    sin: ['bytes', 'Read back since the machine was started.'],
    sout: ['bytes', 'Written out since the machine was started.'],
    time_since_update: ['seconds', 'Since the snapshot before.'],
  },
  history: ['percent'],
  show: ({ snapshot: { swap, seconds } }) => {
    if (swap === null) return NOTHING_KNOWN;
    const { total, used, free, inBytes, outBytes } = swap;
    return { total, used, free, percent: oneDigit(swap.percent), sin: inBytes, sout: outBytes, time_since_update: seconds };
  },
};
