/** Glances' `min_duration` and `min_interval`. */
const HELD_SECONDS = 6;

/** From where on a value is careful, warning or critical; null where it never is. */
export interface Limits {
  readonly careful: number | null;
  readonly warning: number | null;
  readonly critical: number | null;
  /** The charge of a battery is worse when it is lower. */
  readonly worseWhen: 'higher' | 'lower';
}

/** What is known of a metric beforehand. */
export interface Threshold {
  readonly limits: Limits;
  readonly unit: '%' | 'load' | '1/s' | 'B/s' | 'ms' | '°C' | 'state';
  /**
   * What the limits are for where there are several processors: `share` is percent of one of them (four that wait 25 % of the time each are
   * as if one waited all the time), `count` is so many for each.
   */
  readonly perProcessor: 'share' | 'count' | null;
  /** What comes of a level: an event from `careful` on, an event from the level on that the configuration says, or a colour only. */
  readonly raises: 'careful' | 'configured' | 'never';
  /** An event begins when its level was reached for so long, */
  readonly heldSeconds: number;
  /** and ends when it was not reached for so long. */
  readonly restSeconds: number;
  /** Glances' name for the limits, without `_careful` and so on: `cpu_total`. Null where it has none. */
  readonly glances: string | null;
}

/**
 * The metrics that have levels, and their limits where the configuration says nothing else. Those that Glances has too are Glances' own
 * (glances.conf), which colours a value from `careful` on and lists an event from `warning` on.
 */
export const THRESHOLDS = {
  cpu: percent({ limits: [65, 75, 85], held: 10, glances: 'cpu_total' }),
  cpuUser: percent({ limits: [50, 70, 90], raises: 'never', glances: 'cpu_user' }),
  cpuSystem: percent({ limits: [50, 70, 90], raises: 'never', glances: 'cpu_system' }),
  cpuSteal: percent({ limits: [50, 70, 90], raises: 'never', glances: 'cpu_steal' }),
  cpuIowait: percent({ limits: [80, 90, 100], perProcessor: 'share', held: 10, glances: 'cpu_iowait' }),
  contextSwitches: threshold({
    limits: [40_000, 45_000, 50_000],
    unit: '1/s',
    perProcessor: 'count',
    raises: 'never',
    glances: 'cpu_ctx_switches',
  }),
  /** The 15-minute mean, as Glances judges it. */
  load: threshold({ limits: [0.7, 1, 5], unit: 'load', perProcessor: 'count', glances: 'load' }),
  memory: percent({ limits: [50, 70, 90], glances: 'mem' }),
  swap: percent({ limits: [50, 70, 90], glances: 'memswap' }),
  /** Some tasks waited, over the last ten seconds. That processors are busy is said by `cpu` and `load` already. */
  pressureCpu: percent({ limits: [30, 50, 80], held: 10, raises: 'never' }),
  pressureMemory: percent({ limits: [10, 20, 40], held: 10 }),
  pressureIo: percent({ limits: [30, 50, 80], held: 10 }),
  fileSystem: percent({ limits: [50, 70, 90], glances: 'fs' }),
  fileSystemInodes: percent({ limits: [70, 85, 95] }),
  fileSystemReadOnly: state({ limits: [null, null, 1] }),
  /** Nobody knows how fast a disk should be: no limits but those of the configuration. */
  diskRead: threshold({ limits: [null, null, null], unit: 'B/s', raises: 'never' }),
  diskWrite: threshold({ limits: [null, null, null], unit: 'B/s', raises: 'never' }),
  diskReadLatency: threshold({ limits: [10, 20, 50], unit: 'ms', raises: 'never', glances: 'diskio_rx_latency' }),
  diskWriteLatency: threshold({ limits: [10, 20, 50], unit: 'ms', raises: 'never', glances: 'diskio_tx_latency' }),
  flashCardWear: percent({ limits: [80, 90, 100] }),
  /** 1: the card warns, 2: it says that it is urgent. */
  flashCardEndOfLife: state({ limits: [null, 1, 2] }),
  /** Percent of the interface's speed. */
  interfaceReceived: percent({ limits: [70, 80, 90], held: 10, glances: 'network_rx' }),
  interfaceSent: percent({ limits: [70, 80, 90], held: 10, glances: 'network_tx' }),
  /** Both unless the sensor has limits of its own. */
  temperature: threshold({ limits: [60, 70, 80], unit: '°C', held: 10, glances: 'sensors_temperature_core' }),
  diskTemperature: threshold({ limits: [45, 52, 60], unit: '°C', held: 10, glances: 'sensors_temperature_hdd' }),
  battery: percent({ limits: [30, 20, 10], worseWhen: 'lower' }),
  /** What the firmware says now. Dips in voltage are shorter than the time between two looks, so one look is enough. */
  underVoltage: state({ limits: [null, null, 1], rest: 30 }),
  throttled: state({ limits: [null, null, 1], rest: 30 }),
  frequencyCapped: state({ limits: [null, 1, null], rest: 30 }),
  softTemperatureLimit: state({ limits: [null, 1, null], rest: 30 }),
  /** What it says happened since the machine was started: it lasts until that is started again. */
  raspberrySinceStart: state({ limits: [1, null, null], raises: 'careful' }),
  connectionTracking: percent({ limits: [70, 85, 95], glances: 'connections_nf_conntrack_percent' }),
  /** Of one process, for its colour in a list; what raises events for processes are watches. */
  processCpu: percent({ limits: [50, 70, 90], raises: 'never', glances: 'processlist_cpu' }),
  processMemory: percent({ limits: [50, 70, 90], raises: 'never', glances: 'processlist_mem' }),
} as const satisfies Readonly<Record<string, Threshold>>;

export type MetricName = keyof typeof THRESHOLDS;

interface Given {
  readonly limits: readonly [careful: number | null, warning: number | null, critical: number | null];
  readonly unit: Threshold['unit'];
  readonly worseWhen?: Limits['worseWhen'];
  readonly perProcessor?: Threshold['perProcessor'];
  readonly raises?: Threshold['raises'];
  readonly held?: number;
  readonly rest?: number;
  readonly glances?: string;
}

function threshold({ limits: [careful, warning, critical], held = HELD_SECONDS, ...given }: Given): Threshold {
  return {
    limits: { careful, warning, critical, worseWhen: given.worseWhen ?? 'higher' },
    unit: given.unit,
    perProcessor: given.perProcessor ?? null,
    raises: given.raises ?? 'configured',
    heldSeconds: held,
    restSeconds: given.rest ?? held,
    glances: given.glances ?? null,
  };
}

function percent(given: Omit<Given, 'unit'>): Threshold {
  return threshold({ ...given, unit: '%' });
}

/** Something that is so or is not: no need to wait until it is believed. */
function state(given: Omit<Given, 'unit'>): Threshold {
  return threshold({ held: 0, rest: HELD_SECONDS, ...given, unit: 'state' });
}
