import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../dashboard/src/state/page.ts';

describe('pageOf', () => {
  it.each([
    ['', 'line'],
    ['#', 'line'],
    ['#line', 'line'],
    ['#machine', 'machine'],
    ['#machines', 'machines'],
    ['#Machine', 'line'],
    ['#machine/', 'line'],
    ['#<img src=x>', 'line'],
  ])('%s leads to %s', (fragment, page) => {
    expect(pageOf(fragment)).toBe(page);
  });
});
