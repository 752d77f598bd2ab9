import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openCaptureFile } from '../../../src/capture/file/open-capture-file.ts';
import { buildPcap, buildPcapng, concat } from '../../support/capture-files.ts';
import { openBytes, readFrames } from './read-frames.ts';

const folder = mkdtempSync(join(tmpdir(), 'decompressed-'));
afterAll(() => rmSync(folder, { recursive: true }));

// Bytes that do not compress well, so that the compressed file is longer than what is fed at once.
const NOISE = Uint8Array.from({ length: 1000 }, (_, index) => (index * index * 31) >>> 3);
const FRAMES = Array.from({ length: 300 }, (_, index) => ({
  bytes: NOISE.map((byte) => byte ^ (index * 7)),
  timestampMicros: index,
}));
const CAPTURE = buildPcap({ frames: FRAMES });
const ZIPPED = zlib.gzipSync(CAPTURE);
const zstdCompress = (zlib as unknown as { zstdCompressSync?: (bytes: Uint8Array) => Uint8Array }).zstdCompressSync;

describe('compressed captures', () => {
  it('reads gzip, whatever the name', async () => {
    for (const capture of [CAPTURE, buildPcapng({ frames: FRAMES })]) {
      const path = join(folder, 'capture.pcap');
      const zipped = zlib.gzipSync(capture);
      writeFileSync(path, zipped);
      const source = await openCaptureFile(path);
      expect((await readFrames(source)).map((frame) => frame.timestampMicros)).toEqual(
        FRAMES.map((frame) => frame.timestampMicros),
      );
      expect(source).toMatchObject({ complete: true, damage: null, bytesRead: zipped.length, totalBytes: zipped.length });
      source.close();
    }
  });

  it('reads several gzip members as one file, wherever the pieces end', async () => {
    const small = buildPcap({ frames: FRAMES.slice(0, 3) });
    const members = concat([zlib.gzipSync(small.subarray(0, 100)), zlib.gzipSync(small.subarray(100))]);
    for (const pieceBytes of [1, 2, 3, 7, 10, 64, 100, 1000, members.length]) {
      const source = await openBytes(members, { pieceBytes });
      expect((await readFrames(source)).length, `pieces of ${pieceBytes}`).toBe(3);
      expect(source.complete).toBe(true);
    }
  });

  it('ignores zeros behind the last member, as tapes and block devices leave them', async () => {
    const source = await openBytes(concat([ZIPPED, new Uint8Array(512)]));
    expect((await readFrames(source)).length).toBe(300);
    expect(source.complete).toBe(true);
  });

  it('keeps what came before the end of a cut gzip file', async () => {
    const source = await openBytes(ZIPPED.subarray(0, ZIPPED.length >> 1));
    const { length } = await readFrames(source);
    expect(length).toBeGreaterThan(50);
    expect(source.damage?.reason).toBe('the gzip data is damaged (unexpected end of file)');
    expect(source.damage?.offset).toBeGreaterThan(24 + length * 1016);
  });

  it('keeps every frame when only the checksum is wrong', async () => {
    const wrong = ZIPPED.slice();
    wrong[wrong.length - 8]! ^= 1;
    const source = await openBytes(wrong);
    expect((await readFrames(source)).length).toBe(300);
    expect(source).toMatchObject({
      complete: false,
      damage: { offset: CAPTURE.length, reason: 'the gzip data is damaged (incorrect data check)' },
    });
  });

  it('refuses gzip that holds no capture', async () => {
    await expect(openBytes(zlib.gzipSync('hello, world'))).rejects.toMatchObject({ code: 'not-a-capture' });
    await expect(openBytes(Uint8Array.of(0x1f, 0x8b, 8, 0))).rejects.toMatchObject({
      code: 'not-a-capture',
      message: expect.stringContaining('gzip data is damaged'),
    });
  });

  it('is cut at every byte without losing more than what was cut', async () => {
    const zipped = zlib.gzipSync(
      buildPcap({ frames: FRAMES.slice(0, 2).map((frame) => ({ bytes: frame.bytes.subarray(0, 60) })) }),
    );
    let before = 0;
    for (let length = 18; length < zipped.length; length++) {
      const frames = await openBytes(zipped.subarray(0, length)).then(readFrames, (error: Error) => {
        expect(error.name).toBe('CaptureError');
        return [];
      });
      expect(frames.length).toBeGreaterThanOrEqual(before);
      before = frames.length;
    }
    expect(before).toBe(2);
  });

  it.skipIf(zstdCompress === undefined)('reads zstd, of several frames too, wherever the pieces end', async () => {
    const small = buildPcap({ frames: FRAMES.slice(0, 3) });
    const frames = concat([zstdCompress!(small.subarray(0, 100)), zstdCompress!(small.subarray(100))]);
    for (const pieceBytes of [1, 2, 3, 7, 10, 64, 100, 1000, frames.length]) {
      const source = await openBytes(frames, { pieceBytes });
      expect((await readFrames(source)).length, `pieces of ${pieceBytes}`).toBe(3);
      expect(source).toMatchObject({ complete: true, damage: null });
    }
    expect((await readFrames(await openBytes(zstdCompress!(CAPTURE)))).length).toBe(300);
  });

  it.skipIf(zstdCompress === undefined)('is not complete where zstd data is cut, at whichever byte', async () => {
    const zipped = zstdCompress!(buildPcap({ frames: [{ bytes: NOISE.subarray(0, 100) }] }));
    for (let length = 4; length < zipped.length; length++) {
      await openBytes(zipped.subarray(0, length)).then(
        async (source) => {
          await readFrames(source);
          expect(source.complete, `cut at ${length}`).toBe(false);
        },
        (error: Error) => expect(error.name).toBe('CaptureError'),
      );
    }
  });

  it.skipIf(zstdCompress !== undefined)('says what to do where Node.js has no zstd', async () => {
    const path = join(folder, 'capture.zst');
    writeFileSync(path, Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0, 0));
    await expect(openCaptureFile(path)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining(`zstd -dc ${path} | wanprobe replay -`),
    });
  });
});
