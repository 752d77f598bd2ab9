import { Type } from 'typebox';
import type { CollectorState, CpuShares } from '../../messages.ts';
import { count, list, named, number, numberOrNull, text, textOrNull, time } from '../parts.ts';

const SHARES = {
  user: number('Percent in programs.'),
  nice: number('Percent in programs that step back (nice).'),
  system: number('Percent in the kernel.'),
  idle: number('Percent with nothing to do.'),
  iowait: number('Percent with nothing to do but wait for disks.'),
  irq: number('Percent in interrupts.'),
  softirq: number('Percent in soft interrupts.'),
  steal: number('Percent that the host of this virtual machine gave to others.'),
  guest: number('Percent in guests.'),
  guestNice: number('Percent in guests that step back.'),
  total: number('Percent of all but idle and iowait.'),
};

export const CPU_SHARES = Type.Object(
  {
    ...SHARES,
    number: count('Which processor.'),
    frequencyHz: numberOrNull('How fast it runs, in hertz.'),
  },
  { description: 'How one processor spent its time.' },
);

export const CPU_READING = Type.Object(
  {
    ...SHARES,
    perCpu: list(
      named<CpuShares & { readonly number: number; readonly frequencyHz: number | null }>('CpuShares'),
      'One for each processor that is online.',
    ),
    model: textOrNull('The model of the processors.'),
    logicalCount: count('How many processors there are.'),
    physicalCount: numberOrNull('How many cores those are.'),
    frequencyHz: numberOrNull('How fast they run, the mean, in hertz.'),
    maxFrequencyHz: numberOrNull('How fast they can run, in hertz.'),
    contextSwitchesPerSecond: number('Switches from one thread to another, per second.'),
    interruptsPerSecond: number('Interrupts per second.'),
    softInterruptsPerSecond: number('Soft interrupts per second.'),
    contextSwitches: count('Switches since the machine was started.'),
    interrupts: count('Interrupts since then.'),
    softInterrupts: count('Soft interrupts since then.'),
  },
  { description: 'How all processors together spent their time.' },
);

export const LOAD_READING = Type.Object(
  {
    min1: number('Over one minute.'),
    min5: number('Over five minutes.'),
    min15: number('Over a quarter of an hour.'),
  },
  { description: 'How many threads ran, or wanted to, or waited for a disk: means.' },
);

export const MEMORY_READING = Type.Object(
  {
    total: count('Bytes there are.'),
    available: count('Bytes that programs can have without swapping, as the kernel estimates it.'),
    used: count('Bytes of total that are not available.'),
    free: count('Bytes nobody uses for anything.'),
    percent: number('Share of total that is used, in percent.'),
    active: count('Bytes used lately.'),
    inactive: count('Bytes not used lately.'),
    buffers: count('Bytes of buffers.'),
    cached: count('Bytes of page cache and reclaimable kernel memory.'),
    shared: count('Bytes shared between programs.'),
  },
  { description: 'Memory.' },
);

export const SWAP_READING = Type.Object(
  {
    total: count('Bytes there are.'),
    used: count('Bytes used.'),
    free: count('Bytes free.'),
    percent: number('Share that is used, in percent.'),
    inBytesPerSecond: number('Bytes read back from it per second.'),
    outBytesPerSecond: number('Bytes written to it per second.'),
    inBytes: count('Bytes read back since the machine was started.'),
    outBytes: count('Bytes written since then.'),
  },
  { description: 'Swap.' },
);

export const SYSTEM_HOST = Type.Object(
  {
    hostname: text('Its name.'),
    system: text('The operating system.'),
    kernel: text('The version of its kernel.'),
    architecture: text('What its processors are.'),
    distribution: textOrNull('What was installed.'),
    model: textOrNull('The model of the machine, where it says that.'),
    bootedAt: time("When it was started, by the machine's clock."),
    uptimeSeconds: number('Seconds since then.'),
  },
  { description: 'Which machine it is.' },
);

export const CONNECTIONS_READING = Type.Object(
  {
    established: count('TCP connections that are established.'),
    synSent: count('Connections that wait for an answer to their opening.'),
    synReceived: count('Connections of others that are being opened.'),
    finWait: count('Connections that this end closes.'),
    timeWait: count('Connections that are over and remembered for a while.'),
    closeWait: count('Connections that the other end closed and a program here did not.'),
    listen: count('Sockets that listen.'),
    udp: count('UDP sockets.'),
    tracked: numberOrNull('Entries in the table that tracks connections; null where there is none.'),
    trackedMax: numberOrNull('How many fit.'),
  },
  { description: "The machine's own sockets." },
);

export const PROBE_COST_READING = Type.Object(
  {
    cpuPercent: number('Percent of one processor.'),
    residentBytes: count('Bytes of memory.'),
    heapBytes: count('Bytes of them that its objects take.'),
    collectingMillis: number('Milliseconds of CPU time that looking at the machine took.'),
    eventLoopDelayMillis: number('By how many milliseconds it answered late.'),
  },
  { description: 'What the probe itself costs.' },
);

const FLAG_WORDS = {
  underVoltage: 'Too little voltage',
  frequencyCapped: 'The frequency is held down',
  throttled: 'It is slowed down',
  softTemperatureLimit: 'It is so hot that it is slowed down a little',
};
function flagOrNull(description: string) {
  return Type.Unsafe<boolean | null>({ type: ['boolean', 'null'], description });
}
const flags = (when: string) => ({
  underVoltage: flagOrNull(`${FLAG_WORDS.underVoltage}, ${when}.`),
  frequencyCapped: flagOrNull(`${FLAG_WORDS.frequencyCapped}, ${when}.`),
  throttled: flagOrNull(`${FLAG_WORDS.throttled}, ${when}.`),
  softTemperatureLimit: flagOrNull(`${FLAG_WORDS.softTemperatureLimit}, ${when}.`),
});

export const RASPBERRY_READING = Type.Object(
  {
    model: text('Which one it is.'),
    ...flags('now; null where nothing tells'),
    sinceStart: Type.Object(flags('at any time since the machine was started'), { description: 'The same since the start.' }),
    source: textOrNull('Where that came from; null where nothing tells.'),
  },
  { description: "What a Raspberry Pi's firmware says of power and heat." },
);

export const COLLECTOR_STATE = Type.Object(
  {
    name: Type.Unsafe<CollectorState['name']>({ type: 'string', description: 'Which part of the machine it reads.' }),
    millis: number('How long it took, in milliseconds.'),
    failure: textOrNull('Why there is no reading; null while there is one.'),
  },
  { description: 'How reading one part of the machine went.' },
);
