import { Type } from 'typebox';
import type { AlertLevel, TopProcess } from '../../messages.ts';
import {
  choice,
  choiceOrNull,
  count,
  flag,
  list,
  named,
  number,
  numberOrNull,
  text,
  textOrNull,
  time,
  timeOrNull,
} from '../parts.ts';

export const ALERT_LEVELS = ['ok', 'careful', 'warning', 'critical'] as const satisfies readonly AlertLevel[];

export const DISK_READING = Type.Object(
  {
    name: text('Its name.'),
    isPartition: flag('Whether it is a part of another one.'),
    readBytesPerSecond: number('Bytes read per second.'),
    writeBytesPerSecond: number('Bytes written per second.'),
    readsPerSecond: number('Reads per second.'),
    writesPerSecond: number('Writes per second.'),
    readLatencyMillis: numberOrNull('How long a read took, the mean, in milliseconds; null without one.'),
    writeLatencyMillis: numberOrNull('How long a write took, the mean, in milliseconds; null without one.'),
    busyPercent: number('Percent of the time in which it had something to do.'),
    readBytes: count('Bytes read since the machine was started.'),
    writtenBytes: count('Bytes written since then.'),
    reads: count('Reads since then.'),
    writes: count('Writes since then.'),
  },
  { description: 'A block device.' },
);

export const FLASH_CARD_READING = Type.Object(
  {
    disk: text('The name of the disk that it is.'),
    kind: choice(['sd', 'mmc'], 'A card, or soldered flash.'),
    name: textOrNull('What it calls itself.'),
    manufacturedAt: textOrNull('When it was made, as it says.'),
    writtenBytes: count('Bytes written since the machine was started.'),
    wearPercent: numberOrNull('How much of its life is used, in percent; null where it does not tell.'),
    endOfLife: choiceOrNull(['normal', 'warning', 'urgent'], 'What it says of its end; null where it does not tell.'),
  },
  { description: 'A flash card, with what it tells of its age.' },
);

export const FILE_SYSTEM_READING = Type.Object(
  {
    device: text('What is mounted.'),
    type: text('Its type.'),
    mountPoint: text('Where it is mounted.'),
    options: text('How it is mounted.'),
    size: count('Bytes there are.'),
    used: count('Bytes used.'),
    free: count("Bytes that everybody may use; with those used less than size, where some are the superuser's alone."),
    percent: number('used / (used + free), in percent.'),
    isReadOnly: flag('Whether nothing can be written to it.'),
    inodesPercent: numberOrNull('Share of file entries that is used, in percent; null where there is no limit.'),
  },
  { description: 'A mounted file system.' },
);

export const INTERFACE_READING = Type.Object(
  {
    name: text('Its name.'),
    isUp: flag('Whether it is up.'),
    speedBitsPerSecond: numberOrNull('Bits per second it can carry; null where the driver does not say.'),
    receivedBytesPerSecond: number('Bytes received per second.'),
    sentBytesPerSecond: number('Bytes sent per second.'),
    receivedPacketsPerSecond: number('Packets received per second.'),
    sentPacketsPerSecond: number('Packets sent per second.'),
    receivedBytes: count('Bytes received since it is there.'),
    sentBytes: count('Bytes sent since then.'),
    receiveErrors: count('Packets that arrived damaged.'),
    sendErrors: count('Packets that could not be sent.'),
    receiveDrops: count('Packets dropped when they arrived.'),
    sendDrops: count('Packets dropped before they were sent.'),
    addresses: list(Type.String(), 'Its addresses.'),
  },
  { description: 'A network interface.' },
);

export const SENSOR_READING = Type.Object(
  {
    label: text('Its name.'),
    type: choice(['temperature_core', 'temperature_hdd', 'fan_speed', 'voltage', 'battery'], 'What it measures.'),
    unit: choice(['C', 'R', 'V', '%'], 'In degrees Celsius, revolutions per minute, volts or percent.'),
    value: number('What it measured.'),
    warning: numberOrNull("The hardware's own limit for a warning."),
    critical: numberOrNull("The hardware's own limit for an alarm."),
  },
  { description: 'A sensor.' },
);

