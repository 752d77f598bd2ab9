import type { AlertLevel } from '../event-row.ts';
import type { ProcessReading } from '../process-readings.ts';
import { levelOf, limitsOf, type ThresholdConfiguration } from './levels.ts';

/** How bad it is what a process takes, for its colour in lists; what raises events for processes are watches. */
export interface ProcessLevels {
  readonly cpuLevel: AlertLevel;
  readonly memoryLevel: AlertLevel;
}

/** Of one process; in the configuration, its name is the item. */
export function processLevels(
  { name, cpuPercent, memoryPercent }: Pick<ProcessReading, 'name' | 'cpuPercent' | 'memoryPercent'>,
  { thresholds }: Pick<ThresholdConfiguration, 'thresholds'>,
): ProcessLevels {
  return {
    cpuLevel: levelOf(cpuPercent, limitsOf('processCpu', name, { thresholds })),
    memoryLevel: levelOf(memoryPercent, limitsOf('processMemory', name, { thresholds })),
  };
}
