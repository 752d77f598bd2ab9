import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NO_TIMES, parseStat, sharesBetween } from '../../../src/system/collect/cpu-times.ts';
import { damagedTexts, implausibleIn } from '../../support/damaged-texts.ts';
import { machineRoots } from '../../support/machine-tree.ts';

const STAT = readFileSync(`${machineRoots('pi4').proc}/stat`, 'utf8');

describe('parseStat', () => {
  it('reads the columns in their order', () => {
    const stat = parseStat('cpu  10 20 30 40 50 60 70 80 9 10\ncpu3 1 2 3 4 5 6 7 8 1 2\nintr 77 1 2\nctxt 88\nsoftirq 99 1\n');

    const times = {
      user: 10,
      nice: 20,
      system: 30,
      idle: 40,
      iowait: 50,
      irq: 60,
      softirq: 70,
      steal: 80,
      guest: 9,
      guestNice: 10,
    };
    expect(stat?.all).toEqual(times);
    expect([...(stat?.each.keys() ?? [])]).toEqual([3]);
    expect(stat).toMatchObject({ interrupts: 77, contextSwitches: 88, softInterrupts: 99 });
  });

  it('takes columns that an old kernel lacks for 0', () => {
    expect(parseStat('cpu  1 2 3 4\n')?.all).toEqual({ ...NO_TIMES, user: 1, nice: 2, system: 3, idle: 4 });
  });

  it('makes nothing implausible of a file that is damaged', () => {
    for (const [damage, text] of damagedTexts(STAT)) {
      const stat = parseStat(text);
      expect(implausibleIn(stat), damage).toEqual([]);
      if (stat !== null) expect(implausibleIn(sharesBetween(NO_TIMES, stat.all)), damage).toEqual([]);
    }
  });
});

describe('sharesBetween', () => {
  it('takes a counter that went backwards for one that stood still', () => {
    const before = { ...NO_TIMES, idle: 1000, iowait: 100, user: 50 };
    expect(sharesBetween(before, { ...before, idle: 990, iowait: 90, user: 60 })).toMatchObject({
      user: 100,
      idle: 0,
      iowait: 0,
      total: 100,
    });
  });

  it('says idle where no time passed', () => {
    expect(sharesBetween(NO_TIMES, NO_TIMES)).toMatchObject({ idle: 100, total: 0, user: 0 });
  });
});
