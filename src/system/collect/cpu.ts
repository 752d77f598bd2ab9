import { increase } from '../counts.ts';
import { FileReader } from '../file-reader.ts';
import type { CpuReading } from '../snapshot.ts';
import type { Collector, Moment, SystemRoots } from './collector.ts';
import { type FrequencyPolicy, listPolicies, readFrequencies } from './cpu-frequencies.ts';
import { type CpuModel, parseCpuModel } from './cpu-model.ts';
import { NO_TIMES, parseStat, type StatFile, sharesBetween } from './cpu-times.ts';

/** What changes only when processors are switched on or off; /proc/cpuinfo is long, and slow to make. */
const HARDWARE_MILLIS = 60_000;

interface Hardware extends CpuModel {
  readonly readAtMillis: number;
  readonly policies: readonly FrequencyPolicy[];
}

/** How the processors spend their time. The first reading, having none before it, is over all the time since the machine was started. */
export function createCpuCollector(roots: SystemRoots): Collector<'cpu'> {
  return new CpuCollector(roots);
}

class CpuCollector implements Collector<'cpu'> {
  readonly name = 'cpu';
  readonly #roots: SystemRoots;
  readonly #reader = new FileReader();
  #before: StatFile | null = null;
  #hardware: Hardware | null = null;

  constructor(roots: SystemRoots) {
    this.#roots = roots;
  }

  collect(moment: Moment): CpuReading {
    const now = parseStat(this.#reader.readText(`${this.#roots.proc}/stat`));
    if (now === null) throw new Error('/proc/stat does not say what the processors do');
    const before = this.#before;
    this.#before = now;

    const { policies, ...known } = this.#hardwareAt(moment.monotonicMillis);
    const frequencies = policies.length > 0 ? readFrequencies(this.#reader, policies) : known.frequencyHz;
    const perSecond = (name: 'contextSwitches' | 'interrupts' | 'softInterrupts') =>
      increase(before?.[name], now[name]) / moment.seconds;
    return {
      ...sharesBetween(before?.all ?? NO_TIMES, now.all),
      perCpu: [...now.each].map(([number, times]) => ({
        number,
        ...sharesBetween(before?.each.get(number) ?? NO_TIMES, times),
        frequencyHz: frequencies.get(number) ?? null,
      })),
      model: known.model,
      logicalCount: now.each.size,
      physicalCount: known.cores,
      frequencyHz: meanOf([...frequencies.values()]),
      maxFrequencyHz: highestOf(policies.map(({ maxHz }) => maxHz)),
      contextSwitchesPerSecond: perSecond('contextSwitches'),
      interruptsPerSecond: perSecond('interrupts'),
      softInterruptsPerSecond: perSecond('softInterrupts'),
      contextSwitches: now.contextSwitches,
      interrupts: now.interrupts,
      softInterrupts: now.softInterrupts,
    };
  }

  #hardwareAt(monotonicMillis: number): Hardware {
    if (this.#hardware !== null && monotonicMillis - this.#hardware.readAtMillis < HARDWARE_MILLIS) return this.#hardware;
    const model = parseCpuModel(this.#reader.readTextIfAny(`${this.#roots.proc}/cpuinfo`) ?? '');
    this.#hardware = {
      ...model,
      cores: this.#countCores() ?? model.cores,
      policies: listPolicies(this.#reader, this.#roots.sys),
      readAtMillis: monotonicMillis,
    };
    return this.#hardware;
  }

  /** Threads of one core name the same list of each other (Documentation/admin-guide/cputopology.rst). */
  #countCores(): number | null {
    const lists = new Set<string>();
    for (const number of this.#before?.each.keys() ?? []) {
      const topology = `${this.#roots.sys}/devices/system/cpu/cpu${number}/topology`;
      const list =
        this.#reader.readLineIfAny(`${topology}/core_cpus_list`) ??
        this.#reader.readLineIfAny(`${topology}/thread_siblings_list`);
      if (list !== null) lists.add(list);
    }
    return lists.size === 0 ? null : lists.size;
  }
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}

function highestOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}
