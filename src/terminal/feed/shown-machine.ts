import { flag, list, number, oneOf, or, orNull, type Read, record, text } from './reader.ts';

// What is shown of a machine: parts of `GET /api/v1/system` and `/api/v1/events`, and of the topics of the same names.

const MOST_PROCESSES = 1_000;
const MOST_ITEMS = 256;
const MOST_EVENTS = 200;

const LEVEL = oneOf('ok', 'careful', 'warning', 'critical');
const PRESSURE = record({ some: record({ avg10: number }) });

const HOST = record({
  hostname: text,
  kernel: text,
  architecture: text,
  distribution: orNull(text),
  model: orNull(text),
  uptimeSeconds: number,
});

const CPU = record({
  user: number,
  nice: number,
  system: number,
  idle: number,
  iowait: number,
  irq: number,
  softirq: number,
  steal: number,
  total: number,
  perCpu: or([], list(record({ number, total: number }), MOST_ITEMS)),
  model: orNull(text),
  logicalCount: number,
  frequencyHz: orNull(number),
  contextSwitchesPerSecond: number,
  interruptsPerSecond: number,
});

const PROCESS = record({
  pid: number,
  name: text,
  command: or([], list(text, 64)),
  user: text,
  state: text,
  cpuPercent: number,
  cpuLevel: or('ok', LEVEL),
  memoryPercent: number,
  memoryLevel: or('ok', LEVEL),
  residentBytes: number,
  virtualBytes: number,
  threads: number,
  nice: number,
  userSeconds: number,
  systemSeconds: number,
  readBytesPerSecond: orNull(number),
  writeBytesPerSecond: orNull(number),
});

/** The machine at one moment. */
export const readMachine = record({
  takenAt: text,
  seconds: number,
  levels: or([], list(record({ metric: text, item: orNull(text), level: LEVEL }), 4 * MOST_ITEMS)),
  host: orNull(HOST),
  cpu: orNull(CPU),
  load: orNull(record({ min1: number, min5: number, min15: number })),
  memory: orNull(
    record({ total: number, available: number, used: number, free: number, percent: number, buffers: number, cached: number }),
  ),
  swap: orNull(record({ total: number, used: number, free: number, percent: number })),
  pressure: orNull(record({ cpu: PRESSURE, memory: PRESSURE, io: PRESSURE })),
  disks: orNull(
    list(
      record({
        name: text,
        isPartition: flag,
        readBytesPerSecond: number,
        writeBytesPerSecond: number,
        busyPercent: or(0, number),
      }),
      MOST_ITEMS,
    ),
  ),
  flashCards: orNull(
    list(
      record({ disk: text, wearPercent: orNull(number), endOfLife: orNull(oneOf('normal', 'warning', 'urgent')) }),
      MOST_ITEMS,
    ),
  ),
  fileSystems: orNull(list(record({ mountPoint: text, size: number, used: number, free: number, percent: number }), MOST_ITEMS)),
  interfaces: orNull(
    list(
      record({
        name: text,
        isUp: flag,
        speedBitsPerSecond: orNull(number),
        receivedBytesPerSecond: number,
        sentBytesPerSecond: number,
      }),
      MOST_ITEMS,
    ),
  ),
  sensors: orNull(list(record({ label: text, type: text, unit: text, value: number }), MOST_ITEMS)),
  raspberry: orNull(
    record({
      underVoltage: orNull(flag),
      throttled: orNull(flag),
      frequencyCapped: orNull(flag),
      sinceStart: record({ underVoltage: orNull(flag), throttled: orNull(flag) }),
    }),
  ),
  processes: orNull(
    record({
      list: list(PROCESS, MOST_PROCESSES),
      counts: record({ total: number, running: number, sleeping: number, other: number, threads: number }),
    }),
  ),
  connections: orNull(record({ established: number, tracked: orNull(number), trackedMax: orNull(number) })),
  containers: orNull(
    list(record({ name: text, status: text, cpuPercent: orNull(number), memoryBytes: orNull(number) }), MOST_ITEMS),
  ),
  probe: orNull(record({ cpuPercent: number, residentBytes: number })),
});
export type ShownMachine = Read<typeof readMachine>;
export type ShownProcess = NonNullable<ShownMachine['processes']>['list'][number];
export type Level = Read<typeof LEVEL>;

const EVENT = record({
  serial: number,
  beginAt: text,
  endAt: orNull(text),
  level: LEVEL,
  levelNow: LEVEL,
  metric: text,
  item: orNull(text),
  message: text,
});

export const readEvents = record({ list: list(EVENT, MOST_EVENTS) });
export type ShownEvent = Read<typeof EVENT>;
