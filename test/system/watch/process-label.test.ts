import { describe, expect, it } from 'vitest';
import { guestName, labelProcess } from '../../../src/system/watch/process-label.ts';

const qemu = (...rest: readonly string[]) => ['/usr/bin/qemu-system-x86_64', ...rest];

describe('guestName', () => {
  it('is what libvirt names a machine', () => {
    expect(guestName(qemu('-name', 'guest=web,debug-threads=on', '-S'))).toBe('web');
    expect(guestName(qemu('-S', '-name', 'debug-threads=on,guest=web'))).toBe('web');
  });

  it('is what Proxmox and people name it', () => {
    expect(guestName(['/usr/bin/kvm', '-id', '100', '-name', 'mail,debug-threads=on'])).toBe('mail');
    expect(guestName(['qemu-system-aarch64', '--name', 'pi'])).toBe('pi');
  });

  it('reads a doubled comma as one', () => {
    expect(guestName(qemu('-name', 'guest=a,,b,process=x'))).toBe('a,b');
    expect(guestName(qemu('-name', 'a,,b'))).toBe('a,b');
  });

  it('is not there without the option, its value or a name in it', () => {
    expect(guestName(qemu('-m', '4096'))).toBeNull();
    expect(guestName(qemu('-name'))).toBeNull();
    expect(guestName(qemu('-name', ''))).toBeNull();
    expect(guestName(qemu('-name', 'guest='))).toBeNull();
    expect(guestName(qemu('-name', 'process=x'))).toBeNull();
    expect(guestName([])).toBeNull();
  });

  it('is of QEMU only', () => {
    expect(guestName(['/usr/bin/find', '/', '-name', 'web'])).toBeNull();
    expect(guestName(['/opt/qemu-tools/find', '-name', 'web'])).toBeNull();
  });

  it('is bounded', () => {
    expect(guestName(qemu('-name', `guest=${'w'.repeat(4000)}`))?.length).toBe(64);
  });
});

describe('labelProcess', () => {
  it('is the machine’s name, else the process’s with its pid', () => {
    expect(labelProcess({ pid: 9, name: 'qemu-system-x86_64', command: qemu('-name', 'guest=web') })).toBe('web');
    expect(labelProcess({ pid: 9, name: 'nginx', command: ['nginx: master'] })).toBe('nginx 9');
  });
});
