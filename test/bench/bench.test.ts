import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const isBuilt = existsSync(join(HERE, '../../dist/cli.js'));

describe('the benches', () => {
  it.skipIf(!isBuilt)('run over small captures and say how every goal was met', () => {
    const results = inFolder((folder) => {
      const json = join(folder, 'results.json');
      runScript('run.mjs', ['--quick', '--cache', folder, '--json', json, '--programs', 'wanprobe,tcpdump,softflowd']);
      return JSON.parse(readFileSync(json, 'utf8')).results;
    });
    expect(results.map(({ capture }: { capture: string }) => capture)).toEqual(['plain', 'pppoe', 'pppoe-scattered', 'tunnels']);
    for (const { rows, goals } of results) {
      expect(rows[0]).toMatchObject({ program: 'wanprobe', runs: 1, medianSeconds: expect.any(Number) });
      expect(goals).toHaveLength(3);
    }
  });

  it('measure the parts', () => {
    const output = inFolder((folder) => runScript('parts.mjs', ['--quick', '--cache', folder, '--captures', 'plain']));
    expect(output).toMatch(/^plain( +-?\d+){5}$/m);
    expect(output).toContain('KeyedTable, keys crafted against V8');
  });

  it('find totals exact and memory flat in a flood of flows', () => {
    const output = runScript('flood.mjs', ['--frames', '200000']);
    expect(output.match(/^PASS/gm)).toHaveLength(3);
  });

  it('find memory flat in a flood of names', () => {
    const output = runScript('names-flood.mjs', ['--names', '300000']);
    expect(output.match(/^PASS/gm)).toHaveLength(5);
  });
});

function inFolder<Result>(work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'wanprobe-bench-test-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runScript(name: string, words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(HERE, name), ...words], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}
