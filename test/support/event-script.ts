import type { SystemEvent } from '../../src/system/event-row.ts';
import { SystemEvents } from '../../src/system/events/events.ts';
import type { WatchedBreach, WatchedState } from '../../src/system/events/watch-sightings.ts';
import type { SystemSnapshot } from '../../src/system/snapshot.ts';
import { NO_CONFIGURATION, type ThresholdConfiguration } from '../../src/system/thresholds/levels.ts';
import { SNAPSHOT_START_MILLIS } from './system-readings.ts';
import { type SnapshotChanges, snapshotsEvery } from './system-snapshot.ts';

/** Events after snapshots that were two seconds apart. */
export function eventsAfter(
  changes: readonly SnapshotChanges[],
  configuration: ThresholdConfiguration = NO_CONFIGURATION,
): SystemEvents {
  const events = new SystemEvents(configuration);
  for (const snapshot of snapshotsEvery(2, changes)) events.observe(snapshot);
  return events;
}

/** What changed with which snapshot: `[5, event]`. */
export function changesOf(snapshots: readonly SystemSnapshot[], configuration = NO_CONFIGURATION): [number, SystemEvent][] {
  const events = new SystemEvents(configuration);
  return snapshots.flatMap((snapshot, index) => events.observe(snapshot).map((event): [number, SystemEvent] => [index, event]));
}

/** The same changes for so many snapshots. */
export function times(count: number, changes: SnapshotChanges): SnapshotChanges[] {
  return Array.from({ length: count }, () => changes);
}

/** When the snapshot was taken that is so many seconds after the first. */
export function atSecond(seconds: number): number {
  return SNAPSHOT_START_MILLIS + seconds * 1000;
}

/** A watch over virtual machines of which one exceeds its limit of 150 % CPU. */
export function watchState(breach: Partial<WatchedBreach> | null): WatchedState {
  if (breach === null) return { breaches: [] };
  const top = [{ pid: 812, name: 'qemu-system-x86', cpuPercent: breach.value ?? 187, memoryPercent: 24 }];
  return {
    breaches: [
      {
        watch: 'virtual machines',
        level: 'warning',
        metric: 'cpu',
        item: 'web',
        value: 187,
        limit: 150,
        unit: '%',
        seconds: 0,
        isHeld: false,
        top,
        ...breach,
      },
    ],
  };
}
