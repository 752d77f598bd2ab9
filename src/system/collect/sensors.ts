import { parseSigned } from '../counts.ts';
import { FileReader } from '../file-reader.ts';
import type { SensorReading } from '../snapshot.ts';
import { listBatteries } from './batteries.ts';
import type { Collector, Moment, SystemRoots } from './collector.ts';
import { listHwmonSensors } from './hwmon.ts';
import { nameSensors, type SensorSource } from './sensor-list.ts';
import { listThermalZones } from './thermal-zones.ts';

/** How often is looked for sensors that were plugged in. One that cannot be read any more is left out at once. */
const LIST_MILLIS = 60_000;
const SLOW_MILLIS = 30_000;
/** Beyond these, what is said is that nothing is connected. */
const LOWEST_DEGREES = -100;
const HIGHEST_DEGREES = 250;

interface SlowValue {
  readonly value: number | null;
  readonly readAtMillis: number;
}

/** Temperatures, fans, voltages and batteries; drives are asked every half minute only. */
export function createSensorCollector({ sys }: SystemRoots): Collector<'sensors'> {
  const reader = new FileReader();
  const slow = new Map<string, SlowValue>();
  let listed = { atMillis: Number.NEGATIVE_INFINITY, sources: [] as readonly SensorSource[] };

  const read = (source: SensorSource, monotonicMillis: number): number | null => {
    if (!source.isSlow) return parseValue(reader.readLineIfAny(source.path), source);
    const last = slow.get(source.path);
    if (last !== undefined && monotonicMillis - last.readAtMillis < SLOW_MILLIS) return last.value;
    const value = parseValue(reader.readLineIfAny(source.path), source);
    slow.set(source.path, { value, readAtMillis: monotonicMillis });
    return value;
  };
  return {
    name: 'sensors',
    collect: ({ monotonicMillis }: Moment): readonly SensorReading[] => {
      if (monotonicMillis - listed.atMillis >= LIST_MILLIS) {
        listed = { atMillis: monotonicMillis, sources: listSensors(reader, sys) };
        const paths = new Set(listed.sources.map(({ path }) => path));
        for (const path of slow.keys()) if (!paths.has(path)) slow.delete(path);
      }
      return listed.sources.flatMap((source) => {
        const value = read(source, monotonicMillis);
        const { label, type, unit, warning, critical } = source;
        return value === null ? [] : [{ label, type, unit, value, warning, critical }];
      });
    },
  };
}

/** All there are; thermal zones only where no chip has a temperature, because most chips are made of them. */
export function listSensors(reader: FileReader, sys: string): readonly SensorSource[] {
  const chips = listHwmonSensors(reader, sys);
  const zones = chips.some(({ unit }) => unit === 'C') ? [] : listThermalZones(reader, sys);
  return nameSensors([...zones, ...chips, ...listBatteries(reader, sys)]);
}

/** The value that a sensor's file says; null where there is none, or one that cannot be. */
export function parseValue(text: string | null, { unit, divisor }: Pick<SensorSource, 'unit' | 'divisor'>): number | null {
  const number = parseSigned(text);
  if (number === null) return null;
  const value = number / divisor;
  if (unit === 'C') return value < LOWEST_DEGREES || value > HIGHEST_DEGREES ? null : value;
  if (unit === '%') return Math.min(100, Math.max(0, value));
  return unit === 'R' && value < 0 ? null : value;
}
