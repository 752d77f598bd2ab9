import { describe, expect, it } from 'vitest';
import { recogniseSsh } from '../../../src/inspect/text-protocols/recognise-ssh.ts';
import { verdict } from '../../support/payloads/text-payload.ts';

describe('recogniseSsh', () => {
  it('knows the banner of either side', () => {
    expect(verdict(recogniseSsh, 'SSH-2.0-OpenSSH_9.6\r\n', { sourcePort: 22 })).toBe('Ssh');
    expect(verdict(recogniseSsh, 'SSH-1.5-client\n', { destinationPort: 2222 })).toBe('Ssh');
  });

  it('asks for a version', () => {
    expect(verdict(recogniseSsh, 'SSH-2')).toBe('perhaps');
    expect(verdict(recogniseSsh, 'SSH-agent\r\n')).toBe('not mine');
    expect(verdict(recogniseSsh, 'SSH-22-x\r\n')).toBe('not mine');
  });
});
