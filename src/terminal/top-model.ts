import type { ShownLine, ShownPoint } from './feed/shown-line.ts';
import type { ShownEvent, ShownMachine } from './feed/shown-machine.ts';

/** Everything that is known of a probe at one moment: what views draw from. */
export interface TopModel {
  /** Where the probe is: `http://pi:8080`. */
  readonly address: string;
  /** null: not told yet, or `machineTrouble` says why not. */
  readonly machine: ShownMachine | null;
  readonly machineTrouble: string | null;
  readonly events: readonly ShownEvent[];
  readonly line: ShownLine;
  /** The latest windows' totals, oldest first, at most `RECENT_POINTS`. */
  readonly recent: readonly ShownPoint[];
  /** What is wrong with the connection, in one line; null while nothing is. What is shown is then of before. */
  readonly trouble: string | null;
}

export const RECENT_POINTS = 240;

/** Before anything was heard. */
export function emptyModel(address: string): TopModel {
  return { address, machine: null, machineTrouble: null, events: [], line: {}, recent: [], trouble: null };
}

/** The model after another window: its totals join the recent ones. */
export function withLine(model: TopModel, parts: ShownLine): TopModel {
  const { traffic } = parts;
  const isNew = traffic !== undefined && traffic.at !== model.recent.at(-1)?.at;
  return {
    ...model,
    line: { ...model.line, ...parts },
    recent: isNew ? [...model.recent, traffic].slice(-RECENT_POINTS) : model.recent,
  };
}

/** The model with the processes that were listed earlier, and all else as it is. */
export function withProcessesOf(model: TopModel, earlier: TopModel['machine']): TopModel {
  const { machine } = model;
  if (!machine?.processes || !earlier?.processes) return model;
  return { ...model, machine: { ...machine, processes: { ...machine.processes, list: earlier.processes.list } } };
}
