import { describe, expect, it } from 'vitest';
import {
  createFlashCardCollector,
  parseEndOfLife,
  parseLifeTime,
  parseManufactured,
  parseWritten,
} from '../../../src/system/collect/flash-cards.ts';
import { damagedTexts } from '../../support/damaged-texts.ts';
import { BEFORE, collectTwice, machineRoots } from '../../support/machine-tree.ts';

describe('the flash card collector', () => {
  it('reads the SD card of a Raspberry Pi 4, which does not say how worn it is', async () => {
    const { second } = await collectTwice('pi4', createFlashCardCollector);
    expect(second).toEqual([
      {
        disk: 'mmcblk0',
        kind: 'sd',
        name: 'SC32G',
        manufacturedAt: '2021-03',
        writtenBytes: 9_000_640 * 512,
        wearPercent: null,
        endOfLife: null,
      },
    ]);
  });

  it('reads a soldered one, whose boot partitions are no cards', () => {
    expect(createFlashCardCollector(machineRoots('pi5')).collect(BEFORE)).toEqual([
      {
        disk: 'mmcblk0',
        kind: 'mmc',
        name: 'DG4032',
        manufacturedAt: '2023-11',
        writtenBytes: 4096 * 512,
        wearPercent: 30,
        endOfLife: 'normal',
      },
    ]);
  });

  it('finds none on a server', () => {
    expect(createFlashCardCollector(machineRoots('server')).collect(BEFORE)).toEqual([]);
  });
});

describe('what a card says of itself', () => {
  it('is how worn it is, by the worse of two kinds of cells', () => {
    expect(parseLifeTime('0x01 0x02')).toBe(20);
    expect(parseLifeTime('0x0b 0x00')).toBe(100);
    expect(parseLifeTime('0x00 0x00')).toBeNull();
    expect(parseLifeTime('0x0c 0xff')).toBeNull();
  });

  it('is whether its reserve runs out', () => {
    expect(['0x00', '0x01', '0x02', '0x03', '0x04'].map(parseEndOfLife)).toEqual([null, 'normal', 'warning', 'urgent', null]);
  });

  it('is nothing where the files are damaged', () => {
    for (const [damage, text] of damagedTexts('now and then')) {
      expect([parseLifeTime(text), parseEndOfLife(text), parseManufactured(text)], damage).toEqual([null, null, null]);
      expect(parseWritten(text) >= 0, damage).toBe(true);
    }
    expect(parseManufactured('13/2021')).toBeNull();
  });
});
