import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Moment, SystemRoots } from '../../src/system/collect/collector.ts';

/** A process as a test wants it. Times are in ticks of 10 ms, memory in pages of 4 KiB. */
export interface FakeProcess {
  readonly pid: number;
  readonly name?: string | Buffer;
  readonly state?: string;
  readonly parentPid?: number;
  readonly flags?: number;
  readonly userTicks?: number;
  readonly systemTicks?: number;
  readonly nice?: number;
  readonly threads?: number;
  readonly startTicks?: number;
  readonly virtualBytes?: number;
  readonly residentPages?: number;
  readonly sharedPages?: number;
  readonly command?: readonly string[];
  readonly userId?: number;
  /** Null where it may not be read. */
  readonly io?: { readonly readBytes: number; readonly writtenBytes: number } | null;
}

/** The text of /proc/<pid>/stat. */
export function statOf(process: FakeProcess): Buffer {
  const { pid, name = 'sleep', state = 'S', parentPid = 1, flags = 0x400000, userTicks = 0, systemTicks = 0 } = process;
  const { nice = 0, threads = 1, startTicks = 500, virtualBytes = 8_192_000, residentPages = 250 } = process;
  const fields = [
    state,
    parentPid,
    pid,
    pid,
    0,
    -1,
    flags,
    100,
    0,
    2,
    0,
    userTicks,
    systemTicks,
    0,
    0,
    20,
    nice,
    threads,
    0,
    startTicks,
  ];
  const rest = [virtualBytes, residentPages, '18446744073709551615', ...Array.from({ length: 27 }, () => 0)];
  return Buffer.concat([Buffer.from(`${pid} (`), Buffer.from(name), Buffer.from(`) ${[...fields, ...rest].join(' ')}\n`)]);
}

/** A /proc and an /etc in a folder of its own, with 1 GB of memory, an hour after the start. */
export class FakeProcesses {
  readonly #folder = mkdtempSync(join(tmpdir(), 'wanprobe-processes-'));
  readonly roots: SystemRoots = {
    proc: join(this.#folder, 'proc'),
    sys: join(this.#folder, 'sys'),
    etc: join(this.#folder, 'etc'),
    run: join(this.#folder, 'run'),
  };

  constructor() {
    this.write('proc/uptime', '3600.00 7000.00\n');
    this.write('proc/meminfo', 'MemTotal:        1000000 kB\nMemFree:          500000 kB\n');
    this.write('proc/sys/kernel/pid_max', '32768\n');
    this.write('etc/passwd', 'root:x:0:0:root:/root:/bin/bash\nanna:x:1000:1000:Anna:/home/anna:/bin/sh\n');
  }

  write(path: string, content: string | Buffer): void {
    const full = join(this.#folder, path);
    mkdirSync(join(full, '..'), { recursive: true });
    writeFileSync(full, content);
  }

  /** Starts it, or changes it from now on. */
  set(process: FakeProcess): void {
    const { pid, residentPages = 250, sharedPages = 100, command = ['sleep', '60'], userId = 0, io } = process;
    this.write(`proc/${pid}/stat`, statOf(process));
    this.write(`proc/${pid}/statm`, `2000 ${residentPages} ${sharedPages} 4 0 300 0\n`);
    this.write(`proc/${pid}/cmdline`, command.map((argument) => `${argument}\0`).join(''));
    this.write(
      `proc/${pid}/status`,
      `Name:\tx\nUmask:\t0022\nUid:\t${userId}\t${userId}\t${userId}\t${userId}\nGid:\t0\t0\t0\t0\n`,
    );
    if (io === null) rmSync(join(this.roots.proc, `${pid}/io`), { force: true });
    else this.write(`proc/${pid}/io`, ioText(io ?? { readBytes: 0, writtenBytes: 0 }));
  }

  end(pid: number): void {
    rmSync(join(this.roots.proc, String(pid)), { recursive: true });
  }

  delete(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

/** Moments, so many seconds apart. */
export function momentsEvery(seconds: number): () => Moment {
  let run = 0;
  return () => {
    run += 1;
    return { atMillis: Date.UTC(2026, 4, 4, 12) + run * seconds * 1000, monotonicMillis: run * seconds * 1000, seconds };
  };
}

function ioText({ readBytes, writtenBytes }: { readBytes: number; writtenBytes: number }): string {
  const lines = ['rchar: 9', 'wchar: 9', 'syscr: 9', 'syscw: 9', `read_bytes: ${readBytes}`, `write_bytes: ${writtenBytes}`];
  return `${[...lines, 'cancelled_write_bytes: 0'].join('\n')}\n`;
}
