import type { SystemSnapshot } from '../../system/snapshot.ts';
import type { Sample } from '../prometheus.ts';
import type { Declaration, MetricSources } from './declaration.ts';

/** Mount points, disks, interfaces and sensors that have series of their own; more of a kind are left out. */
const MAX_SERIES = 64;
const CPU_MODES = ['user', 'nice', 'system', 'idle', 'iowait', 'irq', 'softirq', 'steal'] as const;
const FLAGS = ['underVoltage', 'frequencyCapped', 'throttled', 'softTemperatureLimit'] as const;
const FLAG_LABELS = {
  underVoltage: 'under_voltage',
  frequencyCapped: 'frequency_capped',
  throttled: 'throttled',
  softTemperatureLimit: 'soft_temperature_limit',
} as const;
const EVENT_LEVELS = ['careful', 'warning', 'critical'] as const;

type Kind = Pick<Declaration, 'name' | 'type' | 'help'>;

/** The machine that the probe runs on. What it does not say is left out, which is not zero. */
export const SYSTEM_METRICS: readonly Declaration[] = [
  of(gauge('cpu_ratio', 'Share of the time of all processors by mode, over the last seconds.'), ({ cpu }) =>
    cpu === null ? [] : CPU_MODES.map((mode) => sample(cpu[mode] / 100, { mode })),
  ),
  of(gauge('cpus', 'Processors that are online.'), ({ cpu }) => maybe(cpu?.logicalCount)),
  of(gauge('cpu_frequency_hertz', 'Mean frequency of the processors.'), ({ cpu }) => maybe(cpu?.frequencyHz)),
  of(counter('context_switches_total', 'Switches from one thread to another.'), ({ cpu }) => maybe(cpu?.contextSwitches)),
  of(counter('interrupts_total', 'Interrupts.'), ({ cpu }) => maybe(cpu?.interrupts)),
  of(gauge('load1', 'Load over one minute.'), ({ load }) => maybe(load?.min1)),
  of(gauge('load5', 'Load over five minutes.'), ({ load }) => maybe(load?.min5)),
  of(gauge('load15', 'Load over a quarter of an hour.'), ({ load }) => maybe(load?.min15)),
  of(gauge('boot_time_seconds', 'When the machine was started, since 1970.'), ({ host }) =>
    host === null ? [] : maybe(host.bootedAtMillis / 1000),
  ),
  of(gauge('memory_bytes', 'Memory by what it is.'), ({ memory }) =>
    memory === null
      ? []
      : (['total', 'available', 'free', 'buffers', 'cached', 'shared'] as const).map((kind) => sample(memory[kind], { kind })),
  ),
  of(gauge('swap_bytes', 'Swap by what it is.'), ({ swap }) =>
    swap === null ? [] : (['total', 'used', 'free'] as const).map((kind) => sample(swap[kind], { kind })),
  ),
  of(counter('swap_in_bytes_total', 'Bytes read back from swap.'), ({ swap }) => maybe(swap?.inBytes)),
  of(counter('swap_out_bytes_total', 'Bytes written to swap.'), ({ swap }) => maybe(swap?.outBytes)),
  of(gauge('pressure_ratio', 'Share of the last ten seconds in which some or all tasks waited, by what for.'), ({ pressure }) =>
    pressure === null
      ? []
      : (['cpu', 'memory', 'io'] as const).flatMap((resource) =>
          (['some', 'full'] as const).flatMap((tasks) => {
            const shares = pressure[resource][tasks];
            return shares === null ? [] : [sample(shares.avg10 / 100, { resource, tasks })];
          }),
        ),
  ),
  ...perItem('fileSystems', { label: 'mountpoint', nameOf: ({ mountPoint }) => mountPoint }, [
    [gauge('filesystem_size_bytes', 'Size of a file system.'), ({ size }) => size],
    [gauge('filesystem_used_bytes', 'Bytes used of it.'), ({ used }) => used],
    [gauge('filesystem_available_bytes', 'Bytes of it that everybody may use.'), ({ free }) => free],
    [gauge('filesystem_readonly', 'Whether nothing can be written to it.'), ({ isReadOnly }) => Number(isReadOnly)],
  ]),
  ...perItem('disks', { label: 'device', nameOf: ({ name }) => name }, [
    [counter('disk_read_bytes_total', 'Bytes read from a block device.'), ({ readBytes }) => readBytes],
    [counter('disk_written_bytes_total', 'Bytes written to it.'), ({ writtenBytes }) => writtenBytes],
    [counter('disk_reads_total', 'Reads.'), ({ reads }) => reads],
    [counter('disk_writes_total', 'Writes.'), ({ writes }) => writes],
    [
      gauge('disk_busy_ratio', 'Share of the last seconds in which it had something to do.'),
      ({ busyPercent }) => busyPercent / 100,
    ],
  ]),
  ...perItem('flashCards', { label: 'device', nameOf: ({ disk }) => disk }, [
    [
      gauge('flash_wear_ratio', 'How much of its life a flash card has used, as it says.'),
      ({ wearPercent }) => share(wearPercent),
    ],
  ]),
  ...perItem('interfaces', { label: 'interface', nameOf: ({ name }) => name }, [
    [counter('network_received_bytes_total', 'Bytes received by an interface.'), ({ receivedBytes }) => receivedBytes],
    [counter('network_sent_bytes_total', 'Bytes sent.'), ({ sentBytes }) => sentBytes],
    [counter('network_receive_errors_total', 'Packets that arrived damaged.'), ({ receiveErrors }) => receiveErrors],
    [counter('network_send_errors_total', 'Packets that could not be sent.'), ({ sendErrors }) => sendErrors],
    [counter('network_receive_drops_total', 'Packets dropped when they arrived.'), ({ receiveDrops }) => receiveDrops],
    [counter('network_send_drops_total', 'Packets dropped before they were sent.'), ({ sendDrops }) => sendDrops],
    [gauge('network_up', 'Whether it is up.'), ({ isUp }) => Number(isUp)],
  ]),
  ...perItem('sensors', { label: 'sensor', nameOf: ({ label }) => label }, [
    [gauge('temperature_celsius', 'Temperature of a sensor.'), ({ unit, value }) => (unit === 'C' ? value : null)],
    [gauge('fan_rpm', 'Revolutions of a fan per minute.'), ({ unit, value }) => (unit === 'R' ? value : null)],
    [gauge('voltage_volts', 'Voltage of a sensor.'), ({ unit, value }) => (unit === 'V' ? value : null)],
    [gauge('battery_ratio', 'Charge of a battery.'), ({ unit, value }) => (unit === '%' ? value / 100 : null)],
  ]),
  of(
    gauge('raspberry_flag', "What a Raspberry Pi's firmware says of power and heat: now, and since the start."),
    ({ raspberry }) =>
      raspberry === null
        ? []
        : FLAGS.flatMap((flag) => [
            ...maybe(toNumber(raspberry[flag]), { flag: FLAG_LABELS[flag], when: 'now' }),
            ...maybe(toNumber(raspberry.sinceStart[flag]), { flag: FLAG_LABELS[flag], when: 'since_start' }),
          ]),
  ),
  of(gauge('processes', 'Processes by state.'), ({ processes }) =>
    processes === null
      ? []
      : (['running', 'sleeping', 'other'] as const).map((state) => sample(processes.counts[state], { state })),
  ),
  of(gauge('threads', 'Threads of all processes.'), ({ processes }) => maybe(processes?.counts.threads)),
  of(gauge('connections', 'TCP sockets by state, and UDP sockets.'), ({ connections }) =>
    connections === null
      ? []
      : (['established', 'timeWait', 'closeWait', 'listen', 'udp'] as const).map((state) =>
          sample(connections[state], { state: state.replace(/W/, '_w') }),
        ),
  ),
  of(gauge('probe_cpu_ratio', 'What the probe takes of one processor.'), ({ probe }) => maybe(share(probe?.cpuPercent))),
  of(gauge('probe_resident_bytes', 'What the probe takes of memory.'), ({ probe }) => maybe(probe?.residentBytes)),
  of(gauge('collector_seconds', 'How long reading each part of the machine took the last time.'), ({ collectors }) =>
    collectors.map(({ name, millis }) => sample(millis / 1000, { collector: name })),
  ),
  of(gauge('collector_failed', 'Whether there is no reading of a part of the machine.'), ({ collectors }) =>
    collectors.map(({ name, failure }) => sample(Number(failure !== null), { collector: name })),
  ),
  {
    ...gauge('events_ongoing', 'Events that last, by their level now.'),
    samples: ({ machine: { snapshot, events } }) =>
      snapshot === null
        ? []
        : EVENT_LEVELS.map((level) =>
            sample(events.filter(({ endAtMillis, levelNow }) => endAtMillis === null && levelNow === level).length, { level }),
          ),
  },
];

