import { type FileReader, listNames } from '../file-reader.ts';
import { parseLimit } from './hwmon.ts';
import type { SensorCandidate } from './sensor-list.ts';

const MOST_ZONES = 64;
const MOST_FILES = 1024;

/** The temperatures of /sys/class/thermal (Documentation/driver-api/thermal/sysfs-api.rst). Most of them are in hwmon, too, and better named. */
export function listThermalZones(reader: FileReader, sys: string): readonly SensorCandidate[] {
  const root = `${sys}/class/thermal`;
  const counts = new Map<string, number>();
  return listNames(root, MOST_ZONES)
    .filter((entry) => /^thermal_zone\d+$/.test(entry))
    .map((entry) => {
      const folder = `${root}/${entry}`;
      // As the kernel writes the name where it makes a chip of a zone.
      const name = (reader.readLineIfAny(`${folder}/type`) ?? entry).replaceAll('-', '_');
      const index = counts.get(name) ?? 0;
      counts.set(name, index + 1);
      return {
        path: `${folder}/temp`,
        label: null,
        fallback: `${name} ${index}`,
        type: 'temperature_core',
        unit: 'C',
        divisor: 1000,
        ...readLimits(reader, folder),
        isSlow: false,
      };
    });
}

function readLimits(reader: FileReader, folder: string): Pick<SensorCandidate, 'warning' | 'critical'> {
  const trips = listNames(folder, MOST_FILES).filter((name) => /^trip_point_\d+_type$/.test(name));
  const limit = (kind: string) => {
    const trip = trips.find((name) => reader.readLineIfAny(`${folder}/${name}`) === kind);
    return trip === undefined ? null : parseLimit(reader.readLineIfAny(`${folder}/${trip.replace(/type$/, 'temp')}`));
  };
  return { warning: limit('hot'), critical: limit('critical') };
}
