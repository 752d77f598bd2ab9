import { describe, expect, it } from 'vitest';
import { shareRows } from '../../../src/terminal/views/side-bar.ts';

describe('rows of the screen', () => {
  it.each([
    ['there is enough for all', [3, 2, 4], 20, [3, 2, 4]],
    ['nobody gets more than others, but what they leave', [9, 2, 9], 12, [5, 2, 5]],
    ['everybody gets a heading and a row first', [50, 3, 3], 6, [2, 2, 2]],
    ['the last go without rather than with a heading alone', [5, 5, 5], 5, [3, 2, 0]],
    ['what has nothing to show gets nothing', [1, 5, 0], 9, [0, 5, 0]],
    ['there is none', [5, 5], 0, [0, 0]],
  ])('are shared so that %s', (_what, wanted, available, shares) => {
    expect(shareRows(wanted, available)).toEqual(shares);
  });
});
