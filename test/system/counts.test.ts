import { describe, expect, it } from 'vitest';
import { increase, parseCount, parseSigned, percentOf } from '../../src/system/counts.ts';

describe('counts', () => {
  it('are digits and nothing else', () => {
    expect(['0', '18446744073709551615', '-1', '1.5', '', ' 1', '0x10', '9'.repeat(21), null, undefined].map(parseCount)).toEqual(
      [0, 2 ** 64, ...Array(8).fill(null)],
    );
    expect(['-40', '40', '--4', '4-', null].map(parseSigned)).toEqual([-40, 40, null, null, null]);
  });

  it('that go backwards did not go up', () => {
    expect([increase(5, 8), increase(8, 5), increase(4_294_967_290, 10), increase(null, 7), increase(undefined, 7)]).toEqual([
      3, 0, 0, 0, 0,
    ]);
  });

  it('have shares between nothing and all', () => {
    expect([percentOf(1, 4), percentOf(5, 4), percentOf(-1, 4), percentOf(1, 0)]).toEqual([25, 100, 0, 0]);
  });
});
