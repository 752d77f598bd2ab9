import { describe, expect, it } from 'vitest';
import { LastHour } from '../../src/api/last-hour.ts';

describe('LastHour', () => {
  it('keeps the latest items, oldest first', () => {
    const kept = new LastHour<number>(3);
    for (const item of [1, 2, 3, 4, 5]) kept.add(item);
    expect(kept.all()).toEqual([3, 4, 5]);
  });

  it('keeps an hour of seconds', () => {
    const kept = new LastHour<number>();
    for (let item = 0; item < 3700; item += 1) kept.add(item);
    expect(kept.all()).toEqual(Array.from({ length: 3600 }, (_, index) => 100 + index));
  });
});
