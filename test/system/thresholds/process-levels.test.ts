import { describe, expect, it } from 'vitest';
import { processLevels } from '../../../src/system/thresholds/process-levels.ts';

describe('what a process takes', () => {
  it('is as bad as Glances has it', () => {
    expect(processLevels({ name: 'guest', cpuPercent: 130, memoryPercent: 49.9 }, { thresholds: [] })).toEqual({
      cpuLevel: 'critical',
      memoryLevel: 'ok',
    });
    expect(processLevels({ name: 'guest', cpuPercent: 50, memoryPercent: 70 }, { thresholds: [] })).toEqual({
      cpuLevel: 'careful',
      memoryLevel: 'warning',
    });
  });

  it('is as bad as the configuration says, by the name of the process', () => {
    const thresholds = [{ metric: 'processCpu', item: 'qemu-*', careful: 250, warning: 300, critical: null }] as const;
    const levelsOf = (name: string) => processLevels({ name, cpuPercent: 260, memoryPercent: 0 }, { thresholds });
    expect(levelsOf('qemu-system-x86')).toEqual({ cpuLevel: 'careful', memoryLevel: 'ok' });
    expect(levelsOf('rsync').cpuLevel).toBe('critical');
  });
});
