import { Type } from 'typebox';
import { inOrder } from './contradiction.ts';

const closed = { additionalProperties: false };

/** Everything that has limits, as `src/system/thresholds/` names it: a test compares the two. */
export const METRICS = [
  ...['cpu', 'cpuUser', 'cpuSystem', 'cpuSteal', 'cpuIowait', 'contextSwitches', 'load', 'memory', 'swap'],
  ...['pressureCpu', 'pressureMemory', 'pressureIo', 'fileSystem', 'fileSystemInodes', 'fileSystemReadOnly'],
  ...['diskRead', 'diskWrite', 'diskReadLatency', 'diskWriteLatency', 'flashCardWear', 'flashCardEndOfLife'],
  ...['interfaceReceived', 'interfaceSent', 'temperature', 'diskTemperature', 'battery'],
  ...['underVoltage', 'throttled', 'frequencyCapped', 'softTemperatureLimit', 'raspberrySinceStart'],
  ...['connectionTracking', 'processCpu', 'processMemory'],
] as const;

const LEVELS = ['careful', 'warning', 'critical'] as const;

const POSITIVE = Type.Number({ minimum: 0, maximum: 1e15, expected: 'a number of at least 0' });

/** A number that may be left out, or null. */
function limit(description: string) {
  return Type.Optional(Type.Union([POSITIVE, Type.Null()], { description }));
}

/** A limit of a watch: none unless it is said. */
function watchLimit(description: string) {
  return Type.Union([POSITIVE, Type.Null()], { default: null, description });
}

function watchCount(description: string) {
  return Type.Union([Type.Integer({ minimum: 0, maximum: 32_768 }), Type.Null()], { default: null, description });
}

function names(expected: string, standard: readonly string[], description: string) {
  return Type.Array(Type.String({ minLength: 1, maxLength: 256 }), {
    maxItems: 64,
    expected: `a list of at most 64 ${expected}`,
    default: [...standard],
    description,
  });
}

const THRESHOLD_ENTRY = Type.Object(
  {
    metric: Type.Enum([...METRICS], {
      expected: 'a metric such as cpu, memory or fileSystem (docs/configuration.md has them all)',
      description: 'What is measured.',
    }),
    item: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 256,
        description:
          'Which one of several: a mount point, the name of a disk, an interface, a sensor or a process; all without it.',
      }),
    ),
    careful: limit('The value from which on it is careful; `null` is never.'),
    warning: limit('The value from which on it is a warning; `null` is never.'),
    critical: limit('The value from which on it is critical; `null` is never.'),
    heldSeconds: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 86_400,
        description: 'How long it has to be so until an event begins, and not be so until it ends.',
      }),
    ),
  },
  // The charge of a battery is worse when it is lower.
  { ...closed, contradiction: inOrder(LEVELS, ({ metric }) => metric === 'battery') },
);

const WATCH = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 64,
      description: 'What the watch is called in events; no two are called the same.',
    }),
    pattern: Type.String({
      minLength: 1,
      maxLength: 1_024,
      description: 'Which processes: their whole name or command line, with or without the folder of the program.',
    }),
    minCount: watchCount('Fewer of them are too few.'),
    maxCount: watchCount('More of them are too many.'),
    cpuPercent: watchLimit('More CPU is too much, in percent of one processor.'),
    memoryPercent: watchLimit('More memory is too much, in percent of that of the machine.'),
    ioBytesPerSecond: watchLimit('More is too much to read and write together, in bytes per second.'),
    of: Type.Enum(['each', 'all'], {
      default: 'each',
      description: 'Whether the limits on CPU, memory and I/O are for each of the processes or for all of them together.',
    }),
    heldSeconds: Type.Number({
      minimum: 0,
      maximum: 86_400,
      default: 30,
      description: 'How long that has to be so until an event begins.',
    }),
    level: Type.Enum([...LEVELS], { default: 'warning', description: 'How bad it is.' }),
  },
  { ...closed, contradiction: inOrder(['minCount', 'maxCount']) },
);

const MACHINE = Type.Object(
  {
    name: Type.Union([Type.String({ minLength: 1, maxLength: 64 }), Type.Null()], {
      default: null,
      description: 'What it is called on the list; the host of its address unless it is said.',
    }),
    url: Type.String({
      maxLength: 256,
      pattern: '^https?://[^\\s/?#@]+(/[^\\s?#]*)?$',
      expected: 'an address such as http://pi.example.net:8080',
      description: 'Where its dashboard is.',
    }),
  },
  closed,
);

/** The section `system`. */
export const SYSTEM_SHAPE = Type.Object(
  {
    intervalSeconds: Type.Integer({
      minimum: 1,
      maximum: 60,
      default: 2,
      description: 'Seconds between two looks at the machine.',
    }),
    eventsFrom: Type.Enum([...LEVELS], {
      default: 'warning',
      description: 'The level from which on a metric is an event; below it is a colour only.',
    }),
    thresholds: Type.Array(THRESHOLD_ENTRY, {
      maxItems: 64,
      expected: 'a list of at most 64 mappings such as { metric: memory, warning: 80 }',
      default: [],
      description: 'Limits in place of the standard ones; where several say something of the same, the last one does.',
    }),
    processes: Type.Array(WATCH, {
      maxItems: 32,
      distinct: 'name',
      expected: 'a list of at most 32 mappings such as { name: web, pattern: nginx, minCount: 1 }',
      default: [],
      description: 'Watches over processes.',
    }),
    hideInterfaces: names(
      'names of interfaces such as docker*',
      ['lo', 'docker*', 'veth*'],
      'Interfaces that are not to be shown or judged.',
    ),
    hideDisks: names('names of disks such as loop*', ['loop*', 'ram*'], 'Disks that are not to be shown or judged.'),
    hideFileSystems: names('mount points such as /mnt/*', [], 'File systems that are not to be shown or judged, by mount point.'),
    containers: Type.Boolean({
      default: true,
      description: 'Whether Docker or Podman are asked for their containers, where their socket is there.',
    }),
    glancesPort: Type.Union([Type.Integer({ minimum: 1, maximum: 65_535 }), Type.Null()], {
      default: null,
      description: "Port on which Glances' API is served besides, 61208 for its clients; `null` for none.",
    }),
    machines: Type.Array(MACHINE, {
      maxItems: 32,
      distinct: 'url',
      expected: 'a list of at most 32 mappings such as { url: http://pi.example.net:8080 }',
      default: [],
      description: 'Other machines with a probe, for the list of machines.',
    }),
  },
  { ...closed, description: 'The machine that the probe runs on.' },
);
