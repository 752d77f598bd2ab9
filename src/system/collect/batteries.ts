import { parseCount } from '../counts.ts';
import { type FileReader, listNames } from '../file-reader.ts';
import type { SensorCandidate } from './sensor-list.ts';

const MOST_SUPPLIES = 32;

/** The machine's batteries, in percent (Documentation/ABI/testing/sysfs-class-power); not those of a mouse or a keyboard. */
export function listBatteries(reader: FileReader, sys: string): readonly SensorCandidate[] {
  const root = `${sys}/class/power_supply`;
  return listNames(root, MOST_SUPPLIES)
    .filter((entry) => {
      const type = reader.readLineIfAny(`${root}/${entry}/type`);
      if (type !== 'Battery' && type !== 'UPS') return false;
      return (
        reader.readLineIfAny(`${root}/${entry}/scope`) !== 'Device' &&
        parseCount(reader.readLineIfAny(`${root}/${entry}/capacity`)) !== null
      );
    })
    .map((entry) => ({
      path: `${root}/${entry}/capacity`,
      label: entry,
      fallback: entry,
      type: 'battery',
      unit: '%',
      divisor: 1,
      warning: null,
      critical: null,
      isSlow: false,
    }));
}
