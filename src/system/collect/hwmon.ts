import { readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { parseSigned } from '../counts.ts';
import { type FileReader, listNames } from '../file-reader.ts';
import type { SensorCandidate } from './sensor-list.ts';

interface Chip {
  readonly folder: string;
  readonly name: string;
  /** The device it belongs to, which keeps its name while chips are numbered anew at every start. */
  readonly device: string;
  readonly files: ReadonlySet<string>;
}

const MOST_CHIPS = 64;
const MOST_FILES = 1024;
const MOST_SENSORS = 256;
const DRIVES: ReadonlySet<string> = new Set(['drivetemp', 'nvme']);
/** Drives say limits that they do not have in numbers far away from any temperature. */
const HIGHEST_LIMIT = 200;

/** The temperatures, fans and voltages of /sys/class/hwmon (Documentation/hwmon/sysfs-interface.rst), temperatures first. */
export function listHwmonSensors(reader: FileReader, sys: string): readonly SensorCandidate[] {
  const chips = listChips(reader, `${sys}/class/hwmon`);
  return [
    ...numbered(chips, 'temp', (chip, number, index) => temperatureOf(reader, chip, { number, index })),
    ...numbered(chips, 'fan', (chip, number, index) => ({
      ...sourceOf(reader, chip, `fan${number}`),
      fallback: `${chip.name} ${index}`,
      type: 'fan_speed',
      unit: 'R',
      divisor: 1,
    })),
    ...numbered(chips, 'in', (chip, number) => ({
      ...sourceOf(reader, chip, `in${number}`),
      fallback: `${chip.name} in${number}`,
      type: 'voltage',
      unit: 'V',
      divisor: 1000,
    })),
  ].slice(0, MOST_SENSORS);
}

function temperatureOf(reader: FileReader, chip: Chip, { number, index }: { number: number; index: number }): SensorCandidate {
  const limit = (kind: string) => parseLimit(readIfListed(reader, chip, `temp${number}_${kind}`));
  const isDrive = DRIVES.has(chip.name);
  return {
    ...sourceOf(reader, chip, `temp${number}`),
    fallback: `${chip.name} ${index}`,
    type: isDrive ? 'temperature_hdd' : 'temperature_core',
    unit: 'C',
    divisor: 1000,
    warning: limit('max'),
    critical: limit('crit'),
    isSlow: isDrive,
  };
}

function sourceOf(reader: FileReader, chip: Chip, channel: string) {
  return {
    path: `${chip.folder}/${channel}_input`,
    label: readIfListed(reader, chip, `${channel}_label`) ?? driveOf(chip),
    warning: null,
    critical: null,
    isSlow: false,
  };
}

/** Thousandths of a degree; null for what no hardware can mean. */
export function parseLimit(text: string | null): number | null {
  const degrees = (parseSigned(text) ?? 0) / 1000;
  return degrees > 0 && degrees <= HIGHEST_LIMIT ? degrees : null;
}

/** The channels of a kind that have a value, chip by chip, in the order of their numbers. `index` counts them over all chips of one name. */
function numbered(
  chips: readonly Chip[],
  kind: string,
  build: (chip: Chip, number: number, index: number) => SensorCandidate,
): readonly SensorCandidate[] {
  const counts = new Map<string, number>();
  return chips.flatMap((chip) => {
    const numbers = [...chip.files].map((file) => new RegExp(`^${kind}(\\d{1,4})_input$`).exec(file)?.[1]);
    const known = numbers.filter((number) => number !== undefined).map(Number);
    return known
      .sort((one, other) => one - other)
      .map((number) => {
        const index = counts.get(chip.name) ?? 0;
        counts.set(chip.name, index + 1);
        return build(chip, number, index);
      });
  });
}

function listChips(reader: FileReader, root: string): readonly Chip[] {
  return listNames(root, MOST_CHIPS)
    .map((entry) => {
      const folder = `${root}/${entry}`;
      const name = reader.readLineIfAny(`${folder}/name`) ?? entry;
      return { folder, name, device: deviceOf(folder), files: new Set(listNames(folder, MOST_FILES)) };
    })
    .sort((one, other) => compare(one.name, other.name) || compare(one.device, other.device));
}

/** A disk has no label of its own: it is called as its block device is. */
function driveOf(chip: Chip): string | null {
  return chip.name === 'drivetemp' ? (listNames(`${chip.folder}/device/block`, 1)[0] ?? null) : null;
}

function deviceOf(folder: string): string {
  try {
    return basename(readlinkSync(`${folder}/device`));
  } catch {
    return basename(folder);
  }
}

/** Looking for a file that is not there costs more than knowing. */
function readIfListed(reader: FileReader, chip: Chip, file: string): string | null {
  return chip.files.has(file) ? reader.readLineIfAny(`${chip.folder}/${file}`) : null;
}

function compare(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
