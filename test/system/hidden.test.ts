import { describe, expect, it } from 'vitest';
import { withoutHidden } from '../../src/system/hidden.ts';
import { diskReading, fileSystemReading, flashCardReading, interfaceReading } from '../support/system-readings.ts';
import { systemSnapshot } from '../support/system-snapshot.ts';

const NOTHING_HIDDEN = { interfaces: [], disks: [], fileSystems: [] };

describe('withoutHidden', () => {
  it('leaves out what is hidden, and nothing else', () => {
    const snapshot = systemSnapshot({
      interfaces: ['lo', 'eth0', 'veth12'].map((name) => interfaceReading({ name })),
      disks: ['sda', 'loop0'].map((name) => diskReading({ name })),
      flashCards: [flashCardReading({ disk: 'mmcblk0' })],
      fileSystems: ['/', '/mnt/a'].map((mountPoint) => fileSystemReading({ mountPoint })),
    });
    const shown = withoutHidden(snapshot, { interfaces: ['lo', 'veth*'], disks: ['loop*', 'mmcblk0'], fileSystems: ['/mnt/*'] });
    expect(shown).toEqual({
      ...snapshot,
      interfaces: [snapshot.interfaces![1]],
      disks: [snapshot.disks![0]],
      flashCards: [],
      fileSystems: [snapshot.fileSystems![0]],
    });
    expect(withoutHidden(snapshot, NOTHING_HIDDEN)).toEqual(snapshot);
  });

  it('leaves a reading that is not there', () => {
    const snapshot = systemSnapshot({ interfaces: null, disks: null, flashCards: null, fileSystems: null });
    expect(withoutHidden(snapshot, NOTHING_HIDDEN)).toEqual(snapshot);
  });
});
