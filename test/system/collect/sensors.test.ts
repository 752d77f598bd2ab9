import { symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSensorCollector, parseValue } from '../../../src/system/collect/sensors.ts';
import type { SensorReading } from '../../../src/system/snapshot.ts';
import { damagedTexts } from '../../support/damaged-texts.ts';
import { BEFORE, collectTwice, inFolder, machineRoots, rootsOf, writeFiles } from '../../support/machine-tree.ts';

const summary = (readings: readonly SensorReading[] | null) =>
  readings?.map(({ label, type, unit, value, warning, critical }) => [label, type, `${value} ${unit}`, warning, critical]);

describe('the sensor collector', () => {
  it('reads a Raspberry Pi 4, whose thermal zone is the same as its chip', async () => {
    const { second } = await collectTwice('pi4', createSensorCollector);
    expect(summary(second)).toEqual([['cpu_thermal 0', 'temperature_core', '51.608 C', null, 110]]);
  });

  it('reads a Raspberry Pi 5', async () => {
    const { second } = await collectTwice('pi5', createSensorCollector);
    expect(summary(second)).toEqual([
      ['cpu_thermal 0', 'temperature_core', '61.15 C', null, 110],
      ['Composite', 'temperature_hdd', '47.85 C', 83.85, 87.85],
      ['Sensor 1', 'temperature_hdd', '47.85 C', null, null],
      ['rp1_adc 0', 'temperature_core', '55.001 C', null, null],
      ['pwmfan 0', 'fan_speed', '3087 R', null, null],
      ['rp1_adc in1', 'voltage', '1.48 V', null, null],
      ['rp1_adc in2', 'voltage', '2.54 V', null, null],
      ['rp1_adc in3', 'voltage', '1.41 V', null, null],
      ['rp1_adc in4', 'voltage', '1.45 V', null, null],
      ['BAT0', 'battery', '97 %', null, null],
    ]);
  });

  it('reads a server, and leaves out what is not connected', async () => {
    const { second } = await collectTwice('server', createSensorCollector);
    expect(summary(second)).toEqual([
      ['acpitz 0', 'temperature_core', '27.8 C', null, null],
      ['Package id 0', 'temperature_core', '72 C', 82, 100],
      ['Core 0', 'temperature_core', '71 C', 82, 100],
      ['Core 1', 'temperature_core', '70 C', 82, 100],
      ['Core 2', 'temperature_core', '68 C', 82, 100],
      ['Core 3', 'temperature_core', '64 C', 82, 100],
      ['sda', 'temperature_hdd', '38 C', 60, 85],
      ['sdb', 'temperature_hdd', '36 C', null, null],
      ['nct6775 0', 'temperature_core', '34 C', null, null],
      ['nct6775 2', 'temperature_core', '29.5 C', null, null],
      ['nct6775 0 1', 'fan_speed', '1180 R', null, null],
      ['rear', 'fan_speed', '0 R', null, null],
      ['Vcore', 'voltage', '1.016 V', null, null],
      ['nct6775 in1', 'voltage', '3.312 V', null, null],
      ['ups0', 'battery', '100 %', null, null],
      ['ups1', 'battery', '88 %', null, null],
    ]);
  });

  it('goes by thermal zones where no chip has a temperature', async () => {
    await inFolder((folder) => {
      writeFiles(folder, {
        'sys/class/thermal/thermal_zone0/type': 'cpu-thermal\n',
        'sys/class/thermal/thermal_zone0/temp': '48200\n',
        'sys/class/thermal/thermal_zone0/trip_point_0_type': 'critical\n',
        'sys/class/thermal/thermal_zone0/trip_point_0_temp': '90000\n',
        'sys/class/thermal/thermal_zone1/type': 'cpu-thermal\n',
        'sys/class/thermal/thermal_zone1/temp': '47000\n',
        'sys/class/thermal/cooling_device0/type': 'Fan\n',
      });
      expect(summary(sensorsIn(folder))).toEqual([
        ['cpu_thermal 0', 'temperature_core', '48.2 C', null, 90],
        ['cpu_thermal 1', 'temperature_core', '47 C', null, null],
      ]);
    });
  });

  it('calls drives the same however their chips are numbered', async () => {
    const labels = async (numbers: readonly [number, number]) =>
      await inFolder((folder) => {
        for (const [index, number] of numbers.entries()) {
          const chip = `sys/class/hwmon/hwmon${number}`;
          writeFiles(folder, {
            [`${chip}/name`]: 'nvme\n',
            [`${chip}/temp1_input`]: `${40 + index}000\n`,
            [`${chip}/temp1_label`]: 'Composite\n',
          });
          symlinkSync(`../../nvme/nvme${index}`, join(folder, chip, 'device'));
        }
        return sensorsIn(folder).map(({ label, value }) => [label, value]);
      });

    const expected = [
      ['Composite', 40],
      ['Composite 1', 41],
    ];
    expect(await labels([2, 5])).toEqual(expected);
    expect(await labels([10, 3])).toEqual(expected);
  });

  it('leaves out one that is gone, and asks a drive every half minute only', async () => {
    await inFolder((folder) => {
      const chip = 'sys/class/hwmon/hwmon';
      writeFiles(folder, {
        [`${chip}0/name`]: 'cpu_thermal\n',
        [`${chip}0/temp1_input`]: '50000\n',
        [`${chip}1/name`]: 'drivetemp\n',
        [`${chip}1/temp1_input`]: '30000\n',
      });
      const collector = createSensorCollector(rootsOf(folder));
      const at = (millis: number) =>
        collected(collector.collect({ ...BEFORE, monotonicMillis: millis })).map(({ label, value }) => [label, value]);

      expect(at(0)).toHaveLength(2);
      unlinkSync(join(folder, `${chip}0/temp1_input`));
      writeFiles(folder, { [`${chip}1/temp1_input`]: '31000\n' });
      expect(at(2000)).toEqual([['drivetemp 0', 30]]);
      expect(at(30_000)).toEqual([['drivetemp 0', 31]]);
    });
  });

  it('has nothing to say on a machine without sensors', async () => {
    await inFolder((folder) => expect(sensorsIn(folder)).toEqual([]));
  });

  it('gives every sensor a label of its own', () => {
    for (const name of ['pi4', 'pi5', 'server']) {
      const labels = collected(createSensorCollector(machineRoots(name)).collect(BEFORE)).map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });
});

describe('parseValue', () => {
  it('makes nothing implausible of a file that is damaged', () => {
    for (const [damage, text] of damagedTexts('51608\n')) {
      const degrees = parseValue(text, { unit: 'C', divisor: 1000 });
      expect(degrees === null || (degrees > -100 && degrees < 250), damage).toBe(true);
      const percent = parseValue(text, { unit: '%', divisor: 1 });
      expect(percent === null || (percent >= 0 && percent <= 100), damage).toBe(true);
    }
  });
});

function sensorsIn(folder: string): readonly SensorReading[] {
  return collected(createSensorCollector(rootsOf(folder)).collect(BEFORE));
}

/** This collector never waits. */
function collected<Reading>(answer: Reading | null | Promise<Reading | null>): Reading {
  if (answer === null || answer instanceof Promise) throw new Error('no reading');
  return answer;
}
