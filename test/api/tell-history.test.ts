import { describe, expect, it } from 'vitest';
import { tellHistory } from '../../src/api/tell-history.ts';
import { FakeMachine, historyPoint, systemPoint } from '../support/fake-machine.ts';
import { diskReading, interfaceReading, SNAPSHOT_START_MILLIS } from '../support/system-readings.ts';
import { type SnapshotChanges, systemSnapshot } from '../support/system-snapshot.ts';

const ALL = { fromMillis: 0, toMillis: Number.POSITIVE_INFINITY };

function pointsOf(point: Parameters<typeof historyPoint>[1], snapshot: SnapshotChanges = {}) {
  const machine = new FakeMachine();
  machine.currentPoints = [historyPoint(SNAPSHOT_START_MILLIS, point)];
  machine.currentSnapshot = systemSnapshot(snapshot);
  return tellHistory(machine, ALL);
}

describe('tellHistory', () => {
  it('writes when it was, and as many digits as anybody reads', () => {
    const figures = { ...historyPoint(0).figures, cpuTotal: 33.333333, temperature: null };
    expect(pointsOf({ figures, seconds: 2.0004 })).toEqual([
      systemPoint('2026-03-01T19:00:00.000000Z', { cpuPercent: 33.33, temperature: null }),
    ]);
  });

  it('adds up interfaces of hardware, not what lies above them or loops back', () => {
    const each = { received: 100, sent: 10 };
    const interfaces = ['lo', 'eth0', 'eth1', 'br0'].map((name) => ({ name, ...each }));
    const readings = (speed: number | null) => [
      interfaceReading({ name: 'lo', speedBitsPerSecond: null }),
      interfaceReading({ name: 'eth0', speedBitsPerSecond: speed }),
      interfaceReading({ name: 'eth1', speedBitsPerSecond: speed }),
      interfaceReading({ name: 'br0', speedBitsPerSecond: null }),
    ];
    expect(pointsOf({ interfaces }, { interfaces: readings(1e9) })[0]?.receivedBytesPerSecond).toBe(200);
    expect(pointsOf({ interfaces }, { interfaces: readings(null) })[0]?.sentBytesPerSecond).toBe(30);
  });

  it('adds up whole disks', () => {
    const disks = ['sda', 'sda1', 'sdb'].map((name) => ({ name, read: 5, written: null }));
    const readings = [
      diskReading({ name: 'sda' }),
      diskReading({ name: 'sda1', isPartition: true }),
      diskReading({ name: 'sdb' }),
    ];
    expect(pointsOf({ disks }, { disks: readings })[0]).toMatchObject({ readBytesPerSecond: 10, writeBytesPerSecond: null });
  });

  it('says nothing where nothing is known', () => {
    expect(pointsOf({ interfaces: [], disks: [] })[0]).toMatchObject({ receivedBytesPerSecond: null, readBytesPerSecond: null });
  });
});
