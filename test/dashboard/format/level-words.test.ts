import { describe, expect, it } from 'vitest';
import { levelFor, worstLevelOf } from '../../../dashboard/src/format/level-words.ts';

const LEVELS = [
  { metric: 'cpu', item: null, level: 'careful' },
  { metric: 'fileSystem', item: '/', level: 'ok' },
  { metric: 'fileSystem', item: '/home', level: 'critical' },
] as const;

describe('levelFor', () => {
  it('finds the level of a figure, and of one item of several', () => {
    expect(levelFor(LEVELS, 'cpu')).toBe('careful');
    expect(levelFor(LEVELS, 'fileSystem', '/home')).toBe('critical');
  });

  it('is ok where there are no thresholds', () => {
    expect(levelFor(LEVELS, 'fileSystem')).toBe('ok');
    expect(levelFor(LEVELS, 'cpu', '/home')).toBe('ok');
  });
});

describe('worstLevelOf', () => {
  it.each([
    [[], 'ok'],
    [['ok', 'careful'], 'careful'],
    [['critical', 'warning'], 'critical'],
    [['catastrophic' as 'ok'], 'critical'],
  ] as const)('of %j is %s', (levels, worst) => {
    expect(worstLevelOf(levels)).toBe(worst);
  });
});
