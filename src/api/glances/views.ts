import { type GlancesPlugin, type GlancesRow, type GlancesValue, isList, type Json, NOTHING_KNOWN } from './glances-plugin.ts';
import type { GlancesLimit } from './glances-source.ts';

/** What colour a value gets. */
type Decoration = 'DEFAULT' | 'OK' | 'CAREFUL' | 'WARNING' | 'CRITICAL';

/** A field that is coloured by a limit of another name, or by another value than its own. */
interface Rule {
  readonly plugin: string;
  readonly field: string;
  readonly value: (row: GlancesRow) => Json | undefined;
}

/** Long lists whose views nobody reads: every field of every process. */
const WITHOUT_VIEWS: readonly string[] = ['processlist', 'programlist'];

/** Where Glances' page looks for the bars to draw, and for which columns to show. */
const EXTRA_VIEWS: ReadonlyMap<string, GlancesRow> = new Map([
  ['quicklook', { list: ['cpu', 'mem', 'load'] }],
  ['containers', { show_engine_name: true, show_pod_name: false }],
]);

const RULES: ReadonlyMap<string, Rule> = new Map([
  ['quicklook/cpu', { plugin: 'cpu', field: 'total', value: (row) => row.cpu }],
  ['quicklook/mem', { plugin: 'mem', field: 'percent', value: (row) => row.mem }],
  ['quicklook/swap', { plugin: 'memswap', field: 'percent', value: (row) => row.swap }],
  ['fs/used', { plugin: 'fs', field: 'percent', value: (row) => row.percent }],
  // Limits of the load are for each processor.
  ['load/min15', { plugin: 'load', field: 'min15', value: (row) => Number(row.min15) / Number(row.cpucore) }],
]);

/** The views of a plugin: of each field, or of each field of each named row. */
export function viewsOf(plugin: GlancesPlugin, value: GlancesValue, limits: readonly GlancesLimit[]): GlancesRow {
  const extra = EXTRA_VIEWS.get(plugin.name) ?? NOTHING_KNOWN;
  if (WITHOUT_VIEWS.includes(plugin.name) || value === null || typeof value === 'string') return extra;
  if (!isList(value)) return { ...fieldViews(plugin.name, value, limits), ...extra };
  const { key } = plugin;
  if (key === null) return extra;
  return { ...Object.fromEntries(value.map((row) => [String(row[key]), fieldViews(plugin.name, row, limits)])), ...extra };
}

function fieldViews(plugin: string, row: GlancesRow, limits: readonly GlancesLimit[]): GlancesRow {
  return Object.fromEntries(Object.keys(row).map((field) => [field, viewOf(decorationOf(plugin, field, { row, limits }))]));
}

function viewOf(decoration: Decoration): GlancesRow {
  return { decoration, optional: false, additional: false, splittable: false, hidden: false };
}

function decorationOf(
  plugin: string,
  field: string,
  { row, limits }: { readonly row: GlancesRow; readonly limits: readonly GlancesLimit[] },
): Decoration {
  const rule = RULES.get(`${plugin}/${field}`) ?? {
    plugin,
    field: plugin === 'sensors' && field === 'value' ? row.type : field,
    value: () => row[field],
  };
  const limit = limits.find((candidate) => candidate.plugin === rule.plugin && candidate.field === rule.field);
  const value = rule.value(row);
  if (limit === undefined || typeof value !== 'number') return 'DEFAULT';
  const reaches = (threshold: number | null) => threshold !== null && value >= threshold;
  if (reaches(limit.critical)) return 'CRITICAL';
  if (reaches(limit.warning)) return 'WARNING';
  return reaches(limit.careful) ? 'CAREFUL' : 'OK';
}
