import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildPcap } from '../support/capture-files.ts';
import { replayFiles } from '../support/replay.ts';
import { isBuilt, runProgram, startProgram } from '../support/run-program.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const SESSIONS = join(FIXTURES, 'pppoe-lifecycle/sessions.pcap');

const isRoot = process.getuid?.() === 0;

describe.skipIf(!isBuilt)('wanprobe export', () => {
  let folder = '';
  let path = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wanprobe-export-'));
    path = join(folder, 'out.pcap');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('copies standard input, plain or compressed', async () => {
    const bytes = readFileSync(SESSIONS);
    for (const input of [bytes, gzipSync(bytes)]) {
      const { status, stdout, stderr } = await runProgram(['export', '-', '--output', path, '--force'], input);
      expect([status, stdout]).toEqual([0, '']);
      expect(stderr).toMatch(/^wanprobe: \S+out\.pcap: \d+ frames written, \d+ secrets overwritten\n$/);
      const [before, after] = [(await replayFiles([SESSIONS])).report, (await replayFiles([path])).report];
      expect(after.protocols).toEqual(before.protocols);
    }
  });

  it('keeps what was written when it is interrupted, as a capture that is whole, and says so', async () => {
    const { child, ended } = startProgram(['export', '-', '-o', path]);
    const frames = Array.from({ length: 50 }, (_, index) => ({ bytes: new Uint8Array(60), timestampMicros: index }));
    child.stdin.write(buildPcap({ frames }));
    // The file under its other name comes into being when signals are already listened to.
    while (readdirSync(folder).length === 0) await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGINT');
    const { status, stderr } = await ended;
    expect([status, readdirSync(folder)]).toEqual([0, ['out.pcap']]);
    expect(stderr).toMatch(/\nwanprobe: interrupted; the copy holds what was read until then\n$/);
    const { report } = await replayFiles([path]);
    expect(report.capture.files[0]!.complete).toBe(true);
    expect(stderr).toContain(`: ${report.capture.frames} frames written,`);
  });

  it('ends with 1 and one line where there is a file already, and leaves that alone', async () => {
    await runProgram(['export', SESSIONS, '-o', path]);
    const before = readFileSync(path);
    const { status, stdout, stderr } = await runProgram(['export', SESSIONS, '-o', path]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^wanprobe: \S+out\.pcap: is there already; name another file, or replace it with --force\n$/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it.skipIf(isRoot)('ends with 1 and one line where it may not write', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o555);
    const { status, stderr } = await runProgram(['export', SESSIONS, '-o', join(closed, 'out.pcap')]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^wanprobe: \S+: its folder may not be written to by this user; name another one\n$/);
  });
});
