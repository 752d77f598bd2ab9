import type { SensorReading } from '../snapshot.ts';
import { type Limits, THRESHOLDS } from './thresholds.ts';

/** Drivers that know no limit report 0, or what all bits set come to. */
const LOWEST_CREDIBLE = 20;
const HIGHEST_CREDIBLE = 150;
/** Between the temperature the hardware calls high and the one it calls critical, where it names only one of them. */
const MARGIN = 10;

/** The limits of a temperature: those that the hardware has of its own, in place of those for all. */
export function temperatureLimits(sensor: Pick<SensorReading, 'type' | 'warning' | 'critical'>): Limits {
  const { limits } = sensor.type === 'temperature_hdd' ? THRESHOLDS.diskTemperature : THRESHOLDS.temperature;
  const high = credible(sensor.warning);
  const critical = credible(sensor.critical);
  if (high === null && critical === null) return limits;
  // A chip that only says at how many degrees it switches itself off still gets hot long before.
  const warning = high ?? Math.min(limits.warning!, critical!);
  return {
    ...limits,
    careful: Math.min(limits.careful!, warning),
    warning,
    critical: critical ?? Math.max(limits.critical!, warning + MARGIN),
  };
}

function credible(limit: number | null): number | null {
  return limit !== null && limit >= LOWEST_CREDIBLE && limit <= HIGHEST_CREDIBLE ? limit : null;
}
