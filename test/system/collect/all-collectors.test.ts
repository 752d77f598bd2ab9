import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SystemMonitor } from '../../../src/system/monitor.ts';
import { collectorsOver } from '../../support/collector-tables.ts';
import { damagedTexts, implausibleIn } from '../../support/damaged-texts.ts';
import { BEFORE, inFolder, machineRoots, rootsOf } from '../../support/machine-tree.ts';

const SHORT_DAMAGES = new Set([
  'empty',
  'with words for numbers',
  'with numbers below zero',
  'with the largest of 64 bits',
  'not UTF-8',
]);
/** Processors are alike. */
const FURTHER_PROCESSORS = /\/(cpu|policy)[1-9]\//;
/** It may be cold outside. */
const MAY_BE_NEGATIVE = /^\.sensors\.\d+\.value is -/;

describe('all collectors', () => {
  it.each(['pi4', 'pi5', 'server'])('bear every file of a machine damaged, and come back when it is whole: %s', async (name) => {
    await inFolder(async (folder) => {
      const source = join(machineRoots(name).proc, '..');
      cpSync(source, folder, { recursive: true, filter: (path) => !/\/proc\/\d/.test(path) });
      const collectors = collectorsOver(rootsOf(folder));
      let passed = 0;
      const clock = { wallMillis: () => BEFORE.atMillis + passed, monotonicMillis: () => passed };
      const monitor = new SystemMonitor({ collectors, clock, schedule: () => () => {}, intervalSeconds: 2 });
      const collect = async () => {
        // Long enough that what is read now and then only is read each time.
        passed += 61_000;
        return await monitor.collectOnce();
      };
      const whole = (await collect()).collectors.map(({ failure }) => failure);

      for (const path of filesBelow(folder)) {
        const good = readFileSync(path);
        for (const [damage, text] of damagesOf(good.toString('latin1'))) {
          writeFileSync(path, text);
          const implausible = implausibleIn(await collect()).filter((place) => !MAY_BE_NEGATIVE.test(place));
          expect(implausible, `${path} ${damage}`).toEqual([]);
        }
        writeFileSync(path, good);
        expect((await collect()).collectors.map(({ failure }) => failure)).toEqual(whole);
      }
    });
  });

  it('say why there is nothing to read where there is nothing at all', async () => {
    await inFolder(async (folder) => {
      const clock = { wallMillis: () => BEFORE.atMillis, monotonicMillis: () => 0 };
      const monitor = new SystemMonitor({
        collectors: collectorsOver(rootsOf(folder)),
        clock,
        schedule: () => () => {},
        intervalSeconds: 2,
      });
      const { collectors, cpu, flashCards, sensors } = await monitor.collectOnce();

      expect({ cpu, flashCards, sensors }).toEqual({ cpu: null, flashCards: [], sensors: [] });
      // The probe's own cost is in no file.
      const well = collectors.filter(({ name, failure }) => failure === null && name !== 'probe').map(({ name }) => name);
      expect(well).toEqual(['flashCards', 'sensors']);
    });
  });
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !FURTHER_PROCESSORS.test(path));
}

/** Few of them: each file is damaged in turn, and all collectors read all files each time. Of a short file nothing but a line is read. */
function damagesOf(good: string): readonly (readonly [string, string])[] {
  const all = [...damagedTexts(good)];
  if (good.length < 100) return all.filter(([damage]) => SHORT_DAMAGES.has(damage));
  return all.filter(([damage], index) => (damage.startsWith('cut') ? index % 100 === 0 : !damage.startsWith('enormously')));
}
