import { describe, expect, it } from 'vitest';
import { createHostCollector, parsePrettyName, parseUptime } from '../../../src/system/collect/host.ts';
import { damagedTexts, implausibleIn } from '../../support/damaged-texts.ts';
import { BEFORE, collectTwice, inFolder, machineRoots, rootsOf, writeFiles } from '../../support/machine-tree.ts';

const machine = () => 'x86_64';

describe('the host collector', () => {
  it('reads a Raspberry Pi 4', async () => {
    const { first, second } = await collectTwice('pi4', (roots) => createHostCollector(roots, { machine }));

    expect(second).toEqual({
      hostname: 'raspberrypi',
      system: 'Linux',
      kernel: '6.6.51+rpt-rpi-v8',
      architecture: 'aarch64',
      distribution: 'Debian GNU/Linux 12 (bookworm)',
      model: 'Raspberry Pi 4 Model B Rev 1.4',
      bootedAtMillis: BEFORE.atMillis - 345_600_000,
      uptimeSeconds: 345_602,
    });
    expect(first?.bootedAtMillis).toBe(second?.bootedAtMillis);
  });

  it('reads a server, whose maker says what it is', () => {
    expect(createHostCollector(machineRoots('server'), { machine }).collect(BEFORE)).toMatchObject({
      hostname: 'server',
      architecture: 'x86_64',
      distribution: 'Ubuntu 24.04.1 LTS',
      model: 'Example Corp. Rack 1000',
    });
  });

  it('keeps the time of the start through the noise of clocks, and moves it when the clock is set', () => {
    const collector = createHostCollector(machineRoots('pi4'), { machine });
    const bootedAt = (atMillis: number) => {
      const reading = collector.collect({ ...BEFORE, atMillis });
      return reading !== null && 'bootedAtMillis' in reading ? reading.bootedAtMillis : null;
    };
    const start = bootedAt(BEFORE.atMillis);

    expect(bootedAt(BEFORE.atMillis + 7)).toBe(start);
    expect(bootedAt(BEFORE.atMillis + 3_600_000)).toBe((start ?? 0) + 3_600_000);
  });

  it('does with the uptime alone', async () => {
    await inFolder((folder) => {
      writeFiles(folder, { 'proc/uptime': '12.50 3.00\n' });
      expect(createHostCollector(rootsOf(folder), { machine }).collect(BEFORE)).toEqual({
        hostname: 'localhost',
        system: 'Linux',
        kernel: '',
        architecture: 'x86_64',
        distribution: null,
        model: null,
        bootedAtMillis: BEFORE.atMillis - 12_500,
        uptimeSeconds: 12.5,
      });
    });
  });
});

describe('parsePrettyName', () => {
  it('reads all three ways to quote', () => {
    expect(parsePrettyName('ID=a\nPRETTY_NAME="A \\"B\\" \\$C"\n')).toBe('A "B" $C');
    expect(parsePrettyName("PRETTY_NAME='A B'\n")).toBe('A B');
    expect(parsePrettyName('PRETTY_NAME=Alpine\n')).toBe('Alpine');
  });

  it('cuts a long one', () => {
    expect(parsePrettyName(`PRETTY_NAME="${'x'.repeat(5000)}"`)).toHaveLength(256);
  });

  it('makes nothing implausible of a file that is damaged', () => {
    for (const [damage, text] of damagedTexts('NAME="Debian"\nPRETTY_NAME="Debian GNU/Linux 12"\n')) {
      expect(implausibleIn(parsePrettyName(text)), damage).toEqual([]);
    }
  });
});

describe('parseUptime', () => {
  it('makes nothing implausible of a file that is damaged', () => {
    for (const [damage, text] of damagedTexts('345600.00 1036800.00\n'))
      expect(implausibleIn(parseUptime(text)), damage).toEqual([]);
  });
});