export const SYSTEM_PROCESS = Type.Object(
  {
    pid: count('Its number.'),
    parentPid: count('The number of the process that started it.'),
    name: text('Its name: its own words, hostile.'),
    command: list(Type.String(), 'Its arguments, the program first; cut to 4 KiB; empty for threads of the kernel.'),
    user: text('Whose it is.'),
    state: text('One letter, as `ps` has it.'),
    cpuPercent: number('Percent of one processor.'),
    cpuLevel: choice(ALERT_LEVELS, 'How bad that is, by the thresholds in force.'),
    memoryPercent: number('Percent of memory.'),
    memoryLevel: choice(ALERT_LEVELS, 'How bad that is, by the thresholds in force.'),
    residentBytes: count('Bytes in memory.'),
    virtualBytes: count('Bytes it has addresses for.'),
    sharedBytes: count('Of those in memory, bytes that it may share with others.'),
    threads: count('Its threads.'),
    nice: number('How much it steps back, from -20 to 19.'),
    userSeconds: number('Seconds it ran.'),
    systemSeconds: number('Seconds the kernel ran for it.'),
    startedAt: time("When it was started, by the machine's clock."),
    readBytesPerSecond: numberOrNull('Bytes it reads from disks per second; null where that is not permitted to be read.'),
    writeBytesPerSecond: numberOrNull('Bytes it writes to disks per second.'),
    readBytes: numberOrNull('Bytes it has read from disks.'),
    writtenBytes: numberOrNull('Bytes it has written to disks.'),
  },
  { description: 'A process.' },
);

export const CONTAINER_READING = Type.Object(
  {
    id: text('Its number.'),
    name: text('Its name.'),
    image: text('What it was made from.'),
    engine: choice(['docker', 'podman'], 'Who runs it.'),
    status: text('How it is, in the words of who runs it.'),
    cpuPercent: numberOrNull('Percent of one processor; null where that is not told.'),
    memoryBytes: numberOrNull('Bytes of memory.'),
    memoryLimitBytes: numberOrNull('The most bytes it may have; null where there is no limit.'),
    receivedBytesPerSecond: numberOrNull('Bytes received per second.'),
    sentBytesPerSecond: numberOrNull('Bytes sent per second.'),
    uptimeSeconds: numberOrNull('Seconds since it was started.'),
  },
  { description: 'A container.' },
);

export const TOP_PROCESS = Type.Object(
  {
    pid: count('Its number.'),
    name: text('Its name.'),
    cpuPercent: number('Percent of one processor.'),
    memoryPercent: number('Percent of memory.'),
  },
  { description: 'A process that was on top while something was wrong.' },
);

export const SYSTEM_EVENT_ROW = Type.Object(
  {
    serial: count('Tells the event from all others since the start.'),
    level: choice(ALERT_LEVELS, 'The worst level it reached.'),
    levelNow: choice(ALERT_LEVELS, 'The level now; ok when it is over.'),
    metric: text('What is measured: `cpu`, `memory`, `fileSystem`, `watched` and so on.'),
    item: textOrNull('Which one of several: a mount point, a sensor, the name of a watch; null where there is one only.'),
    value: Type.Object(
      {
        min: number('The lowest.'),
        mean: number('The mean.'),
        max: number('The highest.'),
        now: number('The last one.'),
      },
      { description: 'What was measured while it lasted.' },
    ),
    unit: text('In what.'),
    samples: count('How often it was measured while it lasted.'),
    message: text('One sentence for people.'),
    top: list(named<TopProcess>('TopProcess'), 'The processes on top at the peak, at most three.'),
    beginAt: time("When it began, by the machine's clock."),
    endAt: timeOrNull('When it ended; null while it lasts.'),
  },
  { description: 'A figure that stayed above a threshold, or a watched process that misbehaved.' },
);

export const MACHINE_ROW = Type.Object(
  {
    name: text('What the configuration calls it, else the host in its address.'),
    url: text('Where its dashboard is.'),
    state: choice(['waiting', 'here', 'away'], 'waiting: not asked yet; away: it did not answer, and figures are of before.'),
    cpuPercent: numberOrNull('Percent of all its processors.'),
    memoryPercent: numberOrNull('Percent of its memory.'),
    load: numberOrNull('Over one minute.'),
    temperature: numberOrNull('The highest of its temperatures, in degrees Celsius.'),
    worstLevel: choiceOrNull(ALERT_LEVELS, 'The worst level of its figures.'),
    lineState: choiceOrNull(
      ['fine', 'troubled', 'outage', 'silent'],
      'fine, troubled: as it judges the last minute of its line; outage: the line does not work; silent: it captures nothing.',
    ),
    downBytesPerSecond: numberOrNull('Bytes that come down its line per second.'),
    upBytesPerSecond: numberOrNull('Bytes that go up per second.'),
    seenAt: timeOrNull('When it last answered, by our clock.'),
    trouble: textOrNull('Why it could not be asked the last time; null when it could.'),
  },
  { description: 'Another probe, in one line.' },
);
