import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NameListError } from '../../../src/enrich/name-lists/name-list-error.ts';
import { readHostsList } from '../../../src/enrich/name-lists/read-hosts-list.ts';

describe('a file with a list of names', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'name-lists-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function write(name: string, content: string | Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  /** The error's code and message, the folder left out. */
  function failureOf(path: string): string {
    try {
      readHostsList(path);
    } catch (error) {
      if (error instanceof NameListError) return `${error.code} ${error.message.replace(`${folder}/`, '')}`;
      throw error;
    }
    return 'none';
  }

  it('is read', () => {
    const list = readHostsList(write('good', '0.0.0.0 ads.example.net\n?\n'));
    expect(list.names.exact).toEqual(['ads.example.net']);
    expect(list.problemCount).toBe(1);
  });

  it('may be in another encoding where comments are', () => {
    const bytes = Uint8Array.from([...Buffer.from('# '), 0xfc, 0x0a, ...Buffer.from('ads.example.net\n')]);
    expect(readHostsList(write('latin1', bytes)).names.exact).toEqual(['ads.example.net']);
  });

  it('has to be there', () => {
    expect(failureOf(join(folder, 'missing'))).toBe('NAME_LIST_UNREADABLE missing: there is no such list of names');
  });

  it('has to be a file', () => {
    expect(failureOf(folder)).toBe(`NAME_LIST_UNREADABLE ${folder}: expected a file with a list of names`);
  });

  it('has to have names in it', () => {
    expect(failureOf(write('empty', ''))).toBe('NAME_LIST_BROKEN empty: there are no names in it: nothing but comments');
    expect(failureOf(write('page', '<html>\n<body class="error">'))).toBe(
      'NAME_LIST_BROKEN page: there are no names in it: line 1: expected a name such as example.net, found "<html>"',
    );
  });

  it('has to be text', () => {
    expect(failureOf(write('packed', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0)))).toBe(
      'NAME_LIST_BROKEN packed: line 1: not a text file: it has zero bytes',
    );
  });

  it('has to be of a size that lists have', () => {
    const path = write('huge', 'ads.example.net\n');
    truncateSync(path, 32 * 2 ** 20 + 1);
    expect(failureOf(path)).toBe('NAME_LIST_TOO_LARGE huge: larger than 32 MiB, which no list of names is');
  });

  it('has to have no more names than there is room for', () => {
    expect(failureOf(write('long', 'a.example\n'.repeat(500_001)))).toBe(
      'NAME_LIST_TOO_LARGE long: line 500001: more than 500,000 names',
    );
  });
});
