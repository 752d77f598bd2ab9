import { FileReader, listNames } from '../file-reader.ts';
import type { RaspberryReading } from '../snapshot.ts';
import { type Collector, NothingToRead, type SystemRoots } from './collector.ts';
import { readTreeModel } from './host.ts';

/** What is wrong, null where that is not known. */
type Conditions = RaspberryReading['sinceStart'];

interface Told {
  readonly now: Conditions;
  readonly sinceStart: Conditions;
  readonly source: string;
}

/** Where kernels by the Raspberry Pi's makers pass on what its firmware says: device trees differ in where they put the firmware. */
const THROTTLED_FOLDERS = [
  'devices/platform/soc/soc:firmware',
  'devices/platform/soc:firmware',
  'devices/platform/soc@107c000000/soc@107c000000:firmware',
  'devices/platform/soc@0/soc@0:firmware',
];
const DRIVER_FOLDER = 'bus/platform/drivers/raspberrypi-firmware';
const MOST_CHIPS = 64;
/** The bits of GET_THROTTLED (Raspberry Pi documentation, vcgencmd): those of now; 16 further up the same ones since the start. */
const BITS = { underVoltage: 0, frequencyCapped: 1, throttled: 2, softTemperatureLimit: 3 } as const;
const SINCE_START = 16;
const UNKNOWN: Conditions = { underVoltage: null, frequencyCapped: null, throttled: null, softTemperatureLimit: null };

/**
 * Whether a Raspberry Pi has too little power or is too hot. The kernel's driver for its voltage clears what the firmware remembers whenever it looks, so
 * what was seen once is remembered here; what happened before the probe was started may be lost.
 */
export function createRaspberryCollector(roots: SystemRoots): Collector<'raspberry'> {
  const reader = new FileReader();
  const model = readTreeModel(reader, roots.proc);
  let seen = UNKNOWN;
  return {
    name: 'raspberry',
    collect: (): RaspberryReading => {
      if (model === null || !model.startsWith('Raspberry Pi')) throw new NothingToRead('not a Raspberry Pi');
      const told = readThrottled(reader, roots.sys) ?? readVoltageAlarm(reader, roots.sys);
      if (told === null) return { model, ...UNKNOWN, sinceStart: seen, source: null };
      seen = either(seen, either(told.now, told.sinceStart));
      return { model, ...told.now, sinceStart: seen, source: told.source };
    },
  };
}

/** Reads the bits, which are written in hexadecimal digits; null for all else. */
export function parseThrottled(text: string | null): Omit<Told, 'source'> | null {
  if (text === null || !/^(0x)?[\da-f]{1,8}$/i.test(text)) return null;
  const bits = Number.parseInt(text, 16);
  return { now: conditionsOf(bits), sinceStart: conditionsOf(bits >>> SINCE_START) };
}

function readThrottled(reader: FileReader, sys: string): Told | null {
  const devices = listNames(`${sys}/${DRIVER_FOLDER}`, MOST_CHIPS).filter((name) => name.includes('firmware'));
  for (const folder of [...THROTTLED_FOLDERS, ...devices.map((device) => `${DRIVER_FOLDER}/${device}`)]) {
    const told = parseThrottled(reader.readLineIfAny(`${sys}/${folder}/get_throttled`));
    if (told !== null) return { ...told, source: 'get_throttled' };
  }
  return null;
}

function readVoltageAlarm(reader: FileReader, sys: string): Told | null {
  for (const chip of listNames(`${sys}/class/hwmon`, MOST_CHIPS)) {
    if (reader.readLineIfAny(`${sys}/class/hwmon/${chip}/name`) !== 'rpi_volt') continue;
    const alarm = reader.readLineIfAny(`${sys}/class/hwmon/${chip}/in0_lcrit_alarm`);
    if (alarm !== '0' && alarm !== '1') continue;
    const now = { ...UNKNOWN, underVoltage: alarm === '1' };
    return { now, sinceStart: now, source: 'hwmon' };
  }
  return null;
}

function conditionsOf(bits: number): Conditions {
  const isSet = (bit: number) => ((bits >>> bit) & 1) === 1;
  return {
    underVoltage: isSet(BITS.underVoltage),
    frequencyCapped: isSet(BITS.frequencyCapped),
    throttled: isSet(BITS.throttled),
    softTemperatureLimit: isSet(BITS.softTemperatureLimit),
  };
}

function either(one: Conditions, other: Conditions): Conditions {
  const join = (name: keyof Conditions) => (one[name] === null ? other[name] : one[name] || other[name] === true);
  return {
    underVoltage: join('underVoltage'),
    frequencyCapped: join('frequencyCapped'),
    throttled: join('throttled'),
    softTemperatureLimit: join('softTemperatureLimit'),
  };
}
