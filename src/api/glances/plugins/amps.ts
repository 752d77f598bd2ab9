import { oneDigit } from '../figures.ts';
import type { GlancesPlugin, GlancesRow } from '../glances-plugin.ts';
import type { WatchedProcesses } from '../glances-source.ts';

/** What Glances calls application monitoring: watches over processes. */
export const AMPS_PLUGIN: GlancesPlugin = {
  name: 'amps',
  key: 'name',
  fields: {
    name: [null, 'The name of the watch.'],
    result: [null, 'What it found.'],
    refresh: ['second', 'How often it looks.'],
    timer: ['second', 'When it looks again.'],
    count: ['number', 'How many processes it found.'],
    countmin: ['number', 'How many there have to be.'],
    countmax: ['number', 'How many there may be.'],
  },
  history: [],
  show: ({ source }) => source.watched().map((watched) => ampRow(watched, source.intervalSeconds)),
};

function ampRow({ name, count, minimum, maximum, ...use }: WatchedProcesses, refresh: number): GlancesRow {
  const result = `CPU: ${oneDigit(use.cpuPercent)}% | MEM: ${oneDigit(use.memoryPercent)}%`;
  return { key: 'name', name, result, refresh, timer: refresh, count, countmin: minimum, countmax: maximum, regex: true };
}
