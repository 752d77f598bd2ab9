import type {
  GlancesLimit,
  GlancesSource,
  HistoryPoint,
  WanRates,
  WatchedProcesses,
} from '../../../src/api/glances/glances-source.ts';
import type { SystemEvent } from '../../../src/system/event-row.ts';
import type { SystemSnapshot } from '../../../src/system/snapshot.ts';
import { systemSnapshot } from '../../support/system-snapshot.ts';

export const WAN: WanRates = {
  isUp: true,
  receivedBytes: 9_000_000_000,
  sentBytes: 700_000_000,
  receivedBytesPerSecond: 1_250_000,
  sentBytesPerSecond: 125_000,
  speedBitsPerSecond: 1_000_000_000,
};

/** A source of what a test says, of a healthy Raspberry Pi 4 unless it says otherwise. */
export class FakeGlancesSource implements GlancesSource {
  current: SystemSnapshot | null;
  kept: readonly SystemEvent[] = [];
  watches: readonly WatchedProcesses[] = [];
  thresholds: readonly GlancesLimit[] = [];
  line: WanRates = WAN;
  histories: Readonly<Record<string, readonly HistoryPoint[]>> = {};
  readonly cleared: string[] = [];
  readonly intervalSeconds = 2;
  readonly version = '1.2.3';

  constructor(current: SystemSnapshot | null = systemSnapshot()) {
    this.current = current;
  }

  snapshot(): SystemSnapshot | null {
    return this.current;
  }

  events(): readonly SystemEvent[] {
    return this.kept;
  }

  clearEvents(kind: 'warning' | 'all'): void {
    this.cleared.push(kind);
  }

  limits(): readonly GlancesLimit[] {
    return this.thresholds;
  }

  watched(): readonly WatchedProcesses[] {
    return this.watches;
  }

  history(plugin: string, item: string): readonly HistoryPoint[] | null {
    return this.histories[`${plugin}/${item}`] ?? null;
  }

  wan(): WanRates {
    return this.line;
  }
}

export function systemEvent(changes: Partial<SystemEvent> = {}): SystemEvent {
  return {
    serial: 1,
    beginAtMillis: Date.UTC(2026, 2, 1, 18),
    endAtMillis: null,
    level: 'critical',
    levelNow: 'warning',
    metric: 'memory',
    item: null,
    value: { min: 71, mean: 80.5, max: 93, now: 72 },
    unit: 'percent',
    samples: 20,
    message: 'Memory is nearly full.',
    top: [{ pid: 455, name: 'broker', cpuPercent: 1, memoryPercent: 60 }],
    ...changes,
  };
}
