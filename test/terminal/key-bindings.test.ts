import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { actionOf, BINDINGS } from '../../src/terminal/key-bindings.ts';

const PAGE = readFileSync(new URL('../../docs/top.md', import.meta.url), 'utf8');

describe('the keys', () => {
  it('each do one thing', () => {
    const keys = BINDINGS.flatMap(({ keys }) => keys);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('fit on the help screen of 80 columns', () => {
    expect(BINDINGS.filter(({ shown, help }) => shown.length > 9 || help.length > 29)).toEqual([]);
  });

  it.each(BINDINGS)('are on the page about top: $shown', ({ shown, help }) => {
    expect(PAGE).toContain(`| \`${shown}\` | ${help} |`);
  });

  it('that Glances has for the same purpose are the same', () => {
    const glances = { a: 'auto', c: 'cpu', m: 'memory', i: 'io', p: 'name', t: 'time', u: 'user' } as const;
    for (const [key, by] of Object.entries(glances)) expect(actionOf({ text: key })).toEqual({ do: 'sort', by });
    const hidden = {
      n: 'network',
      d: 'disks',
      f: 'fileSystems',
      s: 'sensors',
      D: 'containers',
      z: 'processes',
      l: 'alerts',
    } as const;
    for (const [key, section] of Object.entries(hidden)) expect(actionOf({ text: key })).toEqual({ do: 'hide', section });
  });

  it('that have no meaning do nothing', () => {
    expect(actionOf({ text: '日' })).toBeUndefined();
    expect(actionOf({ name: 'delete' })).toBeUndefined();
  });
});
