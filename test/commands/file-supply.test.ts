import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FileSupply } from '../../src/commands/file-supply.ts';
import { openCaptures } from '../../src/commands/read-captures.ts';
import { buildPcap } from '../support/capture-files.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { UDP_FRAME } from '../support/scripted-source.ts';

const directory = mkdtempSync(join(tmpdir(), 'wanprobe-files-'));
afterAll(() => rmSync(directory, { recursive: true }));

function write(name: string, seconds: readonly number[], changes: { cut?: number; linkType?: number } = {}): string {
  const path = join(directory, name);
  const { cut = 0, linkType = 1 } = changes;
  const bytes = buildPcap({ linkType, frames: seconds.map((second) => ({ bytes: UDP_FRAME, timestampMicros: second * 1e6 })) });
  writeFileSync(path, bytes.subarray(0, bytes.length - cut));
  return path;
}

interface Played {
  readonly supply: FileSupply;
  /** Of every frame: its second, and when it came on the clock, in seconds since the start. */
  readonly frames: readonly (readonly [second: number, cameAfter: number])[];
}

async function play(paths: readonly string[], speed: 'max' | number): Promise<Played> {
  const clock = new FakeClock();
  const start = clock.nowMillis;
  const supply = new FileSupply({ sources: await openCaptures(paths), speed, clock });
  const frames: (readonly [number, number])[] = [];
  for (;;) {
    const state = await supply.step((frame) => frames.push([frame.timestampMicros / 1e6, (clock.nowMillis - start) / 1000]));
    if (state === 'ended') return { supply, frames };
    if (state === 'idle') await clock.pause(supply.idleMillis());
  }
}

describe('FileSupply', () => {
  it('plays files one after the other without waiting', async () => {
    const { supply, frames } = await play([write('a.pcap', [100, 200]), write('b.pcap', [50, 5000])], 'max');
    expect(frames).toEqual([
      [100, 0],
      [200, 0],
      [50, 0],
      [5000, 0],
    ]);
    expect(supply.state()).toEqual({ condition: 'ended', reason: null, remarks: [] });
    expect(await supply.step(() => {})).toBe('ended');
  });

  it('keeps the pace that is asked for', async () => {
    const { frames } = await play([write('pace.pcap', [100, 102, 106])], 2);
    expect(frames.map(([second, after]) => [second, Math.round(after)])).toEqual([
      [100, 0],
      [102, 1],
      [106, 3],
    ]);
  });

  it('does not wait for years between files', async () => {
    const { frames } = await play([write('old.pcap', [100]), write('new.pcap', [1e9])], 1);
    expect(frames[1]?.[1]).toBeLessThanOrEqual(61);
  });

  it('remarks on damage and on link types nobody decodes, and reads on', async () => {
    const { supply, frames } = await play(
      [write('cut.pcap', [1, 2], { cut: 10 }), write('odd.pcap', [3], { linkType: 147 })],
      'max',
    );
    expect(frames.map(([second]) => second)).toEqual([1, 3]);
    expect(supply.state().remarks).toEqual([
      expect.stringMatching(/cut\.pcap: damaged at byte \d+: .*; everything before it counts\.$/),
      expect.stringMatching(/odd\.pcap: link type LINKTYPE_147 has no decoder/),
    ]);
  });

  it('is named after its files', async () => {
    const path = write('one.pcap', [1]);
    expect((await play([path], 'max')).supply.name).toBe(path);
    expect((await play([path, path, path], 'max')).supply.name).toBe(`${path} and 2 more`);
  });
});
