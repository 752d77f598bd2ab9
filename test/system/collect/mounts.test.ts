import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isOnNetwork, parseMountinfo, selectMounts } from '../../../src/system/collect/mounts.ts';
import { damagedTexts, implausibleIn } from '../../support/damaged-texts.ts';
import { machineRoots } from '../../support/machine-tree.ts';

const mountinfoOf = (machine: string) => readFileSync(`${machineRoots(machine).proc}/self/mountinfo`, 'utf8');
const selected = (text: string) => selectMounts(parseMountinfo(text)).map(({ mountPoint }) => mountPoint);

describe('parseMountinfo', () => {
  it('reads a line with optional fields, and joins both kinds of options', () => {
    const line = '36 35 98:0 /mnt1 /mnt\\0402 rw,noatime master:1 shared:7 - ext3 /dev/root ro,errors=continue';
    expect(parseMountinfo(line)).toEqual([
      {
        id: '98:0',
        root: '/mnt1',
        mountPoint: '/mnt 2',
        options: 'ro,noatime,errors=continue',
        type: 'ext3',
        device: '/dev/root',
      },
    ]);
  });

  it('makes nothing implausible of a file that is damaged', () => {
    for (const [damage, text] of damagedTexts(mountinfoOf('server'))) {
      const mounts = parseMountinfo(text);
      expect(implausibleIn(mounts), damage).toEqual([]);
      expect(selectMounts(mounts).length, damage).toBeLessThanOrEqual(256);
    }
  });
});

describe('selectMounts', () => {
  it('leaves out what holds no data, and bind mounts of a part: a Raspberry Pi 4', () => {
    expect(selected(mountinfoOf('pi4'))).toEqual(['/', '/tmp', '/boot/firmware', '/media/my disk']);
  });

  it('leaves out packages, the engines of containers and sessions: a server', () => {
    expect(selected(mountinfoOf('server'))).toEqual(['/', '/srv', '/mnt/backup']);
  });

  it('takes the nearest of several mounts of the whole', () => {
    const text = ['1 0 8:1 / /mnt/long/way rw - ext4 /dev/sda1 rw', '2 0 8:1 / /mnt rw - ext4 /dev/sda1 rw'].join('\n');
    expect(selected(text)).toEqual(['/mnt']);
  });

  it('takes what was mounted last over the same place', () => {
    const text = ['1 0 8:1 / /mnt rw - ext4 /dev/sda1 rw', '2 0 8:2 / /mnt rw - xfs /dev/sda2 rw'].join('\n');
    expect(selectMounts(parseMountinfo(text)).map(({ device }) => device)).toEqual(['/dev/sda2']);
  });

  it('keeps the root of a container, whatever it is', () => {
    expect(selected('1 0 0:60 / / rw - overlay overlay rw')).toEqual(['/']);
  });

  it('knows what is reached over the network', () => {
    const network = parseMountinfo(mountinfoOf('server') + mountinfoOf('pi4')).filter(isOnNetwork);
    expect(network.map(({ mountPoint }) => mountPoint)).toEqual(['/mnt/backup']);
  });
});
