// What crossed a threshold, as plain values.

/** Glances' words. `ok` ends an event. */
export type AlertLevel = 'ok' | 'careful' | 'warning' | 'critical';

/** A process that was on top while something was wrong. */
export interface TopProcess {
  readonly pid: number;
  readonly name: string;
  readonly cpuPercent: number;
  readonly memoryPercent: number;
}

/** A metric of an item that stayed above a threshold, or a watched process that misbehaved: from its begin to its end. */
export interface SystemEvent {
  /** Counts up from 1 since the start. */
  readonly serial: number;
  readonly beginAtMillis: number;
  /** Null while it lasts. */
  readonly endAtMillis: number | null;
  /** The worst level it reached, and the level now (`ok` when it is over). */
  readonly level: AlertLevel;
  readonly levelNow: AlertLevel;
  /** As thresholds are named (`cpu`, `memory`, `fileSystem`, `underVoltage` ...), and `watchedCount`, `watchedCpu`, `watchedMemory`, `watchedIo`. */
  readonly metric: string;
  /**
   * Which one of several: a mount point, a sensor, the name of the watch (`virtual machines`, or `virtual machines: web` for one of its
   * processes); null where there is one only.
   */
  readonly item: string | null;
  /** While it lasted; `now` also after. */
  readonly value: { readonly min: number; readonly mean: number; readonly max: number; readonly now: number };
  /** `%`, `load`, `°C`, `B/s`, `ms`, `1/s`, `processes`; `state` for what is so (1, or more if worse) or is not (0). */
  readonly unit: string;
  /** How often it was looked at while it lasted. */
  readonly samples: number;
  /** In one sentence, for people. */
  readonly message: string;
  /** At the moment of the peak, at most three. */
  readonly top: readonly TopProcess[];
}
