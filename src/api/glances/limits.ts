import type { GlancesRow } from './glances-plugin.ts';
import type { GlancesLimit } from './glances-source.ts';

/** Plugins with one limit, which Glances therefore names after the plugin alone: `mem_careful`, but `cpu_total_careful`. */
const SINGLE: readonly string[] = ['fs', 'load', 'mem', 'memswap'];

const LEVELS = ['careful', 'warning', 'critical'] as const;

/** How many points of a history are kept at most: an hour of them. */
const HISTORY_POINTS = 1800;

/** The limits of a plugin, as Glances names them. */
export function limitsOf(plugin: string, limits: readonly GlancesLimit[]): GlancesRow {
  const own = limits.filter((limit) => limit.plugin === plugin);
  const named = own.flatMap((limit) => thresholdsOf(limit).map(([name, value]) => [`${plugin}_${name}`, value] as const));
  return { history_size: HISTORY_POINTS, ...Object.fromEntries(named) };
}

/** The same as Glances' configuration has it: without the plugin's name, and as text. */
export function limitSection(plugin: string, limits: readonly GlancesLimit[]): Record<string, string> {
  const own = limits.filter((limit) => limit.plugin === plugin);
  return Object.fromEntries(own.flatMap((limit) => thresholdsOf(limit).map(([name, value]) => [name, String(value)])));
}

function thresholdsOf(limit: GlancesLimit): (readonly [name: string, value: number])[] {
  const prefix = SINGLE.includes(limit.plugin) ? '' : `${limit.field}_`;
  return LEVELS.flatMap((level) => {
    const value = limit[level];
    return value === null ? [] : [[`${prefix}${level}`, value] as const];
  });
}
