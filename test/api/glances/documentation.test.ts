import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PLUGINS } from '../../../src/api/glances/plugins/all-plugins.ts';

describe('docs/glances.md', () => {
  it('says of every plugin what is in it', () => {
    const page = readFileSync(new URL('../../../docs/glances.md', import.meta.url), 'utf8');
    const rows = page
      .split('| plugin | what is in it |')[1]!
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`([a-z]+)`/g)].map(([, name]) => name));
    expect(named.toSorted()).toEqual([...PLUGINS.keys()]);
  });
});
