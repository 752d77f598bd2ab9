import { describe, expect, it } from 'vitest';
import { RecentRows } from '../../../src/inspect/names/recent-rows.ts';
import { fixedRandom } from '../../support/observe.ts';
import { Random } from '../../support/random.ts';

function find(rows: RecentRows, ...key: number[]): number {
  rows.probe.set(key);
  return rows.find();
}

function put(rows: RecentRows, ...key: number[]): number {
  const slot = find(rows, ...key);
  if (slot >= 0) rows.touch(slot);
  return slot >= 0 ? slot : rows.add();
}

describe('a table of recent rows', () => {
  it('finds what was added, by the whole key', () => {
    const rows = new RecentRows(4, 2, fixedRandom());
    const slot = put(rows, 1, 2);
    expect([find(rows, 1, 2), find(rows, 1, 3), find(rows, 2, 1)]).toEqual([slot, -1, -1]);
  });

  it('gives the place of the row used longest ago to a new one', () => {
    const rows = new RecentRows(3, 1, fixedRandom());
    for (const key of [1, 2, 3, 1, 4]) put(rows, key);
    expect([1, 2, 3, 4].map((key) => find(rows, key) >= 0)).toEqual([true, false, true, true]);
    expect([rows.size, rows.evictions]).toEqual([3, 1]);
  });

  it('agrees with a list under keys that collide, come back and give way', () => {
    const rows = new RecentRows(8, 1, () => 0);
    const random = new Random(5);
    let list: number[] = [];
    for (let n = 0; n < 5000; n += 1) {
      const key = random.below(24);
      expect(find(rows, key) >= 0).toBe(list.includes(key));
      put(rows, key);
      list = [...list.filter((other) => other !== key), key].slice(-8);
    }
  });

  it('hashes with the random numbers it is given', () => {
    const drawn: number[] = [];
    const random = fixedRandom();
    new RecentRows(4, 3, () => {
      const word = random();
      drawn.push(word);
      return word;
    });
    expect(drawn).toHaveLength(7);
  });
});
