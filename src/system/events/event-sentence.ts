import type { SystemEvent } from '../event-row.ts';
import type { MetricName } from '../thresholds/thresholds.ts';
import { durationText } from './duration-text.ts';
import type { Peak } from './peak.ts';
import { valueText } from './value-text.ts';
import type { WatchedMetric } from './watch-sightings.ts';

/** What a sentence is made of. */
export interface EventFacts {
  readonly metric: string;
  readonly item: string | null;
  readonly unit: string;
  readonly worseWhen: 'higher' | 'lower';
  readonly value: Pick<SystemEvent['value'], 'min' | 'mean' | 'max'>;
  readonly seconds: number;
  readonly peak: Peak;
}

const LONGEST_ITEM = 64;

/** One sentence for people, without a full stop. Holds names of other people's making. */
export function describeEvent(facts: EventFacts): string {
  const sentence = SENTENCES[facts.metric as MetricName | WatchedMetric] ?? (({ item }: Words) => `${facts.metric} ${item}`);
  const { detail, blame } = facts.peak;
  const lasted = facts.seconds >= 1 ? ` for ${durationText(facts.seconds)}` : '';
  const place = facts.metric === 'load' && detail !== null ? ` ${detail}` : '';
  const how = facts.metric !== 'load' && detail !== null ? `, ${detail}` : '';
  const text = sentence({ item: (facts.item ?? '').slice(0, LONGEST_ITEM), value: describeValue(facts), place, lasted });
  return `${text}${how}${blame === null ? '' : `: ${blame}`}`;
}

interface Words {
  readonly item: string;
  /** `97 %` */
  readonly value: string;
  /** ` on 4 processors` */
  readonly place: string;
  /** ` for 3 min` */
  readonly lasted: string;
}

const FLAGS: Readonly<Record<string, string>> = {
  underVoltage: 'Under-voltage',
  throttled: 'Throttling',
  frequencyCapped: 'A limit on the frequency of the processors',
  softTemperatureLimit: 'Being held back for heat',
};

const SENTENCES: Readonly<Record<MetricName | WatchedMetric, (words: Words) => string>> = {
  cpu: ({ value, lasted }) => `CPU at ${value}${lasted}`,
  cpuUser: ({ value, lasted }) => `CPU in programs at ${value}${lasted}`,
  cpuSystem: ({ value, lasted }) => `CPU in the kernel at ${value}${lasted}`,
  cpuSteal: ({ value, lasted }) => `CPU taken away by the host of this virtual machine at ${value}${lasted}`,
  cpuIowait: ({ value, lasted }) => `CPU waiting for disks at ${value}${lasted}`,
  contextSwitches: ({ value, lasted }) => `Context switches at ${value}${lasted}`,
  load: ({ value, place, lasted }) => `Load at ${value}${place}${lasted}`,
  memory: ({ value, lasted }) => `Memory at ${value}${lasted}`,
  swap: ({ value, lasted }) => `Swap at ${value}${lasted}`,
  pressureCpu: ({ value, lasted }) => `Tasks waiting for a processor at ${value} of the time${lasted}`,
  pressureMemory: ({ value, lasted }) => `Tasks waiting for memory at ${value} of the time${lasted}`,
  pressureIo: ({ value, lasted }) => `Tasks waiting for disks at ${value} of the time${lasted}`,
  fileSystem: ({ item, value, lasted }) => `File system ${item} at ${value}${lasted}`,
  fileSystemInodes: ({ item, value, lasted }) => `Inodes of file system ${item} at ${value}${lasted}`,
  fileSystemReadOnly: ({ item, lasted }) => `File system ${item} read-only${lasted}: nothing can be written to it`,
  diskRead: ({ item, value, lasted }) => `Reading of disk ${item} at ${value}${lasted}`,
  diskWrite: ({ item, value, lasted }) => `Writing of disk ${item} at ${value}${lasted}`,
  diskReadLatency: ({ item, value, lasted }) => `A read of disk ${item} at ${value}${lasted}`,
  diskWriteLatency: ({ item, value, lasted }) => `A write of disk ${item} at ${value}${lasted}`,
  flashCardWear: ({ item, value }) => `Wear of flash card ${item} at ${value} of its life`,
  flashCardEndOfLife: ({ item }) => `Flash card ${item} says that the end of its life is near: replace it`,
  interfaceReceived: ({ item, value, lasted }) => `Interface ${item} receiving at ${value} of its speed${lasted}`,
  interfaceSent: ({ item, value, lasted }) => `Interface ${item} sending at ${value} of its speed${lasted}`,
  temperature: ({ item, value, lasted }) => `Temperature of ${item} at ${value}${lasted}`,
  diskTemperature: ({ item, value, lasted }) => `Temperature of ${item} at ${value}${lasted}`,
  battery: ({ item, value, lasted }) => `Battery ${item} at ${value}${lasted}`,
  underVoltage: ({ lasted }) => `Under-voltage${lasted}: the power supply or its cable is too weak`,
  throttled: ({ lasted }) => `Processors throttled${lasted}: too hot, or too little power`,
  frequencyCapped: ({ lasted }) => `Frequency of the processors limited${lasted}: too hot, or too little power`,
  softTemperatureLimit: ({ lasted }) => `Processors held back${lasted}: close to too hot`,
  raspberrySinceStart: ({ item }) => `${FLAGS[item] ?? item} at some time since the machine was started`,
  connectionTracking: ({ value, lasted }) =>
    `Connection tracking table at ${value}${lasted}: new connections fail when it is full`,
  processCpu: ({ item, value, lasted }) => `CPU of ${item} at ${value}${lasted}`,
  processMemory: ({ item, value, lasted }) => `Memory of ${item} at ${value}${lasted}`,
  watchedCount: ({ item, value, lasted }) => `${item} at ${value}${lasted}`,
  watchedCpu: ({ item, value, lasted }) => `${item} at ${value} CPU${lasted}`,
  watchedMemory: ({ item, value, lasted }) => `${item} at ${value} memory${lasted}`,
  watchedIo: ({ item, value, lasted }) => `${item} reading and writing at ${value}${lasted}`,
};

/** The mean, and the worst where that reads differently: `92 % (up to 99 %)`. */
function describeValue({ value, unit, worseWhen }: EventFacts): string {
  const mean = valueText(value.mean, unit);
  const worst = valueText(worseWhen === 'higher' ? value.max : value.min, unit);
  return mean === worst ? mean : `${mean} (${worseWhen === 'higher' ? 'up' : 'down'} to ${worst})`;
}
