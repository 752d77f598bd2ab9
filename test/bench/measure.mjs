import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const GNU_TIME = '/usr/bin/time';
const POLL_MILLIS = 5;
/** No program takes that long; one that does hangs. */
const TIMEOUT_MILLIS = 120_000;
/** USER_HZ: the unit of times in /proc, the same on all Linux machines. */
const TICKS_PER_SECOND = 100;

/**
 * Runs a program to its end, its output discarded. Says how long it took from start to end, what processor time it used and how much memory
 * it had at most; `null` where that cannot be known here. `commandIn` makes the command line, given a folder that is gone afterwards. Throws
 * when the program fails.
 */
export async function measureProcess(commandIn) {
  const folder = mkdtempSync(join(tmpdir(), 'wanprobe-bench-'));
  const [command, ...words] = commandIn(folder);
  const errors = openSync(join(folder, 'errors'), 'w');
  const figures = join(folder, 'figures');
  // It asks the kernel when the program is over (wait4), which is exact, and Node.js has no call for.
  const line = existsSync(GNU_TIME) ? [GNU_TIME, '-q', '-o', figures, '-f', '%U %S %M', command, ...words] : [command, ...words];
  let timer;
  try {
    const startedAt = performance.now();
    const child = spawn(line[0], line.slice(1), { stdio: ['ignore', 'ignore', errors], detached: true });
    // The whole group, so that what GNU time runs ends with it.
    timer = setTimeout(() => process.kill(-child.pid), TIMEOUT_MILLIS);
    const ended = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (status, signal) => resolve(status ?? signal));
    });
    const polled = line[0] === GNU_TIME ? null : pollProcess(child.pid);
    const status = await ended;
    const seconds = (performance.now() - startedAt) / 1000;
    if (status !== 0)
      throw new Error(
        `${command} ended with ${status}: ${readFileSync(join(folder, 'errors'), 'utf8').trim().split('\n').at(-1)}`,
      );
    return { seconds, ...(polled === null ? readFigures(figures) : polled()) };
  } finally {
    clearTimeout(timer);
    closeSync(errors);
    rmSync(folder, { recursive: true });
  }
}

function readFigures(path) {
  const [user, system, kibibytes] = readFileSync(path, 'utf8').trim().split(' ').map(Number);
  return { cpuSeconds: user + system, peakBytes: kibibytes * 1024 };
}

/** Looks at a running process again and again; the result says what was seen last, which is a little before its end. */
function pollProcess(id) {
  const seen = { cpuSeconds: null, peakBytes: null };
  const look = () => {
    try {
      const kibibytes = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
      if (kibibytes !== undefined) seen.peakBytes = Number(kibibytes) * 1024;
      // The name in parentheses may hold blanks; user and system time are the 12th and 13th word behind it.
      const times = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1).split(' ');
      seen.cpuSeconds = (Number(times[11]) + Number(times[12])) / TICKS_PER_SECOND;
    } catch {
      // It is over, or this system has no /proc.
    }
  };
  const timer = setInterval(look, POLL_MILLIS).unref();
  return () => {
    clearInterval(timer);
    return seen;
  };
}
