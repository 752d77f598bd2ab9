import { type GlancesPlugin, type GlancesValue, isList, type Json } from './glances-plugin.ts';
import type { GlancesSource, HistoryPoint } from './glances-source.ts';

/** Every history of a plugin, by field; of a list by row and field: `eth0_bytes_recv_rate_per_sec`. The last `count`, all of them when it is 0. */
export function historyOf(
  plugin: GlancesPlugin,
  { value, source, count }: { readonly value: GlancesValue; readonly source: GlancesSource; readonly count: number },
): Record<string, Json> {
  const items = itemsOf(plugin, value);
  const histories = items.map((item) => [item, itemHistory(source.history(plugin.name, item), count)] as const);
  return Object.fromEntries(histories.filter(([, points]) => points !== null));
}

/** One history: `[["2026-06-13T13:33:54.000000+00:00", 3.2], ...]`. */
export function itemHistory(points: readonly HistoryPoint[] | null, count: number): Json {
  if (points === null) return null;
  const last = count === 0 ? points : points.slice(-count);
  return last.map(([atMillis, value]) => [new Date(atMillis).toISOString().replace('Z', '000+00:00'), value]);
}

function itemsOf(plugin: GlancesPlugin, value: GlancesValue): readonly string[] {
  const { key } = plugin;
  if (!isList(value)) return plugin.history;
  if (key === null) return [];
  return plugin.history.flatMap((field) => value.map((row) => `${row[key]}_${field}`));
}
