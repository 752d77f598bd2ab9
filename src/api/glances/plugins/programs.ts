import type { ProcessReading } from '../../../system/process-readings.ts';
import { oneDigit } from '../figures.ts';
import { type GlancesPlugin, type GlancesRow, type Json, NOTHING_LISTED } from '../glances-plugin.ts';
import { MOST_LISTED, PROCESS_FIELDS, processRow } from './processes.ts';

/** What Glances writes where the processes of a program differ. */
const DIFFERENT = '_';

/** Processes of the same name together, in the order of the first of each. */
export const PROGRAMLIST_PLUGIN: GlancesPlugin = {
  name: 'programlist',
  key: 'name',
  fields: {
    ...PROCESS_FIELDS,
    nprocs: ['number', 'How many processes it has.'],
    childrens: ['list', 'Their numbers.'],
  },
  history: [],
  show: ({ snapshot: { processes, seconds } }) => {
    if (processes === null) return NOTHING_LISTED;
    return [...byName(processes.list)].slice(0, MOST_LISTED).map(([name, list]) => programRow(name, list, seconds));
  },
};

function byName(processes: readonly ProcessReading[]): ReadonlyMap<string, readonly ProcessReading[]> {
  const programs = new Map<string, ProcessReading[]>();
  for (const process of processes) {
    const known = programs.get(process.name);
    if (known === undefined) programs.set(process.name, [process]);
    else known.push(process);
  }
  return programs;
}

function programRow(name: string, list: readonly ProcessReading[], seconds: number): GlancesRow {
  const rows = list.map((process) => processRow(process, seconds));
  return {
    key: 'name',
    name,
    pid: DIFFERENT,
    childrens: list.map(({ pid }) => pid),
    nprocs: list.length,
    cmdline: [name],
    username: sameOf(list.map(({ user }) => user)),
    nice: sameOf(list.map(({ nice }) => nice)),
    status: sameOf(list.map(({ state }) => state.slice(0, 1).toUpperCase())),
    num_threads: sum(list.map(({ threads }) => threads)),
    cpu_percent: oneDigit(sum(list.map(({ cpuPercent }) => cpuPercent))),
    memory_percent: sum(list.map(({ memoryPercent }) => memoryPercent)),
    memory_info: {
      rss: sum(list.map(({ residentBytes }) => residentBytes)),
      vms: sum(list.map(({ virtualBytes }) => virtualBytes)),
      shared: sum(list.map(({ sharedBytes }) => sharedBytes)),
    },
    cpu_times: {
      user: sum(list.map(({ userSeconds }) => userSeconds)),
      system: sum(list.map(({ systemSeconds }) => systemSeconds)),
    },
    // One after another, five for each process, as Glances has them.
    io_counters: rows.flatMap((row) => row.io_counters as readonly Json[]),
    time_since_update: seconds,
  };
}

function sameOf<Value extends string | number>(values: readonly Value[]): Value | string {
  const [first, ...others] = values;
  return first !== undefined && others.every((value) => value === first) ? first : DIFFERENT;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
