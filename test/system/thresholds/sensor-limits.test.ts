import { describe, expect, it } from 'vitest';
import { temperatureLimits } from '../../../src/system/thresholds/sensor-limits.ts';

describe('temperatureLimits', () => {
  it.each([
    ['none of its own', 'temperature_core', null, null, [60, 70, 80]],
    ['none of its own, of a disk', 'temperature_hdd', null, null, [45, 52, 60]],
    ['both', 'temperature_core', 80, 100, [60, 80, 100]],
    ['both, low', 'temperature_core', 50, 55, [50, 50, 55]],
    ['both, of a disk', 'temperature_hdd', 81.8, 84.8, [45, 81.8, 84.8]],
    ['only where it is switched off', 'temperature_core', null, 110, [60, 70, 110]],
    ['only where it is switched off, low', 'temperature_core', null, 65, [60, 65, 65]],
    ['only where it is hot', 'temperature_core', 85, null, [60, 85, 95]],
    ['only where it is hot, low', 'temperature_core', 65, null, [60, 65, 80]],
    ['none that can be believed', 'temperature_hdd', 65_261.8, 0, [45, 52, 60]],
  ] as const)('has %s', (_name, type, warning, critical, limits) => {
    const found = temperatureLimits({ type, warning, critical });
    expect([found.careful, found.warning, found.critical]).toEqual(limits);
  });
});
