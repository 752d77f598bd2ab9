import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createMemoryCollector, memoryOf, parseMeminfo } from '../../../src/system/collect/memory.ts';
import { damagedTexts, implausibleIn } from '../../support/damaged-texts.ts';
import { BEFORE, inFolder, machineRoots, rootsOf, writeFiles } from '../../support/machine-tree.ts';

const MEMINFO = readFileSync(`${machineRoots('pi4').proc}/meminfo`, 'utf8');
const KIB = 1024;

describe('the memory collector', () => {
  it('reads a Raspberry Pi 4', () => {
    expect(createMemoryCollector(machineRoots('pi4')).collect(BEFORE)).toEqual({
      total: 3_884_276 * KIB,
      available: 3_107_420 * KIB,
      used: 776_856 * KIB,
      free: 2_000_000 * KIB,
      percent: expect.closeTo(20, 4),
      active: 700_000 * KIB,
      inactive: 900_000 * KIB,
      buffers: 84_000 * KIB,
      cached: 1_190_000 * KIB,
      shared: 24_000 * KIB,
    });
  });

  it('reads a server', () => {
    expect(createMemoryCollector(machineRoots('server')).collect(BEFORE)).toMatchObject({ total: 33_554_432_000, percent: 75 });
  });

  it('says that there is no reading without a total', async () => {
    await inFolder((folder) => {
      writeFiles(folder, { 'proc/meminfo': 'MemFree: 5 kB\n' });
      expect(() => createMemoryCollector(rootsOf(folder)).collect(BEFORE)).toThrow('how much memory there is');
    });
  });
});

describe('memoryOf', () => {
  const sizes = (values: Readonly<Record<string, number>>) => new Map(Object.entries(values));

  it('estimates what is available where an old kernel does not', () => {
    expect(memoryOf(sizes({ MemTotal: 1000, MemFree: 100, Buffers: 20, Cached: 200, SReclaimable: 30 }))).toMatchObject({
      available: 350,
      used: 650,
    });
  });

  it('does not believe an estimate above the total, as containers are told', () => {
    expect(memoryOf(sizes({ MemTotal: 1000, MemFree: 100, MemAvailable: 5000 }))).toMatchObject({
      available: 100,
      used: 900,
      percent: 90,
    });
  });

  it('makes nothing implausible of a file that is damaged', () => {
    for (const [damage, text] of damagedTexts(MEMINFO)) {
      expect(implausibleIn(memoryOf(parseMeminfo(text))), damage).toEqual([]);
    }
  });
});
