import { execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
/** A device that every disk is like one day. */
const FULL = '/dev/full';

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(argv: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Run> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [CLI, ...argv],
      { env: { PATH: process.env.PATH, ...environment } },
      (_error, stdout, stderr) => {
        resolve({ status: child.exitCode, stdout, stderr });
      },
    );
  });
}

// Needs `npm run build`, which `npm test` does first.
describe.skipIf(!existsSync(CLI))('the program', () => {
  it('prints its version and ends well', async () => {
    expect(await run(['--version'])).toEqual({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
  });

  it('ends with 2 after wrong usage', async () => {
    expect(await run(['replay'])).toMatchObject({ status: 2, stdout: '' });
  });

  it('ends with 1 after a failure, in one line', async () => {
    expect(await run(['config', 'check', '/nonexistent.yaml'])).toEqual({
      status: 1,
      stdout: '',
      stderr: 'wanprobe: /nonexistent.yaml: there is no such file\n',
    });
  });

  it('refuses a wrong environment before it serves anything', async () => {
    expect(await run(['serve', '--demo'], { WANPROBE_LISTEN_PORT: 'http' })).toEqual({
      status: 1,
      stdout: '',
      stderr: 'wanprobe: environment: WANPROBE_LISTEN_PORT: expected a whole number from 0 to 65535, found "http"\n',
    });
  });

  it.each([
    ['a page of help', ['help', 'serve']],
    ['a report', ['replay', '--json', '--top', '0', fileURLToPath(new URL('../fixtures/vlan-qinq/tags.pcap', import.meta.url))]],
  ])('ends quietly when nobody reads %s', async (_what, argv) => {
    const child = spawn(process.execPath, [CLI, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.stdout.destroy();
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.skipIf(!existsSync(FULL)).each([
    ['a page of help', ['help', 'serve']],
    ['a report', ['replay', '--json', fileURLToPath(new URL('../fixtures/vlan-qinq/tags.pcap', import.meta.url))]],
  ])('ends with 1 where there is no room for %s, and says so where it can', async (_what, argv) => {
    const full = openSync(FULL, 'w');
    try {
      const said = spawn(process.execPath, [CLI, ...argv], { stdio: ['ignore', full, 'pipe'] });
      let stderr = '';
      said.stderr?.on('data', (data) => {
        stderr += data;
      });
      expect(await new Promise((resolve) => said.on('close', resolve))).toBe(1);
      expect(stderr).toMatch(
        /^wanprobe: standard output cannot be written to \(ENOSPC: .+\): make room, or send it elsewhere\n$/,
      );
      const unsaid = spawn(process.execPath, [CLI, ...argv], { stdio: ['ignore', full, full] });
      expect(await new Promise((resolve) => unsaid.on('close', resolve))).toBe(1);
    } finally {
      closeSync(full);
    }
  });
});
