import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Moment } from '../../../src/system/collect/collector.ts';
import { createProcessCollector } from '../../../src/system/collect/processes.ts';
import type { ProcessesReading, ProcessReading } from '../../../src/system/process-readings.ts';
import { FakeProcesses, momentsEvery, statOf } from '../../support/fake-processes.ts';

describe('createProcessCollector', () => {
  let machine: FakeProcesses;
  let nextMoment: () => Moment;
  let look: () => ProcessesReading;
  const processOf = (reading: ProcessesReading, pid: number) =>
    reading.list.find((process) => process.pid === pid) as ProcessReading;

  beforeEach(() => {
    machine = new FakeProcesses();
    nextMoment = momentsEvery(2);
    const collector = createProcessCollector(machine.roots);
    look = () => collector.collect(nextMoment()) as ProcessesReading;
  });
  afterEach(() => machine.delete());

  it('tells all that is known of a process', () => {
    machine.set({
      pid: 42,
      name: 'qemu-system-x86',
      state: 'R',
      parentPid: 3,
      userTicks: 1500,
      systemTicks: 250,
      nice: -5,
      threads: 6,
      startTicks: 60_000,
      virtualBytes: 4e9,
      residentPages: 25_000,
      sharedPages: 500,
      command: ['/usr/bin/qemu-system-x86_64', '-name', 'guest=web'],
      userId: 1000,
      io: { readBytes: 4096, writtenBytes: 8192 },
    });
    expect(look().list).toEqual([
      {
        pid: 42,
        parentPid: 3,
        name: 'qemu-system-x86_64',
        command: ['/usr/bin/qemu-system-x86_64', '-name', 'guest=web'],
        user: 'anna',
        state: 'R',
        cpuPercent: 0,
        memoryPercent: 10,
        residentBytes: 102_400_000,
        virtualBytes: 4e9,
        sharedBytes: 2_048_000,
        threads: 6,
        nice: -5,
        userSeconds: 15,
        systemSeconds: 2.5,
        // Ten minutes after the start, which was an hour ago.
        startedAtMillis: Date.UTC(2026, 4, 4, 11, 10, 2),
        readBytesPerSecond: 0,
        writeBytesPerSecond: 0,
        readBytes: 4096,
        writtenBytes: 8192,
      },
    ]);
  });

  it('counts CPU time over the seconds since the run before, two busy threads as 200 percent', () => {
    machine.set({ pid: 42, userTicks: 1000, systemTicks: 500, threads: 2 });
    look();
    machine.set({ pid: 42, userTicks: 1300, systemTicks: 600, threads: 2 });
    expect(processOf(look(), 42).cpuPercent).toBe(200);
    expect(processOf(look(), 42).cpuPercent).toBe(0);
  });

  it('says no negative share when the kernel splits the time anew', () => {
    machine.set({ pid: 42, userTicks: 1000, systemTicks: 500 });
    look();
    machine.set({ pid: 42, userTicks: 1001, systemTicks: 498 });
    expect(processOf(look(), 42).cpuPercent).toBe(0);
  });

  it('takes a pid that is used again for another process', () => {
    machine.set({
      pid: 42,
      name: 'old',
      startTicks: 500,
      userTicks: 100,
      command: ['old'],
      io: { readBytes: 1e6, writtenBytes: 0 },
    });
    look();
    machine.set({
      pid: 42,
      name: 'new',
      startTicks: 359_900,
      userTicks: 150,
      command: ['new'],
      io: { readBytes: 9e6, writtenBytes: 0 },
    });
    const process = processOf(look(), 42);
    expect(process.command).toEqual(['new']);
    // All of its 1.5 s, since it was started within the 2 s; not the 0.5 s more than the old one had.
    expect(process.cpuPercent).toBe(75);
    expect(process.readBytesPerSecond).toBe(0);
  });

  it('does not count what a process did before it was first seen', () => {
    machine.set({ pid: 1, startTicks: 500 });
    look();
    machine.set({ pid: 7, startTicks: 300, userTicks: 100_000 });
    expect(processOf(look(), 7).cpuPercent).toBe(0);
  });

  it('reads name and arguments again when a process became another program', () => {
    machine.set({ pid: 42, name: 'bash', command: ['bash', 'start'] });
    look();
    machine.set({ pid: 42, name: 'nginx', command: ['nginx: master'], userId: 1000 });
    expect(processOf(look(), 42)).toMatchObject({ name: 'nginx', command: ['nginx: master'], user: 'anna' });
  });

  it('notices a title that changed without the name after 16 runs at the latest', () => {
    machine.set({ pid: 42, command: ['postgres: idle'] });
    look();
    machine.set({ pid: 42, command: ['postgres: SELECT'] });
    const titles = Array.from({ length: 16 }, () => processOf(look(), 42).command[0]);
    expect(titles.at(-1)).toBe('postgres: SELECT');
  });

  it('tells what was read and written in a second', () => {
    machine.set({ pid: 42, userTicks: 1, io: { readBytes: 1000, writtenBytes: 2000 } });
    look();
    machine.set({ pid: 42, userTicks: 2, io: { readBytes: 5000, writtenBytes: 12_000 } });
    expect(processOf(look(), 42)).toMatchObject({ readBytesPerSecond: 2000, writeBytesPerSecond: 5000, readBytes: 5000 });
  });

  it('spreads what an idle process wrote over the time nobody looked', () => {
    machine.set({ pid: 42, io: { readBytes: 0, writtenBytes: 0 } });
    look();
    for (let run = 0; run < 8; run += 1) look();
    machine.set({ pid: 42, io: { readBytes: 0, writtenBytes: 16_000 } });
    const rates = Array.from({ length: 8 }, () => processOf(look(), 42).writeBytesPerSecond);
    // Eight runs of two seconds.
    expect(rates.toSorted()).toEqual([0, 0, 0, 0, 0, 0, 0, 1000]);
  });

  it('says null of input and output that may not be read, and does not ask again', () => {
    machine.set({ pid: 42, userTicks: 1, io: null });
    expect(processOf(look(), 42)).toMatchObject({ readBytesPerSecond: null, writeBytesPerSecond: null, readBytes: null });
    machine.set({ pid: 42, userTicks: 2, io: { readBytes: 5, writtenBytes: 5 } });
    expect(processOf(look(), 42).readBytes).toBeNull();
  });

  it('leaves out a process that ended, and one whose file is damaged', () => {
    for (const pid of [1, 2, 3]) machine.set({ pid });
    look();
    machine.end(2);
    machine.write('proc/3/stat', '3 (sh) S 1');
    expect(look().list.map(({ pid }) => pid)).toEqual([1]);
  });

  it('puts the most CPU first, then the most memory, then the lowest pid', () => {
    const set = (pid: number, userTicks: number, residentPages: number) => machine.set({ pid, userTicks, residentPages });
    for (const pid of [1, 2, 3, 4]) set(pid, 0, 100);
    look();
    set(3, 20, 100);
    set(4, 0, 200);
    expect(look().list.map(({ pid }) => pid)).toEqual([3, 4, 1, 2]);
  });

  it('counts by state as Glances does', () => {
    for (const [index, state] of [...'RSSDZIT'].entries()) machine.set({ pid: index + 1, state, threads: 3 });
    expect(look().counts).toEqual({ total: 7, running: 1, sleeping: 2, other: 4, threads: 21, pidMax: 32_768 });
  });

  it('gives the kernel’s own threads no command line and to the superuser', () => {
    machine.set({ pid: 2, name: 'kthreadd', flags: 0x200000, virtualBytes: 0, userId: 1000 });
    expect(processOf(look(), 2)).toMatchObject({ name: 'kthreadd', command: [], user: 'root', sharedBytes: 0 });
  });

  it('takes the exact resident memory, also when a process gained some without using CPU time, after 8 runs at the latest', () => {
    machine.set({ pid: 9, residentPages: 250 });
    machine.write('proc/9/statm', '2000 261 100 4 0 300 0\n');
    expect(processOf(look(), 9).residentBytes).toBe(261 * 4096);
    machine.write('proc/9/statm', '2000 262 100 4 0 300 0\n');
    const sizes = Array.from({ length: 8 }, () => processOf(look(), 9).residentBytes);
    expect(sizes.at(-1)).toBe(262 * 4096);
  });

  it('counts in the pages that this machine has', () => {
    const vector = Buffer.alloc(32);
    vector.writeBigUInt64LE(6n, 0);
    vector.writeBigUInt64LE(16_384n, 8);
    machine.write('proc/self/auxv', vector);
    machine.set({ pid: 9, residentPages: 10, sharedPages: 3 });
    const collector = createProcessCollector(machine.roots);
    expect(processOf(collector.collect(nextMoment()) as ProcessesReading, 9)).toMatchObject({
      residentBytes: 163_840,
      sharedBytes: 49_152,
    });
  });

  it('cuts a command line to 4 KiB', () => {
    machine.set({ pid: 9, command: ['java', 'x'.repeat(10_000)] });
    expect(processOf(look(), 9).command.join(' ').length).toBe(4096);
  });

  it('names a user by number who is not in the file', () => {
    machine.set({ pid: 9, userId: 70_001 });
    expect(processOf(look(), 9).user).toBe('70001');
  });

  it('has nothing start in the future where the uptime is a container’s own', () => {
    machine.write('proc/uptime', '10.00 10.00\n');
    machine.set({ pid: 9, startTicks: 900_000 });
    expect(processOf(look(), 9).startedAtMillis).toBe(Date.UTC(2026, 4, 4, 12, 0, 2));
  });

  it('keeps the start of a process steady when the uptime is a few milliseconds off', () => {
    machine.set({ pid: 9 });
    const before = processOf(look(), 9).startedAtMillis;
    machine.write('proc/uptime', '3602.01 7000.00\n');
    expect(processOf(look(), 9).startedAtMillis).toBe(before);
  });

  it('sits out a run for each 2048 processes, and counts rates over the time between', () => {
    for (let pid = 1; pid <= 2048; pid += 1) machine.write(`proc/${pid}/stat`, statOf({ pid, userTicks: 100 }));
    const first = look();
    machine.write('proc/5/stat', statOf({ pid: 5, userTicks: 300 }));
    expect(look()).toBe(first);
    // 2 s of CPU time in two runs of 2 s.
    expect(look().list[0]).toMatchObject({ pid: 5, cpuPercent: 50 });
  });

  it('fails where there are no processes', () => {
    expect(look).toThrow('no processes');
  });
});
