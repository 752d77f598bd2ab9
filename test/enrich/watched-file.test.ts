import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnreadableContentError, UnusableFileError } from '../../src/enrich/unusable-file.ts';
import { WatchedFile } from '../../src/enrich/watched-file.ts';

let folder = '';
let path = '';
let nowMillis = 0;
let said: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watched-'));
  path = join(folder, 'file.txt');
  nowMillis = 0;
  said = [];
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function watch(mostBytes = 100): WatchedFile<string> {
  return new WatchedFile({
    path,
    mostBytes,
    monotonicMillis: () => nowMillis,
    read: (bytes) => {
      const text = bytes.toString();
      if (text.startsWith('bad')) throw new UnreadableContentError('expected good text, found bad text');
      return text;
    },
  });
}

/** Half a minute passes, and somebody asks. */
async function look(file: WatchedFile<string>): Promise<string | null> {
  nowMillis += 30_000;
  await file.refresh((line) => said.push(line.replace(folder, '')));
  await file.settled();
  return file.value;
}

describe('a watched file', () => {
  it('reads a file that was written anew, and one that was put in its place', async () => {
    writeFileSync(path, 'one');
    const file = watch();
    await file.load();
    expect([file.value, file.generation]).toEqual(['one', 1]);
    writeFileSync(path, 'second');
    expect(await look(file)).toBe('second');
    writeFileSync(`${path}.new`, 'third!');
    renameSync(`${path}.new`, path);
    expect(await look(file)).toBe('third!');
    expect([file.generation, said]).toEqual([
      3,
      ['/file.txt has changed and was read again', '/file.txt has changed and was read again'],
    ]);
  });

  it('looks no more than every 30 seconds, and leaves alone what has not changed', async () => {
    writeFileSync(path, 'one');
    const file = watch();
    await file.load();
    expect(await look(file)).toBe('one');
    expect(file.generation).toBe(1);
    writeFileSync(path, 'second');
    nowMillis += 29_999;
    await file.refresh((line) => said.push(line));
    await file.settled();
    expect(file.value).toBe('one');
    nowMillis += 1;
    await file.refresh((line) => said.push(line));
    await file.settled();
    expect(file.value).toBe('second');
  });

  it('is read when it is first asked for, without a word', async () => {
    writeFileSync(path, 'one');
    const file = watch();
    expect(file.value).toBeNull();
    await file.refresh((line) => said.push(line));
    expect([file.value, said]).toEqual(['one', []]);
  });

  it('keeps what it had when the new file is broken, and says so once', async () => {
    writeFileSync(path, 'good');
    const file = watch();
    await file.load();
    writeFileSync(path, 'bad');
    expect([await look(file), await look(file)]).toEqual(['good', 'good']);
    expect(said).toEqual(['/file.txt: expected good text, found bad text; what it said before is used on']);
    writeFileSync(path, 'good again');
    expect(await look(file)).toBe('good again');
    expect(said.slice(1)).toEqual(['/file.txt has changed and was read again']);
  });

  it('says once that it is broken while somebody is still writing it', async () => {
    writeFileSync(path, 'good');
    const file = watch();
    await file.load();
    for (const text of ['bad.', 'bad..', 'bad...']) {
      writeFileSync(path, text);
      await look(file);
    }
    expect(said).toHaveLength(1);
  });

  it('keeps what it had when the file is gone, and finds it when it is back', async () => {
    writeFileSync(path, 'good');
    const file = watch();
    await file.load();
    renameSync(path, `${path}.away`);
    expect([await look(file), await look(file)]).toEqual(['good', 'good']);
    expect(said).toEqual(['/file.txt: there is no such file; put it there, or name another; what it said before is used on']);
    writeFileSync(path, 'new');
    expect(await look(file)).toBe('new');
  });

  it('says once what is wrong with a file that was never good', async () => {
    const file = watch();
    expect([await look(file), await look(file)]).toEqual([null, null]);
    expect(said).toEqual(['/file.txt: there is no such file; put it there, or name another']);
    writeFileSync(path, 'good');
    expect(await look(file)).toBe('good');
  });

  it.each([
    ['a folder', () => tmpdir(), /expected a file, found something else/],
    ['a device', () => '/dev/zero', /expected a file, found something else/],
    ['a path through a file', () => join(path, 'below'), /there is no such file/],
    ['a file too large', () => path, /expected at most 3 bytes, found 4/],
  ])('refuses %s', async (_what, pathOf, message) => {
    writeFileSync(path, 'four');
    path = pathOf();
    await expect(watch(3).load()).rejects.toThrow(UnusableFileError);
    await expect(watch(3).load()).rejects.toThrow(message);
  });

  it('lets bugs in what reads it through', async () => {
    writeFileSync(path, 'good');
    const file = new WatchedFile({
      path,
      mostBytes: 99,
      read: () => {
        throw new TypeError('a bug');
      },
    });
    await expect(file.load()).rejects.toThrow(TypeError);
  });
});
