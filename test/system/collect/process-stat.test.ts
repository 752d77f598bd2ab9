import { describe, expect, it } from 'vitest';
import { parseProcessStat } from '../../../src/system/collect/process-stat.ts';
import { statOf } from '../../support/fake-processes.ts';

const named = (name: string | Buffer) => parseProcessStat(statOf({ pid: 7, name }))?.name;

describe('parseProcessStat', () => {
  it('reads every figure from its field', () => {
    const line =
      '42 (qemu-system-x86) R 1 42 42 0 -1 138412416 9 0 2 0 1500 250 3 4 20 -5 6 0 98765 4194304000 262144 18446744073709551615 1 1\n';
    expect(parseProcessStat(Buffer.from(line))).toEqual({
      name: 'qemu-system-x86',
      state: 'R',
      parentPid: 1,
      isKernelThread: false,
      userTicks: 1500,
      systemTicks: 250,
      nice: -5,
      threads: 6,
      startTicks: 98765,
      virtualBytes: 4_194_304_000,
      residentPages: 262_144,
    });
  });

  it('tells the kernel’s own threads by their flag', () => {
    expect(parseProcessStat(statOf({ pid: 2, name: 'kworker/0:1-events', flags: 0x04208060 }))?.isKernelThread).toBe(true);
  });

  it('keeps names with spaces, parentheses and line ends whole', () => {
    for (const name of ['tmux: server', '(sd-pam)', 'a) S 1 (b', 'two\nlines', ') R 9 9 9', '']) expect(named(name)).toBe(name);
  });

  it('replaces what is not UTF-8 in a name', () => {
    expect(named(Buffer.from([0x61, 0xff, 0x62]))).toBe('a\ufffdb');
    expect(named('größe')).toBe('größe');
  });

  it('takes a negative resident size, as of a process that ends, for none', () => {
    expect(parseProcessStat(statOf({ pid: 7, residentPages: -3 }))?.residentPages).toBe(0);
  });

  it('refuses a text that is cut short before its last figure', () => {
    const whole = statOf({ pid: 7, name: 'sh' });
    const least = whole.indexOf(' 18446744073709551615');
    expect(parseProcessStat(whole.subarray(0, least))).not.toBeNull();
    const beforeLastFigure = whole.subarray(0, least).lastIndexOf(' ');
    for (let length = 0; length < beforeLastFigure; length += 1) expect(parseProcessStat(whole.subarray(0, length))).toBeNull();
  });

  it('refuses figures that are none', () => {
    expect(parseProcessStat(Buffer.from(statOf({ pid: 7 }).toString().replace(' 500 ', ' five ')))).toBeNull();
  });
});
