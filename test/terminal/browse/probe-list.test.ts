import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KnownProbe } from '../../../src/terminal/browse/known-probe.ts';
import { ProbeList } from '../../../src/terminal/browse/probe-list.ts';
import { STATUS } from '../../support/fake-probe.ts';

const probe = (host: string, changes: Partial<KnownProbe> = {}): KnownProbe => ({
  name: host,
  base: new URL(`http://${host}:8080/`),
  origin: 'listed',
  ...changes,
});

/** Hosts that never answer, hosts that are not there, and others. */
function answer(url: URL, { signal }: RequestInit): Promise<Response> {
  if (url.hostname === 'stuck') {
    return new Promise((_resolve, reject) => signal!.addEventListener('abort', () => reject(signal!.reason)));
  }
  if (url.hostname === 'absent') return Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }));
  return Promise.resolve(new Response(JSON.stringify(url.pathname.endsWith('status') ? STATUS : {})));
}

const asked = vi.fn(answer);

beforeEach(() => {
  vi.useFakeTimers();
  asked.mockClear();
  vi.stubGlobal('fetch', asked);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const statesOf = (list: ProbeList): string[] =>
  list.entries.map(({ summary, trouble }) => trouble ?? (summary === null ? 'asking' : summary.line));

describe('the probes of the list', () => {
  it('are asked at once and all together: one that hangs keeps nobody waiting', async () => {
    const list = new ProbeList([probe('stuck'), probe('pi')], () => {});
    await vi.advanceTimersByTimeAsync(10);
    expect(statesOf(list)).toEqual(['asking', 'capturing']);
    list.close();
  });

  it('are asked again every few seconds, but not one that has not answered yet', async () => {
    const list = new ProbeList([probe('pi')], () => {});
    await vi.advanceTimersByTimeAsync(9_000);
    expect(asked.mock.calls.filter(([url]) => url.pathname.endsWith('status'))).toHaveLength(3);
    list.close();
  });

  it('keep their last figures while they are away, and say why', async () => {
    const list = new ProbeList([probe('absent')], () => {});
    await vi.advanceTimersByTimeAsync(10);
    expect(list.entries[0]).toMatchObject({ summary: null, trouble: expect.stringContaining('no probe at http://absent:8080') });
    list.close();
  });

  it('are listed once, by the name that came first', () => {
    const list = new ProbeList([probe('pi', { name: 'cellar' })], () => {});
    list.add(probe('pi', { name: 'liar', origin: 'found' }));
    list.add(probe('attic', { origin: 'found' }));
    expect(list.entries.map(({ probe: { name } }) => name)).toEqual(['cellar', 'attic']);
    list.close();
  });

  it('are not endless, and many make no warning', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const list = new ProbeList([], () => {});
    for (let index = 0; index < 1_000; index += 1) list.add(probe(`host${index}`));
    expect(list.entries).toHaveLength(128);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
    list.close();
  });

  it('are let go of when the list is closed', async () => {
    const onChange = vi.fn();
    const list = new ProbeList([probe('stuck')], onChange);
    list.close();
    await vi.advanceTimersByTimeAsync(10);
    onChange.mockClear();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onChange).not.toHaveBeenCalled();
  });
});
