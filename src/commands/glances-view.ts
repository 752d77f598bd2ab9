import type { GlancesLimit, GlancesSource, HistoryPoint, WanRates } from '../api/glances/glances-source.ts';
import type { FamilyBytes, Probe } from '../api/probe.ts';
import type { FigureName, ItemFigureName } from '../system/history-figures.ts';
import { limitsOf } from '../system/thresholds/levels.ts';
import type { MetricName } from '../system/thresholds/thresholds.ts';
import { VERSION } from '../version.ts';
import type { MachineWatch } from './machine-watch.ts';

/** Glances' name of what has limits, and ours. */
const LIMITED: readonly (readonly [plugin: string, field: string, metric: MetricName])[] = [
  ['cpu', 'total', 'cpu'],
  ['cpu', 'user', 'cpuUser'],
  ['cpu', 'system', 'cpuSystem'],
  ['cpu', 'steal', 'cpuSteal'],
  ['cpu', 'iowait', 'cpuIowait'],
  ['load', 'min15', 'load'],
  ['mem', 'percent', 'memory'],
  ['memswap', 'percent', 'swap'],
  ['fs', 'percent', 'fileSystem'],
  ['sensors', 'temperature_core', 'temperature'],
  ['sensors', 'temperature_hdd', 'diskTemperature'],
  ['sensors', 'battery', 'battery'],
];

/** Glances' name of what a history is kept of, and ours. */
const FIGURES: Readonly<Record<string, FigureName>> = {
  'cpu total': 'cpuTotal',
  'cpu user': 'cpuUser',
  'cpu system': 'cpuSystem',
  'cpu iowait': 'cpuIowait',
  'cpu steal': 'cpuSteal',
  'load min1': 'load1',
  'load min5': 'load5',
  'load min15': 'load15',
  'mem percent': 'memoryPercent',
  'memswap percent': 'swapPercent',
  'quicklook cpu': 'cpuTotal',
  'quicklook mem': 'memoryPercent',
  'quicklook swap': 'swapPercent',
};

/** The same of interfaces and disks, whose name stands before. */
const ITEM_FIGURES: readonly (readonly [plugin: string, ending: string, figure: ItemFigureName])[] = [
  ['network', '_bytes_recv_rate_per_sec', 'received'],
  ['network', '_bytes_sent_rate_per_sec', 'sent'],
  ['diskio', '_read_bytes_rate_per_sec', 'read'],
  ['diskio', '_write_bytes_rate_per_sec', 'written'],
];

/** What Glances' clients are shown: the machine, and what the line carries as an interface beside its own. */
export function glancesView(watch: MachineWatch, probe: Pick<Probe, 'points' | 'totals' | 'status'>): GlancesSource {
  return {
    snapshot: () => watch.snapshot(),
    events: () => watch.events(),
    clearEvents: (kind) => watch.clearEvents(kind),
    limits: () => limitsFor(watch),
    watched: () =>
      watch.watched().map(({ watch: name, count, cpuPercent, memoryPercent }) => {
        const { minCount = null, maxCount = null } = watch.config.processes.find((one) => one.name === name) ?? {};
        return { name, count, minimum: minCount, maximum: maxCount, cpuPercent, memoryPercent };
      }),
    history: (plugin, item) => historyOf(watch, plugin, item),
    wan: () => wanRates(probe),
    intervalSeconds: watch.config.intervalSeconds,
    version: VERSION,
  };
}

function limitsFor({ config }: MachineWatch): GlancesLimit[] {
  return LIMITED.map(([plugin, field, metric]) => {
    const { careful, warning, critical } = limitsOf(metric, null, config);
    return { plugin, field, careful, warning, critical };
  });
}

function historyOf(watch: MachineWatch, plugin: string, item: string): readonly HistoryPoint[] | null {
  const figure = FIGURES[`${plugin} ${item}`];
  if (figure !== undefined) return watch.series(figure);
  for (const [of, ending, itemFigure] of ITEM_FIGURES) {
    if (of === plugin && item.endsWith(ending)) return watch.series(itemFigure, item.slice(0, -ending.length));
  }
  return null;
}

function wanRates(probe: Pick<Probe, 'points' | 'totals' | 'status'>): WanRates {
  const last = probe.points().at(-1);
  const { down, up } = probe.totals().wan;
  return {
    isUp: probe.status().source.condition === 'capturing',
    receivedBytes: allOf(down),
    sentBytes: allOf(up),
    receivedBytesPerSecond: last === undefined ? 0 : last.downBytes / last.seconds,
    sentBytesPerSecond: last === undefined ? 0 : last.upBytes / last.seconds,
    speedBitsPerSecond: null,
  };
}

function allOf({ ipv4Bytes, ipv6Bytes, otherBytes }: FamilyBytes): number {
  return ipv4Bytes + ipv6Bytes + otherBytes;
}
