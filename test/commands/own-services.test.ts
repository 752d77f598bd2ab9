import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { CaptureCommand } from '../../src/commands/capture-messages.ts';
import { OwnServices } from '../../src/commands/own-services.ts';
import { followServiceLists } from '../../src/commands/serving.ts';

const folder = mkdtempSync(join(tmpdir(), 'own-services-'));
afterAll(() => rmSync(folder, { recursive: true }));

const INTRANET = { service: 'Intranet', category: 'office', domains: ['intranet.example.net'] };
const CAMERA = { service: 'Camera', category: null, domains: ['camera.example.net'] };

function put(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

async function loaded(paths: readonly string[], now = { millis: 0 }): Promise<OwnServices> {
  const lists = new OwnServices({ paths, monotonicMillis: () => now.millis });
  for (const file of lists.files) await file.load();
  return lists;
}

describe('OwnServices', () => {
  it('takes all files together, in their order', async () => {
    const lists = await loaded([
      put('one', 'Intranet | office | intranet.example.net\n'),
      put('two', 'Camera | | camera.example.net\n'),
    ]);
    expect(lists.list()).toEqual([INTRANET, CAMERA]);
  });

  it('reads a file again that was changed, says so, and keeps the old list where the new one has a mistake', async () => {
    const now = { millis: 0 };
    const lists = await loaded([put('list', 'Intranet | office | intranet.example.net\n')], now);
    const said: string[] = [];
    const refresh = (): Promise<boolean> => {
      now.millis += 31_000;
      return lists.refresh((line) => said.push(line.replaceAll(folder, '')));
    };
    expect(await refresh()).toBe(false);
    put('list', 'Camera | | camera.example.net\n');
    expect(await refresh()).toBe(true);
    expect(lists.list()).toEqual([CAMERA]);
    put('list', 'no fields, and another length\n');
    expect(await refresh()).toBe(false);
    expect(lists.list()).toEqual([CAMERA]);
    expect(said[0]).toBe('/list has changed and was read again');
    expect(said[1]).toMatch(/^\/list: line 1: expected .*; what it said before is used on$/);
  });
});

describe('followServiceLists', () => {
  afterEach(() => void vi.useRealTimers());

  it('tells the capture thread of lists that changed, and only of those', async () => {
    vi.useFakeTimers();
    const sent: CaptureCommand[] = [];
    const answers = [false, true];
    const lists = await loaded([put('followed', 'Camera | | camera.example.net\n')]);
    vi.spyOn(lists, 'refresh').mockImplementation(async () => answers.shift() ?? false);
    const following = followServiceLists(lists, { send: (command) => sent.push(command) }, () => {});
    await vi.advanceTimersByTimeAsync(31_000);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(sent).toEqual([{ kind: 'services', services: [CAMERA] }]);
    following.stop();
    await vi.advanceTimersByTimeAsync(310_000);
    expect(lists.refresh).toHaveBeenCalledTimes(2);
  });

  it('does nothing where there is no list', () => {
    vi.useFakeTimers();
    followServiceLists(new OwnServices({ paths: [] }), { send: () => {} }, () => {});
    expect(vi.getTimerCount()).toBe(0);
  });
});
