import { describe, expect, it } from 'vitest';
import { lookAround } from '../../../src/system/events/peak.ts';
import { processReading } from '../../support/system-readings.ts';
import { systemSnapshot } from '../../support/system-snapshot.ts';

const guest = processReading({ pid: 812, name: 'qemu-system-x86_64', cpuPercent: 350, memoryPercent: 20 });
const database = processReading({ pid: 9, name: 'db', cpuPercent: 30, memoryPercent: 60, readBytesPerSecond: 5e6 });
const backup = processReading({ pid: 10, name: 'backup', cpuPercent: 10, memoryPercent: 1, writeBytesPerSecond: 4e6 });
const idle = processReading({ pid: 11, name: 'idle', cpuPercent: 0, memoryPercent: 0 });
const processes = [guest, database, backup, idle];

describe('lookAround', () => {
  it('finds who took most of the processors, counting all of them', () => {
    const peak = lookAround('cpu', systemSnapshot({ cpu: { user: 95, system: 2, softirq: 0 }, processes }));
    expect(peak.top.map(({ pid }) => pid)).toEqual([812, 9, 10]);
    expect(peak.blame).toBe('qemu-system-x86_64 (pid 812) took most of it');
  });

  it('names those on top where no single one took most', () => {
    const script = [40, 40, 40, 40].map((cpuPercent, index) =>
      processReading({ pid: index + 1, name: `job${index}`, cpuPercent }),
    );
    const peak = lookAround('cpu', systemSnapshot({ cpu: { total: 90 }, processes: script }));
    expect(peak.blame).toBe('on top were job0 (pid 1), job1 (pid 2), job2 (pid 3)');
  });

  it('looks for memory where memory is short, and for reading and writing where disks are slow', () => {
    const snapshot = systemSnapshot({ memory: { percent: 90 }, processes });
    expect(lookAround('memory', snapshot).top.map(({ pid }) => pid)).toEqual([9, 812, 10]);
    expect(lookAround('memory', snapshot).blame).toBe('db (pid 9) took most of it');
    expect(lookAround('cpuIowait', snapshot).top.map(({ pid }) => pid)).toEqual([9, 10, 812]);
    expect(lookAround('cpuIowait', snapshot).blame).toBe('db (pid 9) took most of it');
  });

  it('blames nobody for what no process did', () => {
    expect(lookAround('underVoltage', systemSnapshot({ processes })).blame).toBeNull();
    expect(lookAround('underVoltage', systemSnapshot({ processes })).top).toHaveLength(3);
    expect(lookAround('cpu', systemSnapshot({ processes: null }))).toMatchObject({ top: [], blame: null });
    expect(lookAround('cpuIowait', systemSnapshot({ processes: [idle] })).blame).toBeNull();
  });

  it.each([
    [{ user: 60, nice: 20, system: 10 }, 'mostly in programs'],
    [{ user: 10, nice: 5, system: 70 }, 'mostly in the kernel'],
    [{ user: 10, system: 20, irq: 30, softirq: 30 }, 'mostly serving interrupts'],
    [{ user: 10, system: 5, steal: 70 }, 'mostly taken away by the host of this virtual machine'],
    [{ user: 70, system: 10, iowait: 15 }, 'mostly in programs, and 15 % waiting for disks'],
  ])('says how the processors were busy: %j', (shares, detail) => {
    expect(lookAround('cpu', systemSnapshot({ cpu: { softirq: 0, ...shares } })).detail).toBe(detail);
  });

  it('says how many processors a load is on', () => {
    expect(lookAround('load', systemSnapshot({ cpu: { logicalCount: 4 } })).detail).toBe('on 4 processors');
    expect(lookAround('load', systemSnapshot({ cpu: { logicalCount: 1 } })).detail).toBe('on 1 processor');
  });

  it('cuts the names that processes give themselves', () => {
    const long = [processReading({ name: 'x'.repeat(10_000), cpuPercent: 400 })];
    expect(lookAround('cpu', systemSnapshot({ cpu: { total: 100 }, processes: long })).blame?.length).toBeLessThan(100);
  });
});
