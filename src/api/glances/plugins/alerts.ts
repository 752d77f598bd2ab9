import type { SystemEvent } from '../../../system/event-row.ts';
import type { GlancesPlugin, GlancesRow } from '../glances-plugin.ts';

/** Glances keeps ten; more than fit on a page help nobody. */
const MOST_ALERTS = 50;
const STILL_GOING_ON = -1;

/** Glances' names for what its own alerts are about; all else keeps ours, in capitals. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['cpu', 'CPU'],
  ['load', 'LOAD'],
  ['memory', 'MEM'],
  ['swap', 'MEMSWAP'],
  ['fileSystem', 'FS'],
  ['disk', 'DISKIO'],
  ['interface', 'NETWORK'],
  ['sensor', 'SENSORS'],
  ['watched', 'AMPS'],
]);

/** Newest first. What was only ever careful is no alert to Glances. */
export const ALERT_PLUGIN: GlancesPlugin = {
  name: 'alert',
  key: null,
  fields: {
    begin: ['timestamp', 'When it began, in seconds since 1970.'],
    end: ['timestamp', 'When it ended; -1 while it lasts.'],
    state: ['string', 'WARNING or CRITICAL: the worst it came to.'],
    type: ['string', 'What it is about.'],
    min: ['float', 'The lowest value.'],
    avg: ['float', 'The mean.'],
    max: ['float', 'The highest value.'],
    sum: ['float', 'All values together.'],
    count: ['int', 'How often it was looked at.'],
    top: ['list', 'The processes on top when it was worst.'],
    desc: ['string', 'What happened, in one sentence.'],
    sort: ['string', 'What the processes were sorted by.'],
    global_msg: ['string', 'What happened, in one sentence.'],
  },
  history: [],
  show: ({ source }) =>
    source
      .events()
      .filter(({ level }) => level === 'warning' || level === 'critical')
      .toSorted((left, right) => right.beginAtMillis - left.beginAtMillis || right.serial - left.serial)
      .slice(0, MOST_ALERTS)
      .map(alertRow),
};

function alertRow(event: SystemEvent): GlancesRow {
  const { value, samples } = event;
  return {
    begin: Math.floor(event.beginAtMillis / 1000),
    end: event.endAtMillis === null ? STILL_GOING_ON : Math.floor(event.endAtMillis / 1000),
    state: event.level.toUpperCase(),
    type: typeOf(event),
    min: value.min,
    avg: value.mean,
    max: value.max,
    sum: value.mean * samples,
    count: samples,
    top: event.top.map(({ name }) => name),
    desc: event.message,
    sort: event.metric === 'memory' || event.metric === 'swap' ? 'memory_percent' : 'cpu_percent',
    global_msg: event.message,
  };
}

function typeOf({ metric, item }: SystemEvent): string {
  const type = TYPES.get(metric) ?? metric.toUpperCase();
  return item === null ? type : `${type}_${item}`.toUpperCase();
}
