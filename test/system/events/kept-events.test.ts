import { describe, expect, it } from 'vitest';
import type { AlertLevel, SystemEvent } from '../../../src/system/event-row.ts';
import { KeptEvents } from '../../../src/system/events/kept-events.ts';

function keptOf(...events: readonly [serial: number, metric: string, level: AlertLevel][]): KeptEvents {
  const kept = new KeptEvents();
  for (const [serial, metric, level] of events) {
    kept.keep({ key: metric, endedAtMonotonicMillis: serial * 1000, event: { serial, metric, level } as SystemEvent });
  }
  return kept;
}

function serialsOf(kept: KeptEvents): number[] {
  return kept.list.map(({ serial }) => serial);
}

describe('KeptEvents', () => {
  it('gives up the oldest of all, or of a metric', () => {
    const kept = keptOf([1, 'cpu', 'critical'], [2, 'load', 'warning'], [3, 'load', 'warning']);
    kept.giveUpOldest('load');
    expect(serialsOf(kept)).toEqual([1, 3]);
    kept.giveUpOldest(null);
    expect(serialsOf(kept)).toEqual([3]);
    kept.giveUpOldest('cpu');
    expect([serialsOf(kept), kept.count, kept.countOf('load'), kept.countOf('cpu')]).toEqual([[3], 1, 1, 0]);
  });

  it('forgets those that were no worse than a warning, or all', () => {
    const kept = keptOf([1, 'cpu', 'critical'], [2, 'load', 'warning'], [3, 'raspberrySinceStart', 'careful']);
    kept.clear('warning');
    expect(serialsOf(kept)).toEqual([1]);
    kept.clear('all');
    expect(serialsOf(kept)).toEqual([]);
  });

  it('counts how often the same ended of late', () => {
    const kept = keptOf([1, 'cpu', 'warning'], [2, 'cpu', 'warning'], [3, 'load', 'warning']);
    expect([0, 1001, 3000].map((since) => kept.countEnded('cpu', since))).toEqual([2, 1, 0]);
  });
});
