import { describe, expect, it } from 'vitest';
import { parseCommand, programName, wholeName } from '../../../src/system/collect/process-command.ts';

describe('parseCommand', () => {
  it('splits at the nulls, and keeps spaces, line ends and empty arguments', () => {
    expect(parseCommand(Buffer.from('/bin/sh\0-c\0echo  "a b"\n\0\0x\0'))).toEqual(['/bin/sh', '-c', 'echo  "a b"\n', '', 'x']);
  });

  it('leaves off the nulls that a title leaves behind it', () => {
    expect(parseCommand(Buffer.from('postgres: checkpointer \0\0\0\0\0\0'))).toEqual(['postgres: checkpointer ']);
  });

  it('has nothing where there is nothing', () => {
    expect(parseCommand(Buffer.alloc(0))).toEqual([]);
    expect(parseCommand(Buffer.alloc(8))).toEqual([]);
  });

  it('replaces what is not UTF-8', () => {
    expect(parseCommand(Buffer.from([0xff, 0xfe, 0]))).toEqual(['\ufffd\ufffd']);
  });
});

describe('programName', () => {
  it('is the last part of the path', () => {
    expect(programName(['/usr/sbin/nginx', '-g'])).toBe('nginx');
    expect(programName(['nginx'])).toBe('nginx');
    expect(programName([])).toBe('');
  });
});

describe('wholeName', () => {
  it('completes a name that the kernel cut', () => {
    expect(wholeName('qemu-system-x86', ['/usr/bin/qemu-system-x86_64', '-name'])).toBe('qemu-system-x86_64');
  });

  it('leaves a name that is short, or not the program’s', () => {
    expect(wholeName('node', ['/usr/bin/nodejs'])).toBe('node');
    expect(wholeName('systemd-journal', ['/bin/other'])).toBe('systemd-journal');
    expect(wholeName('systemd-journal', [])).toBe('systemd-journal');
  });
});
