import { readFileSync } from 'node:fs';
import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { createInterfaceCollector, parseNetDev, parseSpeed } from '../../../src/system/collect/interfaces.ts';
import { damagedTexts, implausibleIn } from '../../support/damaged-texts.ts';
import { BEFORE, collectTwice, inFolder, machineRoots, rootsOf, writeFiles } from '../../support/machine-tree.ts';

const address = (text: string): NetworkInterfaceInfo => ({
  address: text,
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '02:00:00:00:00:01',
  internal: false,
  cidr: null,
});
const addresses = () => ({ eth0: [address('192.0.2.10'), address('2001:db8::10')] });

describe('the interface collector', () => {
  it('reads a Raspberry Pi 4', async () => {
    const { second } = await collectTwice('pi4', (roots) => createInterfaceCollector(roots, { addresses }));

    expect(second?.map(({ name, isUp, speedBitsPerSecond }) => [name, isUp, speedBitsPerSecond])).toEqual([
      ['lo', true, null],
      ['eth0', true, 1e9],
      ['wlan0', false, null],
    ]);
    expect(second?.[1]).toEqual({
      name: 'eth0',
      isUp: true,
      speedBitsPerSecond: 1e9,
      receivedBytesPerSecond: 1_250_000,
      sentBytesPerSecond: 20_000,
      receivedPacketsPerSecond: 1200,
      sentPacketsPerSecond: 150,
      receivedBytes: 90_002_500_000,
      sentBytes: 4_000_040_000,
      receiveErrors: 0,
      sendErrors: 1,
      receiveDrops: 17,
      sendDrops: 0,
      addresses: ['192.0.2.10', '2001:db8::10'],
    });
  });

  it('takes a PPP session for up that does not say how it is', async () => {
    const { second } = await collectTwice('pi5', (roots) => createInterfaceCollector(roots, { addresses }));
    expect(second?.find(({ name }) => name === 'ppp0')).toMatchObject({
      isUp: true,
      speedBitsPerSecond: null,
      receivedBytesPerSecond: 6e6,
    });
  });

  it('has no rate below zero where a counter of 32 bits ran over', async () => {
    const { second } = await collectTwice('server', (roots) => createInterfaceCollector(roots, { addresses }));
    expect(second?.find(({ name }) => name === 'eth1')).toMatchObject({
      receivedBytesPerSecond: 0,
      receivedPacketsPerSecond: 50,
      receivedBytes: 50_000,
      speedBitsPerSecond: null,
    });
  });

  it('asks for a speed again when the link changes, else twice a minute, and for addresses every ten seconds', async () => {
    await inFolder((folder) => {
      const sys = (files: Readonly<Record<string, string>>) =>
        writeFiles(folder, Object.fromEntries(Object.entries(files).map(([name, text]) => [`sys/class/net/eth0/${name}`, text])));
      writeFiles(folder, { 'proc/net/dev': `eth0: ${'1 '.repeat(16)}\n` });
      sys({ operstate: 'up\n', speed: '100\n' });
      let asked = 0;
      const count = () => {
        asked += 1;
        return addresses();
      };
      const collector = createInterfaceCollector(rootsOf(folder), { addresses: count });
      const speedAt = (millis: number) => {
        const reading = collector.collect({ ...BEFORE, monotonicMillis: millis });
        return Array.isArray(reading) ? reading[0].speedBitsPerSecond : null;
      };

      expect(speedAt(0)).toBe(1e8);
      sys({ speed: '1000\n' });
      expect(speedAt(9999)).toBe(1e8);
      expect(asked).toBe(1);
      expect(speedAt(30_000)).toBe(1e9);
      expect(asked).toBe(2);
      sys({ operstate: 'down\n', speed: '-1\n' });
      expect(speedAt(30_001)).toBeNull();
    });
  });
});

describe('parseNetDev', () => {
  it('believes no name that would lead elsewhere', () => {
    const counts = '1 '.repeat(16);
    expect([
      ...parseNetDev(
        `..: ${counts}\n.: ${counts}\na/b: ${counts}\nc d: ${counts}\n${'x'.repeat(16)}: ${counts}\nok: ${counts}\n`,
      ).keys(),
    ]).toEqual(['ok']);
  });

  it('makes nothing implausible of a file that is damaged', () => {
    for (const [damage, text] of damagedTexts(readFileSync(`${machineRoots('server').proc}/net/dev`, 'utf8'))) {
      const interfaces = parseNetDev(text);
      expect(implausibleIn(interfaces), damage).toEqual([]);
      expect(interfaces.size, damage).toBeLessThanOrEqual(256);
    }
  });
});

describe('parseSpeed', () => {
  it('knows no speed where there is no link', () => {
    expect([parseSpeed(null), parseSpeed('-1'), parseSpeed('4294967295'), parseSpeed('0'), parseSpeed('fast')]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(parseSpeed('2500')).toBe(2.5e9);
  });
});
