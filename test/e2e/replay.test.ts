import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/commands/report.ts';
import { isBuilt, runProgram, startProgram } from '../support/run-program.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const SESSIONS = join(FIXTURES, 'pppoe-lifecycle/sessions.pcap');
const HOME_LINE = join(FIXTURES, 'home-line/home-line.pcap.gz');

const isRoot = process.getuid?.() === 0;

describe.skipIf(!isBuilt)('wanprobe replay', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wanprobe-replay-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('reads standard input, plain or compressed, as it reads a file', async () => {
    const { stdout } = await runProgram(['replay', '--json', SESSIONS]);
    const report = JSON.parse(stdout) as Report;
    const [file] = report.capture.files;
    const fromInput = { ...report, capture: { ...report.capture, files: [{ ...file!, path: '-' }] } };
    const bytes = readFileSync(SESSIONS);
    for (const input of [bytes, gzipSync(bytes)]) {
      const run = await runProgram(['replay', '--json', '-'], input);
      expect({ ...run, stdout: JSON.parse(run.stdout) }).toEqual({ status: 0, stdout: fromInput, stderr: '' });
    }
  });

  it.each([
    ['a missing file', '/nonexistent/line.pcap', '/nonexistent/line.pcap: no such file; check the path'],
    ['a folder', FIXTURES, `${FIXTURES}: is a directory; name the capture files in it`],
  ])('ends with 1 and one line for %s', async (_, path, message) => {
    expect(await runProgram(['replay', path])).toEqual({ status: 1, stdout: '', stderr: `wanprobe: ${message}\n` });
  });

  it.each(['not-a-capture.pcap', 'empty.pcap'])('ends with 1 and one line for a file that is no capture: %s', async (name) => {
    const { status, stdout, stderr } = await runProgram(['replay', join(FIXTURES, 'damaged', name)]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^wanprobe: [^\n]+\n$/);
  });

  it.skipIf(isRoot)('ends with 1 and one line for a file that it may not read', async () => {
    const path = join(folder, 'secret.pcap');
    copyFileSync(SESSIONS, path);
    chmodSync(path, 0);
    const { status, stdout, stderr } = await runProgram(['replay', path]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^wanprobe: [^\n]+ may not be read by this user; [^\n]+\n$/);
  });

  it('ends with 0 for a damaged capture, says where on standard error, and shows what was before', async () => {
    const { status, stdout, stderr } = await runProgram(['replay', join(FIXTURES, 'damaged/cut-in-record.pcap')]);
    expect(status).toBe(0);
    expect(stdout).toContain('\nFrames    7, ');
    expect(stderr).toMatch(/^wanprobe: [^\n]+: damaged at byte 514: [^\n]+\n$/);
  });

  it('writes no control characters, whatever a file is called', async () => {
    const name = 'a\u001b[2J\nb\u202e.pcap';
    const damaged = join(folder, name);
    copyFileSync(join(FIXTURES, 'damaged/cut-in-record.pcap'), damaged);
    for (const path of [damaged, join(folder, `missing ${name}`)]) {
      const { stdout, stderr } = await runProgram(['replay', path]);
      expect(stderr).toContain('a‹001B›[2J‹000A›b‹202E›.pcap');
      expect(stderr.split('\n')).toHaveLength(2);
      for (const hostile of ['\u001b', '\u202e']) expect(stdout + stderr).not.toContain(hostile);
    }
  });

  it('ends quietly when nobody reads on', async () => {
    const { child, ended } = startProgram(['replay', '--json', '--top', '0', HOME_LINE]);
    child.stdin.end();
    child.stdout.destroy();
    expect(await ended).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('reports what it has read when %s interrupts it', async (signal) => {
    const { child, ended } = startProgram(['replay', '--json', '-']);
    const bytes = gunzipSync(readFileSync(HOME_LINE));
    // More than fits into the pipe: when it has been taken, reading is well under way. Then nothing more comes, and no end.
    await new Promise((resolve) => child.stdin.write(bytes, resolve));
    child.kill(signal);
    const { status, stdout, stderr } = await ended;
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'wanprobe: interrupted; the report covers what was read until then\n',
    });
    const { capture } = JSON.parse(stdout) as Report;
    expect(capture.frames).toBeGreaterThan(1000);
    expect(capture.files).toMatchObject([{ path: '-', complete: false, damage: null }]);
  });

  it('shows no progress and no colours where no terminal is', async () => {
    const long = join(folder, 'long.pcap');
    writeFileSync(long, gunzipSync(readFileSync(HOME_LINE)));
    const { status, stdout, stderr } = await runProgram(['replay', long]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).not.toContain('\u001b');
  });
});
