import { type GlancesPlugin, NOTHING_KNOWN } from '../glances-plugin.ts';

export const LOAD_PLUGIN: GlancesPlugin = {
  name: 'load',
  key: null,
  fields: {
    min1: ['float', 'Tasks that ran, wanted to or waited for a disk: the mean of 1 minute.'],
    min5: ['float', 'The mean of 5 minutes.'],
    min15: ['float', 'The mean of 15 minutes.'],
    cpucore: ['number', 'Processors.'],
  },
  history: ['min1', 'min5', 'min15'],
  show: ({ snapshot: { load, cpu } }) => {
    if (load === null) return NOTHING_KNOWN;
    return { min1: load.min1, min5: load.min5, min15: load.min15, cpucore: cpu?.logicalCount ?? 1 };
  },
};
