import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { openCaptureFile } from '../../../src/capture/file/open-capture-file.ts';
import { buildPcap } from '../../support/capture-files.ts';
import { openBytes, readFrames } from './read-frames.ts';

const folder = mkdtempSync(join(tmpdir(), 'open-capture-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CAPTURE = buildPcap({ frames: [{ bytes: Uint8Array.of(1) }] });

function write(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe('openCaptureFile', () => {
  it('says where there is no such file', async () => {
    const path = join(folder, 'missing.pcap');
    await expect(openCaptureFile(path)).rejects.toMatchObject({
      code: 'not-found',
      message: `${path}: no such file; check the path`,
    });
    await expect(openCaptureFile(join(write('file', 'x'), 'below'))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('says that a directory is none', async () => {
    await expect(openCaptureFile(folder)).rejects.toMatchObject({
      code: 'not-a-file',
      message: expect.stringContaining('is a directory'),
    });
  });

  it.skipIf(process.getuid?.() === 0)('says that a file may not be read', async () => {
    const path = write('secret.pcap', CAPTURE);
    chmodSync(path, 0);
    await expect(openCaptureFile(path)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it.each([
    ['an empty file', '', 'not-a-capture', 'is empty'],
    ['text', 'hello, world', 'not-a-capture', 'it begins with 68 65 6c 6c'],
    ['one byte', 'x', 'not-a-capture', 'it begins with 78'],
    ['a cut header', CAPTURE.subarray(0, 23), 'not-a-capture', 'ends inside its pcap header, at byte 23'],
    ['a Sun snoop file', 'snoop\0\0\0\0\0\0\x02', 'unsupported', 'is a Sun snoop file; convert it with: editcap -F pcap'],
    ['an xz file', Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), 'unsupported', 'xz -dc'],
    ['a bzip2 file', 'BZh91AY', 'unsupported', 'bzip2 -dc'],
  ])('refuses %s in one line', async (what, content, code, message) => {
    const failure = openCaptureFile(write(what, content));
    await expect(failure).rejects.toMatchObject({ name: 'CaptureError', code, message: expect.stringContaining(message) });
    await expect(failure).rejects.not.toMatchObject({ message: expect.stringContaining('\n') });
  });

  it('reads standard input for the path -', async () => {
    const source = await openCaptureFile('-', { standardInput: Readable.from([CAPTURE], { objectMode: true }) });
    expect((await readFrames(source)).length).toBe(1);
    expect(source).toMatchObject({ name: '-', complete: true, totalBytes: null, bytesRead: CAPTURE.length });
  });

  it('reads input that comes byte by byte', async () => {
    const source = await openBytes(CAPTURE, { pieceBytes: 1 });
    expect((await readFrames(source)).length).toBe(1);
  });

  it.skipIf(process.platform === 'win32')('reads a named pipe', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const opened = openCaptureFile(pipe);
    const { open } = await import('node:fs/promises');
    const writer = await open(pipe, 'w');
    await writer.write(CAPTURE);
    await writer.close();
    const source = await opened;
    expect((await readFrames(source)).length).toBe(1);
    expect(source.totalBytes).toBe(null);
    source.close();
  });

  it('reports a stream that fails', async () => {
    const failing = new Readable({
      read() {
        this.destroy(new Error('cable cut'));
      },
    });
    await expect(openCaptureFile('-', { standardInput: failing })).rejects.toMatchObject({
      code: 'read-failed',
      message: expect.stringContaining('cable cut'),
    });
  });
});
