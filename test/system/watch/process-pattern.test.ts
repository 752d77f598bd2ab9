import { describe, expect, it } from 'vitest';
import { ProcessPattern } from '../../../src/system/watch/process-pattern.ts';

const QEMU = {
  name: 'qemu-system-x86_64',
  command: ['/usr/bin/qemu-system-x86_64', '-name', 'guest=web,debug-threads=on', '-m', '4096'],
};
const THREAD = { name: 'kworker/0:1', command: [] };
const matches = (pattern: string, process: { name: string; command: readonly string[] }) =>
  new ProcessPattern(pattern).matches(process);

describe('ProcessPattern', () => {
  it('is the whole name where it has no star', () => {
    expect(matches('nginx', { name: 'nginx', command: ['nginx: worker process'] })).toBe(true);
    expect(matches('nginx', { name: 'nginx-exporter', command: ['/usr/bin/nginx-exporter', 'nginx'] })).toBe(false);
    expect(matches('sh', { name: 'bash', command: ['/bin/bash'] })).toBe(false);
  });

  it('is the whole command line, with the folder of its program or without', () => {
    const backup = { name: 'python3', command: ['/usr/bin/python3', '/opt/backup.py'] };
    expect(matches('/usr/bin/python3 /opt/backup.py', backup)).toBe(true);
    expect(matches('python3 /opt/backup.py', backup)).toBe(true);
    expect(matches('bin/python3 /opt/backup.py', backup)).toBe(false);
    expect(matches('/opt/backup.py', backup)).toBe(false);
    expect(matches('*backup.py', backup)).toBe(true);
  });

  it('takes a star for any text, also for none', () => {
    for (const pattern of [
      'qemu-*',
      'qemu-system-*guest=web,*',
      '*guest=web*',
      '*',
      '**',
      'qemu*-m*4096',
      'qemu-system-x86_64*',
    ]) {
      expect([pattern, matches(pattern, QEMU)]).toEqual([pattern, true]);
    }
    for (const pattern of ['qemu-system-*guest=we,*', '*-m', 'kvm*', '*4096*4096', 'qemu*x86_64*x86_64*x86_64*']) {
      expect([pattern, matches(pattern, QEMU)]).toEqual([pattern, false]);
    }
  });

  it('does not let its two ends overlap', () => {
    expect(matches('aba*ba', { name: 'aba', command: [] })).toBe(false);
    expect(matches('aba*ba', { name: 'ababa', command: [] })).toBe(true);
    expect(matches('a*bc*c', { name: 'abc', command: [] })).toBe(false);
  });

  it('takes every other sign as it is', () => {
    expect(matches('a.c', { name: 'abc', command: [] })).toBe(false);
    expect(matches('[a-z]+', { name: 'abc', command: [] })).toBe(false);
    expect(matches('kworker/0:1', THREAD)).toBe(true);
    expect(matches('a?c', { name: 'a?c', command: [] })).toBe(true);
  });

  it('matches nothing when it is empty, and threads of the kernel by name only', () => {
    expect(matches('', QEMU)).toBe(false);
    expect(matches('', THREAD)).toBe(false);
    expect(matches('kworker*', THREAD)).toBe(true);
  });

  it('takes no time to speak of for a text that is made to be slow', () => {
    const pattern = new ProcessPattern(`${'*a'.repeat(120)}*b`);
    const process = { name: 'x', command: ['a'.repeat(4095)] };
    const before = performance.now();
    for (let run = 0; run < 100; run += 1) expect(pattern.matches(process)).toBe(false);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
