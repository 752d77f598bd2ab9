import { describe, expect, it } from 'vitest';
import { ValueStatistics } from '../../../src/system/events/value-statistics.ts';

function statisticsOf(...values: number[]): ValueStatistics {
  const statistics = new ValueStatistics();
  for (const value of values) statistics.add(value);
  return statistics;
}

describe('ValueStatistics', () => {
  it('knows the least, the most, the mean, how many and the last', () => {
    const statistics = statisticsOf(5, -1, 8, 4);
    expect(statistics.summary()).toEqual({ min: -1, mean: 4, max: 8 });
    expect([statistics.count, statistics.last]).toEqual([4, 4]);
  });

  it('adds up with what came later as if it had been one', () => {
    const statistics = statisticsOf(5, 7);
    statistics.merge(statisticsOf(1, 3));
    statistics.merge(statisticsOf());
    expect(statistics).toEqual(statisticsOf(5, 7, 1, 3));
    expect(statistics.summary()).toEqual({ min: 1, mean: 4, max: 7 });
    expect([statistics.count, statistics.last]).toEqual([4, 3]);
  });

  it('is 0 of nothing', () => {
    expect(statisticsOf().summary()).toEqual({ min: 0, mean: 0, max: 0 });
  });
});
