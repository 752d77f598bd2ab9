import { describe, expect, it } from 'vitest';
import { NothingToRead } from '../../../src/system/collect/collector.ts';
import { createRaspberryCollector, parseThrottled } from '../../../src/system/collect/raspberry.ts';
import { damagedTexts } from '../../support/damaged-texts.ts';
import { BEFORE, collectTwice, inFolder, machineRoots, rootsOf, writeFiles } from '../../support/machine-tree.ts';

const NOTHING = { underVoltage: false, frequencyCapped: false, throttled: false, softTemperatureLimit: false };
const UNKNOWN = { underVoltage: null, frequencyCapped: null, throttled: null, softTemperatureLimit: null };
const MODEL = { 'proc/device-tree/model': 'Raspberry Pi 4 Model B Rev 1.4\0' };

describe('the Raspberry Pi collector', () => {
  it('remembers what the firmware was made to forget', async () => {
    const { first, second } = await collectTwice('pi4', createRaspberryCollector);

    const sinceStart = { ...NOTHING, underVoltage: true, throttled: true };
    expect(first).toEqual({ model: 'Raspberry Pi 4 Model B Rev 1.4', ...NOTHING, sinceStart, source: 'get_throttled' });
    expect(second).toEqual({
      model: 'Raspberry Pi 4 Model B Rev 1.4',
      ...NOTHING,
      underVoltage: true,
      sinceStart,
      source: 'get_throttled',
    });
  });

  it('knows of the voltage alone where the kernel passes on no more', async () => {
    const { first, second } = await collectTwice('pi5', createRaspberryCollector);

    const sinceStart = { ...UNKNOWN, underVoltage: true };
    expect(first).toEqual({
      model: 'Raspberry Pi 5 Model B Rev 1.0',
      ...UNKNOWN,
      underVoltage: true,
      sinceStart,
      source: 'hwmon',
    });
    expect(second).toEqual({
      model: 'Raspberry Pi 5 Model B Rev 1.0',
      ...UNKNOWN,
      underVoltage: false,
      sinceStart,
      source: 'hwmon',
    });
  });

  it.each([
    'devices/platform/soc:firmware',
    'devices/platform/soc@107c000000/soc@107c000000:firmware',
    'devices/platform/soc@0/soc@0:firmware',
    'bus/platform/drivers/raspberrypi-firmware/somewhere:firmware',
  ])('finds the bits in %s', async (path) => {
    await inFolder((folder) => {
      writeFiles(folder, { ...MODEL, [`sys/${path}/get_throttled`]: '0xe0008\n' });
      expect(createRaspberryCollector(rootsOf(folder)).collect(BEFORE)).toMatchObject({
        softTemperatureLimit: true,
        throttled: false,
        sinceStart: { underVoltage: false, frequencyCapped: true, throttled: true, softTemperatureLimit: true },
        source: 'get_throttled',
      });
    });
  });

  it('says only which machine it is where nothing tells of its power', async () => {
    await inFolder((folder) => {
      writeFiles(folder, MODEL);
      const reading = { model: 'Raspberry Pi 4 Model B Rev 1.4', ...UNKNOWN, sinceStart: UNKNOWN, source: null };
      expect(createRaspberryCollector(rootsOf(folder)).collect(BEFORE)).toEqual(reading);
    });
  });

  it('says where it is on another machine', () => {
    expect(() => createRaspberryCollector(machineRoots('server')).collect(BEFORE)).toThrow(NothingToRead);
  });
});

describe('parseThrottled', () => {
  it('takes all but a hexadecimal number for nothing', () => {
    for (const [damage, text] of damagedTexts('throttled=0x50005')) {
      if (!/^[\da-f]{1,8}$/.test(text)) expect(parseThrottled(text), damage).toBeNull();
    }
    expect(parseThrottled('ffffffff')?.sinceStart).toEqual({
      underVoltage: true,
      frequencyCapped: true,
      throttled: true,
      softTemperatureLimit: true,
    });
  });
});
