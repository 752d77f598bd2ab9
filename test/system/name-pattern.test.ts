import { describe, expect, it } from 'vitest';
import { matchesAnyName, matchesName } from '../../src/system/name-pattern.ts';

describe('matchesName', () => {
  it.each([
    ['eth0', 'eth0'],
    ['*', ''],
    ['*', '/srv'],
    ['docker*', 'docker0'],
    ['docker*', 'docker'],
    ['*/snap/*', '/run/snap/a'],
    ['/srv/*/data', '/srv/a/b/data'],
    ['a*b*c', 'aXbYbZc'],
    ['**', 'x'],
    ['a.c', 'a.c'],
    ['[x]', '[x]'],
  ])('%j is as %j says', (pattern, name) => {
    expect(matchesName(pattern, name)).toBe(true);
  });

  it.each([
    ['eth0', 'eth01'],
    ['eth0', 'ETH0'],
    ['docker*', 'mydocker0'],
    ['*0', 'eth01'],
    ['ab*ba', 'aba'],
    ['a*b*c', 'acb'],
    ['a*bc*c', 'abc'],
    ['a.c', 'abc'],
    ['?', 'a'],
  ])('%j does not fit %j', (pattern, name) => {
    expect(matchesName(pattern, name)).toBe(false);
  });

  it('takes no longer for a name that almost fits everywhere', () => {
    const name = 'a'.repeat(100_000);
    const begin = performance.now();
    expect(matchesName(`${'*a'.repeat(100)}*b`, name)).toBe(false);
    expect(matchesName(`${'*a'.repeat(100)}*b*`, name)).toBe(false);
    expect(performance.now() - begin).toBeLessThan(500);
  });

  it('takes any of several patterns', () => {
    expect(matchesAnyName(['lo', 'veth*'], 'veth1f')).toBe(true);
    expect(matchesAnyName(['lo', 'veth*'], 'eth0')).toBe(false);
    expect(matchesAnyName([], 'eth0')).toBe(false);
  });
});
