import type { HistoryPoint, MachineSource } from '../../src/api/machine-source.ts';
import type { FigureLevel, SystemPoint } from '../../src/api/messages.ts';
import type { SystemEvent } from '../../src/system/event-row.ts';
import type { HistoryQuestion } from '../../src/system/history.ts';
import type { ProcessReading } from '../../src/system/process-readings.ts';
import type { SystemSnapshot } from '../../src/system/snapshot.ts';
import type { ProcessLevels } from '../../src/system/thresholds/process-levels.ts';
import { SNAPSHOT_START_MILLIS } from './system-readings.ts';
import { systemSnapshot } from './system-snapshot.ts';

export function systemEvent(changes: Partial<SystemEvent> = {}): SystemEvent {
  return {
    serial: 1,
    beginAtMillis: SNAPSHOT_START_MILLIS,
    endAtMillis: null,
    level: 'critical',
    levelNow: 'warning',
    metric: 'cpu',
    item: null,
    value: { min: 66, mean: 80, max: 97, now: 78 },
    unit: '%',
    samples: 12,
    message: 'CPU at 78 %',
    top: [{ pid: 1204, name: 'qemu-system-x86', cpuPercent: 310, memoryPercent: 24 }],
    ...changes,
  };
}

export function historyPoint(atMillis: number, changes: Partial<HistoryPoint> = {}): HistoryPoint {
  return {
    atMillis,
    seconds: 2,
    figures: { cpuTotal: 12, cpuIowait: 0.5, memoryPercent: 40, swapPercent: 0, load1: 0.4, temperature: 48.7 },
    interfaces: [
      { name: 'lo', received: 1_000, sent: 1_000 },
      { name: 'eth0', received: 125_000, sent: 12_500 },
    ],
    disks: [{ name: 'mmcblk0', read: 4_096, written: 20_480 }],
    ...changes,
  };
}

/** What the API makes of such a point. */
export function systemPoint(at: string, changes: Partial<SystemPoint> = {}): SystemPoint {
  return {
    at,
    seconds: 2,
    cpuPercent: 12,
    iowaitPercent: 0.5,
    memoryPercent: 40,
    swapPercent: 0,
    load1: 0.4,
    receivedBytesPerSecond: 125_000,
    sentBytesPerSecond: 12_500,
    readBytesPerSecond: 4_096,
    writeBytesPerSecond: 20_480,
    temperature: 48.7,
    ...changes,
  };
}

/** A machine that says what a test wants it to, and remembers what it was asked. */
export class FakeMachine implements MachineSource {
  currentSnapshot: SystemSnapshot | null = systemSnapshot();
  currentLevels: readonly FigureLevel[] = [
    { metric: 'cpu', item: null, level: 'ok' },
    { metric: 'fileSystem', item: '/', level: 'careful' },
  ];
  currentPoints: readonly HistoryPoint[] = [historyPoint(SNAPSHOT_START_MILLIS)];
  currentEvents: readonly SystemEvent[] = [systemEvent()];
  readonly questions: HistoryQuestion[] = [];
  readonly listeners = new Set<() => void>();

  snapshot = (): SystemSnapshot | null => this.currentSnapshot;
  levels = (): readonly FigureLevel[] => this.currentLevels;
  processLevels = ({ cpuPercent }: ProcessReading): ProcessLevels => ({
    cpuLevel: cpuPercent >= 90 ? 'critical' : 'ok',
    memoryLevel: 'ok',
  });
  events = (): readonly SystemEvent[] => this.currentEvents;

  history(question: HistoryQuestion): readonly HistoryPoint[] {
    this.questions.push(question);
    return this.currentPoints;
  }

  onSnapshot(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Takes a snapshot so many seconds after the first. */
  takeSnapshot(seconds: number): void {
    this.currentSnapshot = systemSnapshot({ atMillis: SNAPSHOT_START_MILLIS + seconds * 1000 });
    for (const listener of this.listeners) listener();
  }
}
