import { describe, expect, it } from 'vitest';
import { RecencyOrder } from '../../../src/inspect/names/recency-order.ts';
import { Random } from '../../support/random.ts';

describe('the order of use', () => {
  it('has the slot first that was not touched for longest', () => {
    const order = new RecencyOrder(3);
    for (const slot of [0, 1, 2, 0]) order.touch(slot);
    expect(order.oldest).toBe(1);
    order.touch(1);
    expect(order.oldest).toBe(2);
    order.touch(2);
    order.touch(2);
    expect(order.oldest).toBe(0);
  });

  it('knows only slots that were touched', () => {
    const order = new RecencyOrder(3);
    order.touch(2);
    expect(order.oldest).toBe(2);
  });

  it('agrees with a list after any number of touches', () => {
    const random = new Random(3);
    const order = new RecencyOrder(20);
    let list: number[] = [];
    for (let n = 0; n < 5000; n += 1) {
      const slot = random.below(20);
      order.touch(slot);
      list = [...list.filter((other) => other !== slot), slot];
      expect(order.oldest).toBe(list[0]);
    }
  });
});
