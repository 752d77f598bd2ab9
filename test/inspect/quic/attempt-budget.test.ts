import { describe, expect, it } from 'vitest';
import { AttemptBudget, MOST_PER_SECOND } from '../../../src/inspect/quic/attempt-budget.ts';

const START = 1_700_000_000_000_000;
const SECOND = 1_000_000;

function takeAll(budget: AttemptBudget, micros: number): number {
  let taken = 0;
  while (taken <= MOST_PER_SECOND && budget.take(micros)) taken += 1;
  return taken;
}

describe('AttemptBudget', () => {
  it('gives so much for each second of the frames, and no more', () => {
    const budget = new AttemptBudget();
    expect(takeAll(budget, START)).toBe(MOST_PER_SECOND);
    expect(takeAll(budget, START + SECOND - 1)).toBe(0);
    expect(takeAll(budget, START + SECOND)).toBe(MOST_PER_SECOND);
    expect(takeAll(budget, START + 100 * SECOND)).toBe(MOST_PER_SECOND);
  });

  it('gives nothing more for frames that come late', () => {
    const budget = new AttemptBudget();
    takeAll(budget, START);
    expect(takeAll(budget, START - 10 * SECOND)).toBe(0);
  });

  it('begins anew when the clock was set back', () => {
    const budget = new AttemptBudget();
    takeAll(budget, START);
    expect(takeAll(budget, START - 3600 * SECOND)).toBe(MOST_PER_SECOND);
  });
});
