import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WatchedNameLists } from '../../../src/enrich/name-lists/watched-name-lists.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'name-lists-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function put(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

async function loaded(paths: readonly string[], now = { millis: 0 }): Promise<WatchedNameLists> {
  const lists = new WatchedNameLists({ paths, random: () => 7, monotonicMillis: () => now.millis });
  for (const file of lists.files) await file.load();
  return lists;
}

describe('WatchedNameLists', () => {
  it('calls lists by their files, and asks them in order', async () => {
    const lists = await loaded([put('trackers.txt', '||ads.example^\n'), put('blocked', '0.0.0.0 x.ads.example\nbad.example\n')]);
    expect(lists.labels).toEqual(['trackers.txt', 'blocked']);
    expect(['x.ads.example', 'bad.example', 'good.example'].map((name) => lists.find(name))).toEqual([
      'trackers.txt',
      'blocked',
      null,
    ]);
  });

  it('reads a file again that was changed, and keeps the old one where the new one is of no use', async () => {
    const now = { millis: 0 };
    const path = put('list', 'old.example\n');
    const lists = await loaded([path], now);
    const said: string[] = [];
    const refreshed = async (): Promise<void> => {
      now.millis += 31_000;
      await lists.refresh((line) => said.push(line));
      // Whoever asks does not wait for the reading: it happens behind.
      await expect.poll(() => lists.files[0]!.generation + said.length).toBeGreaterThan(1);
    };
    put('list', 'brand-new.example\n');
    await refreshed();
    expect([lists.find('old.example'), lists.find('brand-new.example')]).toEqual([null, 'list']);
    put('list', '# all gone, and longer than before\n');
    now.millis += 31_000;
    await lists.refresh((line) => said.push(line));
    await expect.poll(() => said.some((line) => line.includes('there are no names in it: nothing but comments'))).toBe(true);
    expect(lists.find('brand-new.example')).toBe('list');
  });

  it.each([
    ['nothing but comments', '# nothing\n', 'there are no names in it: nothing but comments'],
    ['lines that name nothing', 'http://x.example/path\n', 'there are no names in it: line 1'],
    ['bytes that no text has', 'a.example\u0000\n', 'not a text file'],
  ])('refuses %s', async (_, text, reason) => {
    await expect(loaded([put('broken', text)])).rejects.toThrow(reason);
  });

  it('refuses what is not there', async () => {
    await expect(loaded([join(folder, 'none')])).rejects.toThrow(/none/);
  });
});
