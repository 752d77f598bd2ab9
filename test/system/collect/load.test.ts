import { describe, expect, it } from 'vitest';
import { createLoadCollector, parseLoad } from '../../../src/system/collect/load.ts';
import { damagedTexts, implausibleIn } from '../../support/damaged-texts.ts';
import { BEFORE, inFolder, machineRoots, rootsOf, writeFiles } from '../../support/machine-tree.ts';

describe('the load collector', () => {
  it('reads a server', () => {
    expect(createLoadCollector(machineRoots('server')).collect(BEFORE)).toEqual({ min1: 5.1, min5: 4.8, min15: 4.2 });
  });

  it('says that there is no reading in a file of something else', async () => {
    await inFolder((folder) => {
      writeFiles(folder, { 'proc/loadavg': 'high\n' });
      expect(() => createLoadCollector(rootsOf(folder)).collect(BEFORE)).toThrow('three numbers');
    });
  });

  it('makes nothing implausible of a file that is damaged', () => {
    for (const [damage, text] of damagedTexts('0.52 0.40 0.36 1/215 1402\n')) {
      expect(implausibleIn(parseLoad(text)), damage).toEqual([]);
    }
  });
});
