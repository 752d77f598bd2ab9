import { type TSchema, Type } from 'typebox';
import type * as api from '../../messages.ts';
import { choice, count, countOrNull, list, named, number, numberOrNull, orNull, text, textOrNull, time } from '../parts.ts';
import * as readings from './readings.ts';
import * as rows from './rows.ts';

export const FIGURE_LEVEL = Type.Object(
  {
    metric: text('What is measured, in the words of thresholds and events.'),
    item: textOrNull('Which one of several; null where there is one only.'),
    level: choice(rows.ALERT_LEVELS, 'How bad it is.'),
  },
  { description: 'The level of a figure that has thresholds.' },
);

const PRESSURE_SHARES = Type.Object(
  {
    avg10: number('Percent of the last ten seconds.'),
    avg60: number('Percent of the last minute.'),
    avg300: number('Percent of the last five minutes.'),
  },
  { description: 'The share of time in which tasks waited.' },
);
const pressure = (what: string) =>
  Type.Object(
    {
      some: named<api.PressureShares>('PressureShares', 'Some tasks waited.'),
      full: orNull(PRESSURE_SHARES, 'All tasks waited at once; null where that is not counted.'),
    },
    { description: `Waiting for ${what}.` },
  );
const PRESSURE_READING = Type.Object(
  { cpu: pressure('a processor'), memory: pressure('memory'), io: pressure('disks') },
  { description: 'Pressure stall information.' },
);

const SYSTEM_PROCESSES = Type.Object(
  {
    list: list(named<api.SystemProcess>('SystemProcess'), 'In the order asked for.'),
    matching: count('How many match, listed or not.'),
    counts: Type.Object(
      {
        total: count('How many there are.'),
        running: count('Of those: how many run, or could.'),
        sleeping: count('How many wait for something.'),
        other: count('All others: stopped, ended and not yet cleared away, idle threads of the kernel.'),
        threads: count('Threads of all.'),
        pidMax: numberOrNull('How many there can be; null where that is not told.'),
      },
      { description: 'Of all processes.' },
    ),
  },
  { description: 'Processes.' },
);

/** A list, or null where there is no reading. */
function listOrNull<Item>(name: string, description: string) {
  const items: TSchema = named<Item>(name);
  return Type.Unsafe<readonly Item[] | null>({ type: ['array', 'null'], items, description });
}

export const SYSTEM_MESSAGE = Type.Object(
  {
    takenAt: time("When it was looked at, by the machine's clock."),
    seconds: number('Seconds since the snapshot before: what rates are over.'),
    worstLevel: choice(rows.ALERT_LEVELS, 'The worst of the levels.'),
    levels: list(named<api.FigureLevel>('FigureLevel'), 'Levels of the figures that have thresholds.'),
    host: orNull(readings.SYSTEM_HOST, 'Which machine it is.'),
    cpu: orNull(readings.CPU_READING, 'How the processors spent their time.'),
    load: orNull(readings.LOAD_READING, 'Load.'),
    memory: orNull(readings.MEMORY_READING, 'Memory.'),
    swap: orNull(readings.SWAP_READING, 'Swap.'),
    pressure: orNull(PRESSURE_READING, 'How much tasks wait.'),
    disks: listOrNull<api.DiskReading>('DiskReading', 'Block devices, whole disks and parts.'),
    flashCards: listOrNull<api.FlashCardReading>('FlashCardReading', 'Flash cards.'),
    fileSystems: listOrNull<api.FileSystemReading>('FileSystemReading', 'File systems.'),
    interfaces: listOrNull<api.InterfaceReading>('InterfaceReading', 'Network interfaces.'),
    sensors: listOrNull<api.SensorReading>('SensorReading', 'Sensors.'),
    raspberry: orNull(readings.RASPBERRY_READING, 'Power and heat of a Raspberry Pi; null for other machines.'),
    processes: orNull(SYSTEM_PROCESSES, 'Processes.'),
    connections: orNull(readings.CONNECTIONS_READING, "The machine's own sockets."),
    containers: listOrNull<api.ContainerReading>('ContainerReading', 'Containers.'),
    probe: orNull(readings.PROBE_COST_READING, 'What the probe itself costs.'),
    collectors: list(named<api.CollectorState>('CollectorState'), 'How reading each part went.'),
  },
  { description: 'The machine that the probe runs on. Parts that there is no reading of are null, and `collectors` says why.' },
);

export const SYSTEM_POINT = Type.Object(
  {
    at: time("When that was, by the machine's clock."),
    seconds: number('How many seconds it stands for.'),
    cpuPercent: numberOrNull('Percent of all processors.'),
    iowaitPercent: numberOrNull('Percent of them that waited for disks.'),
    memoryPercent: numberOrNull('Percent of memory.'),
    swapPercent: numberOrNull('Percent of swap.'),
    load1: numberOrNull('Load over one minute.'),
    receivedBytesPerSecond: numberOrNull(
      'Bytes received per second by interfaces of hardware; by all but the loopback where none says that it is.',
    ),
    sentBytesPerSecond: numberOrNull('Bytes sent per second.'),
    readBytesPerSecond: numberOrNull('Bytes read per second, from all whole disks.'),
    writeBytesPerSecond: numberOrNull('Bytes written per second.'),
    temperature: numberOrNull(
      'The highest temperature of the processors, in degrees Celsius; of other parts where they have none.',
    ),
  },
  { description: 'The main figures of one moment, or their means over a step.' },
);

export const SYSTEM_HISTORY_MESSAGE = Type.Object(
  {
    stepSeconds: countOrNull('Seconds that each point is a mean of; null: points as they were kept.'),
    points: list(named<api.SystemPoint>('SystemPoint'), 'Points, oldest first.'),
  },
  { description: 'The machine over time; at most the last hour is kept.' },
);

export const EVENTS_MESSAGE = Type.Object(
  {
    list: list(named<api.SystemEventRow>('SystemEventRow'), 'Those that last first, then the latest.'),
    total: count('How many are remembered, listed or not.'),
    ongoing: count('How many of them last.'),
  },
  { description: 'What was wrong with the machine.' },
);

export const MACHINES_MESSAGE = Type.Object(
  { machines: list(named<api.MachineRow>('MachineRow'), 'In the order of the configuration.') },
  { description: 'The other probes of the configuration.' },
);

/** What the machine is described by, by the names of the types. */
export const SYSTEM_SCHEMAS = {
  SystemMessage: SYSTEM_MESSAGE,
  FigureLevel: FIGURE_LEVEL,
  CpuShares: readings.CPU_SHARES,
  PressureShares: PRESSURE_SHARES,
  DiskReading: rows.DISK_READING,
  FlashCardReading: rows.FLASH_CARD_READING,
  FileSystemReading: rows.FILE_SYSTEM_READING,
  InterfaceReading: rows.INTERFACE_READING,
  SensorReading: rows.SENSOR_READING,
  SystemProcess: rows.SYSTEM_PROCESS,
  ContainerReading: rows.CONTAINER_READING,
  CollectorState: readings.COLLECTOR_STATE,
  SystemPoint: SYSTEM_POINT,
  SystemHistoryMessage: SYSTEM_HISTORY_MESSAGE,
  SystemEventRow: rows.SYSTEM_EVENT_ROW,
  TopProcess: rows.TOP_PROCESS,
  EventsMessage: EVENTS_MESSAGE,
  MachineRow: rows.MACHINE_ROW,
  MachinesMessage: MACHINES_MESSAGE,
} as const satisfies Readonly<Record<string, TSchema>>;
