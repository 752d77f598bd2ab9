import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseEffectiveUser, parseUserNames, UserNames } from '../../../src/system/collect/user-names.ts';

describe('parseUserNames', () => {
  it('reads names by number, the first of a number first', () => {
    const names = parseUserNames(
      'root:x:0:0:root:/root:/bin/bash\ntoor:x:0:0::/root:/bin/sh\nanna:x:1000:1000::/home/anna:/bin/sh\n',
    );
    expect([...names]).toEqual([
      [0, 'root'],
      [1000, 'anna'],
    ]);
  });

  it('leaves out damaged lines', () => {
    expect([...parseUserNames('# comment\n+::::::\n:x:5:5::/:\nno\nbin:x:-1:2::/:\nbad:x:1e3:2::/:\n')]).toEqual([]);
  });
});

describe('parseEffectiveUser', () => {
  it('takes the second of the four numbers', () => {
    expect(parseEffectiveUser('Name:\tsudo\nUid:\t1000\t0\t0\t0\nGid:\t1\t1\t1\t1\n')).toBe(0);
  });

  it('is not fooled by a name that looks like the line', () => {
    // The kernel writes a line end in a name as \n.
    expect(parseEffectiveUser('Name:\ta\\nUid:\t0\t0\t0\t0\nUid:\t33\t33\t33\t33\n')).toBe(33);
    expect(parseEffectiveUser('')).toBeNull();
  });
});

describe('UserNames', () => {
  let etc: string;
  beforeEach(() => {
    etc = mkdtempSync(join(tmpdir(), 'wanprobe-users-'));
  });
  afterEach(() => rmSync(etc, { recursive: true }));

  it('reads the file again when it changed, and keeps what it had when it is gone', () => {
    const users = new UserNames(etc);
    users.refresh();
    expect(users.nameOf(1000)).toBe('1000');

    writeFileSync(join(etc, 'passwd'), 'anna:x:1000:1000::/:\n');
    users.refresh();
    expect(users.nameOf(1000)).toBe('anna');

    writeFileSync(join(etc, 'passwd'), 'berta:x:1000:1000::/:\n');
    users.refresh();
    expect(users.nameOf(1000)).toBe('berta');

    rmSync(join(etc, 'passwd'));
    users.refresh();
    expect(users.nameOf(1000)).toBe('berta');
    expect(users.nameOf(4_000_000)).toBe('4000000');
  });
});
