import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NothingToRead } from '../../../src/system/collect/collector.ts';
import { createPressureCollector, parsePressure } from '../../../src/system/collect/pressure.ts';
import { damagedTexts, implausibleIn } from '../../support/damaged-texts.ts';
import { BEFORE, machineRoots } from '../../support/machine-tree.ts';

describe('the pressure collector', () => {
  it('reads a Raspberry Pi 5', () => {
    expect(createPressureCollector(machineRoots('pi5')).collect(BEFORE)).toEqual({
      cpu: { some: { avg10: 1.5, avg60: 1.2, avg300: 0.8 }, full: { avg10: 0, avg60: 0, avg300: 0 } },
      memory: { some: { avg10: 12.25, avg60: 6.5, avg300: 2.01 }, full: { avg10: 10, avg60: 5.5, avg300: 1.9 } },
      io: { some: { avg10: 20.1, avg60: 9, avg300: 3 }, full: { avg10: 18.44, avg60: 8, avg300: 2.5 } },
    });
  });

  it('says where the kernel keeps no such figures', () => {
    expect(() => createPressureCollector(machineRoots('pi4')).collect(BEFORE)).toThrow(NothingToRead);
  });
});

describe('parsePressure', () => {
  it('does without `full`, which older kernels do not have for processors', () => {
    const text = 'some avg10=1.00 avg60=2.00 avg300=3.00 total=1\n';
    expect(parsePressure(text)).toEqual({ some: { avg10: 1, avg60: 2, avg300: 3 }, full: null });
  });

  it('makes nothing implausible of a file that is damaged', () => {
    for (const [damage, text] of damagedTexts(readFileSync(`${machineRoots('pi5').proc}/pressure/io`, 'utf8'))) {
      expect(implausibleIn(parsePressure(text)), damage).toEqual([]);
    }
  });
});
