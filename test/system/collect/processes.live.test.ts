import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createProcessCollector } from '../../../src/system/collect/processes.ts';
import type { ProcessesReading, ProcessReading } from '../../../src/system/process-readings.ts';

const ROOTS = { proc: '/proc', sys: '/sys', etc: '/etc', run: '/run' };
const COLUMNS = 'pid=,ppid=,user:64=,nlwp=,ni=,rss=,vsz=,cputimes=,lstart=';

/** Reads this machine's processes, between two runs of ps: what both runs agree on must be what is read. */
function readBetween(): { readonly lines: ReadonlyMap<number, readonly string[]>; readonly reading: ProcessesReading } {
  const before = new Set(runPs());
  const collector = createProcessCollector(ROOTS);
  const reading = collector.collect({ atMillis: Date.now(), monotonicMillis: 0, seconds: 2 }) as ProcessesReading;
  const lines = runPs().filter((line) => before.has(line));
  return { lines: new Map(lines.map((line) => [Number.parseInt(line, 10), line.trim().split(/\s+/)])), reading };
}

function runPs(): readonly string[] {
  return execFileSync('ps', ['-ww', '-eo', COLUMNS], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } })
    .trim()
    .split('\n');
}

describe.skipIf(process.platform !== 'linux' || !existsSync('/usr/bin/ps'))('createProcessCollector on this machine', () => {
  it('says of every process that did nothing meanwhile what ps says', () => {
    const { lines, reading } = readBetween();
    expect(lines.size).toBeGreaterThan(3);
    const told = new Map(reading.list.map((process) => [process.pid, process]));
    for (const [pid, fields] of lines) {
      const process = told.get(pid) as ProcessReading;
      const { parentPid, user, threads, nice, residentBytes, virtualBytes } = process;
      const seconds = Math.floor(process.userSeconds + process.systemSeconds);
      expect([pid, parentPid, user, threads, nice, residentBytes / 1024, virtualBytes / 1024, seconds].map(String)).toEqual([
        ...fields.slice(0, 4),
        fields[4] === '-' ? String(nice) : fields[4],
        ...fields.slice(5, 8),
      ]);
      expect(Math.abs(process.startedAtMillis - Date.parse(`${fields.slice(8).join(' ')} UTC`))).toBeLessThan(2000);
    }
  });

  it('knows this very process', () => {
    const { reading } = readBetween();
    const own = reading.list.find(({ pid }) => pid === process.pid);
    expect(own?.command[0]).toContain('node');
    expect(own?.parentPid).toBe(process.ppid);
    expect(Math.abs((own?.residentBytes ?? 0) / process.memoryUsage.rss() - 1)).toBeLessThan(0.2);
    expect(reading.counts.total).toBe(reading.list.length);
    expect(reading.counts.running).toBeGreaterThan(0);
  });
});
