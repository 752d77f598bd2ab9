import { describe, expect, it } from 'vitest';
import { Heaviest } from '../../src/traffic/heaviest.ts';
import { fixedRandom } from '../support/observe.ts';

describe('Heaviest', () => {
  it('keeps what sorting everything would have put first', () => {
    const random = fixedRandom(7);
    const weights = Array.from({ length: 3000 }, () => (random() >>> 0) % 500);
    const compare = (a: number, b: number): number => a - b;
    const sorted = weights.map((weight, slot) => ({ slot, weight })).sort((a, b) => b.weight - a.weight || a.slot - b.slot);
    for (const limit of [0, 1, 20, 2999, 3000, 5000]) {
      const heaviest = new Heaviest(limit, compare);
      weights.forEach((weight, slot) => {
        heaviest.offer(slot, weight);
      });
      expect(heaviest.slots()).toEqual(sorted.slice(0, limit).map(({ slot }) => slot));
    }
  });
});
