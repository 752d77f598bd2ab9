import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { FileSource } from '../../../src/capture/file/file-source.ts';
import { openCaptureFile } from '../../../src/capture/file/open-capture-file.ts';
import type { SourceState } from '../../../src/capture/source.ts';
import { buildPcap, buildPcapng } from '../../support/capture-files.ts';
import { openBytes, readFrames } from './read-frames.ts';

const folder = mkdtempSync(join(tmpdir(), 'file-source-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SECOND = 1e6;

/** Frames of one byte that tells them apart, stamped with the seconds given. */
function framesAt(...seconds: number[]) {
  return seconds.map((second, index) => ({ bytes: Uint8Array.of(index), timestampMicros: second * SECOND }));
}

function openFile(name: string, bytes: Uint8Array, chunkBytes = 1 << 16): Promise<FileSource> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return openCaptureFile(path, { chunkBytes });
}

/** Steps until the source says something other than `more`; gives which frames came, and what it said. */
async function stepUntilQuiet(source: FileSource, dueMicros: number): Promise<[number[], string]> {
  const seen: number[] = [];
  for (;;) {
    const state = await source.step((frame) => seen.push(frame.bytes[frame.start]!), dueMicros);
    if (state !== 'more') return [seen, state];
  }
}

describe('FileSource', () => {
  it('steps through a plain file synchronously', async () => {
    const source = await openFile('sync.pcap', buildPcap({ frames: framesAt(1, 2, 3) }));
    const states: unknown[] = [];
    let frames = 0;
    do states.push(source.step(() => (frames += 1)));
    while (states.at(-1) !== 'ended' && states.length < 9);
    expect(states.every((state) => typeof state === 'string')).toBe(true);
    expect(frames).toBe(3);
    expect(source.complete).toBe(true);
    source.close();
  });

  it('delivers no more than a chunk in a step', async () => {
    const source = await openFile('chunks.pcap', buildPcap({ frames: framesAt(...Array(1000).keys()) }), 1024);
    let frames = 0;
    let most = 0;
    let state: SourceState = 'more';
    while (state !== 'ended') {
      const before = frames;
      state = await source.step(() => (frames += 1));
      most = Math.max(most, frames - before);
    }
    expect(frames).toBe(1000);
    expect(most).toBeLessThanOrEqual(Math.ceil(1024 / 17));
    source.close();
  });

  it('uses the same frame object for every frame', async () => {
    const source = await openBytes(buildPcap({ frames: framesAt(1, 2, 3) }));
    const seen = new Set<unknown>();
    let state = await source.step((frame) => seen.add(frame));
    while (state !== 'ended') state = await source.step((frame) => seen.add(frame));
    expect(seen.size).toBe(1);
  });

  for (const build of [buildPcap, buildPcapng]) {
    it(`keeps frames that are not due (${build.name})`, async () => {
      const source = await openBytes(build({ frames: framesAt(1, 2, 3) }));
      expect(await stepUntilQuiet(source, 0)).toEqual([[], 'idle']);
      expect(source.nextFrameMicros).toBe(1 * SECOND);
      expect(await stepUntilQuiet(source, 2 * SECOND)).toEqual([[0, 1], 'idle']);
      expect(source.nextFrameMicros).toBe(3 * SECOND);
      expect(source.complete).toBe(false);
      expect(await stepUntilQuiet(source, 3 * SECOND)).toEqual([[2], 'ended']);
      expect(source.nextFrameMicros).toBe(null);
      expect(source.complete).toBe(true);
    });

    it(`stops once where time jumps back, when paced (${build.name})`, async () => {
      const capture = build({ frames: framesAt(100, 101, 100.5, 5, 6) });
      const paced = await openBytes(capture);
      expect(await stepUntilQuiet(paced, 100 * SECOND)).toEqual([[0], 'idle']);
      expect(await stepUntilQuiet(paced, 200 * SECOND)).toEqual([[1, 2], 'idle']);
      expect(paced.nextFrameMicros).toBe(5 * SECOND);
      expect(await stepUntilQuiet(paced, 5 * SECOND)).toEqual([[3], 'idle']);
      expect(await stepUntilQuiet(paced, 6 * SECOND)).toEqual([[4], 'ended']);
      const unpaced = await openBytes(capture);
      expect(await stepUntilQuiet(unpaced, Infinity)).toEqual([[0, 1, 2, 3, 4], 'ended']);
    });
  }

  it('says how far it is', async () => {
    const bytes = buildPcap({ frames: framesAt(...Array(1000).keys()) });
    const source = await openFile('progress.pcap', bytes, 1024);
    expect(source).toMatchObject({ totalBytes: bytes.length, bytesRead: 24, format: 'pcap' });
    await source.step(() => {});
    expect(source.bytesRead).toBe(24 + 1024);
    await readFrames(source);
    expect(source.bytesRead).toBe(bytes.length);
    source.close();
  });

  it('knows how many frames a plain file can have at most, however small they are', async () => {
    const bytes = buildPcap({ frames: Array.from({ length: 100 }, () => ({ bytes: new Uint8Array(0) })) });
    const source = await openFile('small.pcap', bytes);
    expect(source.mostFrames).toBe(Math.floor(bytes.length / 16));
    expect(await readFrames(source)).toHaveLength(100);
    source.close();
    expect((await openBytes(bytes)).mostFrames).toBe(null);
    const zipped = await openFile('small.pcap.gz', gzipSync(bytes));
    expect(zipped.mostFrames).toBe(null);
    zipped.close();
  });

  it('does not know what was lost', async () => {
    const source = await openBytes(buildPcap());
    expect(source.losses()).toEqual({ card: null, kernel: null, freezes: null, probe: null });
  });

  it('ends when it is closed, without calling that complete or damage', async () => {
    const source = await openFile('closed.pcap', buildPcap({ frames: framesAt(1) }));
    source.close();
    expect(source.step(() => {})).toBe('ended');
    expect(source).toMatchObject({ complete: false, damage: null });
  });
});
