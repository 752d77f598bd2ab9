import { type GlancesPlugin, type GlancesValue, NOTHING_KNOWN, NOTHING_LISTED } from '../glances-plugin.ts';

/**
 * Plugins of Glances whose figures nobody here collects. They are there, and empty in the way Glances' own are on a machine without such a
 * thing: clients ask for them by name.
 */
export const ABSENT_PLUGINS: readonly GlancesPlugin[] = [
  absent('cloud', NOTHING_KNOWN),
  absent('folders', NOTHING_LISTED),
  absent('gpu', NOTHING_LISTED),
  absent('help', null),
  absent('irq', NOTHING_LISTED),
  absent('mpp', NOTHING_LISTED),
  absent('npu', NOTHING_LISTED),
  absent('ports', NOTHING_LISTED),
  absent('raid', NOTHING_KNOWN),
  absent('smart', NOTHING_LISTED),
  absent('vms', NOTHING_LISTED),
  absent('wifi', NOTHING_LISTED),
];

function absent(name: string, value: GlancesValue): GlancesPlugin {
  return { name, key: null, fields: {}, history: [], show: () => value };
}
