import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSwapCollector, parseSwappedPages } from '../../../src/system/collect/swap.ts';
import { damagedTexts, implausibleIn } from '../../support/damaged-texts.ts';
import { collectTwice, machineRoots } from '../../support/machine-tree.ts';

const PAGE_PI5 = 16_384;

describe('the swap collector', () => {
  it('counts in pages of 16 KiB on a Raspberry Pi 5', async () => {
    const { first, second } = await collectTwice('pi5', createSwapCollector);

    expect(first).toMatchObject({ inBytesPerSecond: 0, outBytesPerSecond: 0 });
    expect(second).toEqual({
      total: 2_097_136 * 1024,
      used: (2_097_136 - 1_498_400) * 1024,
      free: 1_498_400 * 1024,
      percent: expect.closeTo(28.55, 2),
      inBytesPerSecond: 10 * PAGE_PI5,
      outBytesPerSecond: 50 * PAGE_PI5,
      inBytes: 1020 * PAGE_PI5,
      outBytes: 9100 * PAGE_PI5,
    });
  });

  it('counts in pages of 4 KiB on a server', async () => {
    const { second } = await collectTwice('server', createSwapCollector);
    expect(second).toMatchObject({ outBytesPerSecond: 8 * 4096, inBytesPerSecond: 0 });
  });

  it('has a size of 0 where there is no swap space', async () => {
    const { second } = await collectTwice('pi4', createSwapCollector);
    expect(second).toMatchObject({ total: 0, used: 0, free: 0, percent: 0 });
  });
});

describe('parseSwappedPages', () => {
  it('makes nothing implausible of a file that is damaged', () => {
    for (const [damage, text] of damagedTexts(readFileSync(`${machineRoots('pi5').proc}/vmstat`, 'utf8'))) {
      expect(implausibleIn(parseSwappedPages(text)), damage).toEqual([]);
    }
  });
});
