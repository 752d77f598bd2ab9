import { increase } from '../counts.ts';
import type { ProbeCostReading } from '../process-readings.ts';
import type { Collector, Moment } from './collector.ts';
import type { ProbeUsage } from './probe-cost-usage.ts';

const MICROS_PER_SECOND = 1e6;

export interface ProbeCostOptions {
  readonly usage: () => ProbeUsage;
  /** How much CPU time the collectors took for the last whole snapshot, in milliseconds: the monitor times them. */
  readonly collectingMillis: () => number;
}

/** What the probe itself costs. Its CPU share is of one processor, over all its threads; the first run says 0. */
export function createProbeCostCollector({ usage, collectingMillis }: ProbeCostOptions): Collector<'probe'> {
  let cpuMicrosBefore: number | null = null;
  return {
    name: 'probe',
    collect: ({ seconds }: Moment): ProbeCostReading => {
      const { cpuMicros, ...sizes } = usage();
      const cpuPercent = (100 * increase(cpuMicrosBefore, cpuMicros)) / MICROS_PER_SECOND / seconds;
      cpuMicrosBefore = cpuMicros;
      return { cpuPercent, ...sizes, collectingMillis: collectingMillis() };
    },
  };
}