function gauge(name: string, help: string): Kind {
  return { name: `wanprobe_system_${name}`, type: 'gauge', help };
}

function counter(name: string, help: string): Kind {
  return { name: `wanprobe_system_${name}`, type: 'counter', help };
}

/** A metric of the latest snapshot; nothing before the first. */
function of(kind: Kind, samples: (snapshot: SystemSnapshot) => readonly Sample[]): Declaration {
  return { ...kind, samples: ({ machine: { snapshot } }: MetricSources) => (snapshot === null ? [] : samples(snapshot)) };
}

type ListName = 'fileSystems' | 'disks' | 'flashCards' | 'interfaces' | 'sensors';
type ItemOf<Name extends ListName> = NonNullable<SystemSnapshot[Name]>[number];
type PerItem<Name extends ListName> = readonly [kind: Kind, read: (item: ItemOf<Name>) => number | null];

/** Metrics that have a series for each of a list, at most 64. Of several with one name the first one counts. */
function perItem<Name extends ListName>(
  list: Name,
  { label, nameOf }: { readonly label: string; readonly nameOf: (item: ItemOf<Name>) => string },
  metrics: readonly PerItem<Name>[],
): Declaration[] {
  return metrics.map(([kind, read]) =>
    of(kind, (snapshot) => {
      const items = new Map<string, ItemOf<Name>>();
      for (const item of (snapshot[list] ?? []) as readonly ItemOf<Name>[]) {
        if (items.size < MAX_SERIES && !items.has(nameOf(item))) items.set(nameOf(item), item);
      }
      return [...items].flatMap(([name, item]) => maybe(read(item), { [label]: name }));
    }),
  );
}

function sample(value: number, labels: Readonly<Record<string, string>> = {}): Sample {
  return { labels, value };
}

function maybe(value: number | null | undefined, labels: Readonly<Record<string, string>> = {}): readonly Sample[] {
  return value === null || value === undefined ? [] : [sample(value, labels)];
}

function share(percent: number | null | undefined): number | null {
  return percent === null || percent === undefined ? null : percent / 100;
}

function toNumber(flag: boolean | null): number | null {
  return flag === null ? null : Number(flag);
}
