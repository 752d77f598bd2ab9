import { describe, expect, it } from 'vitest';
import { recogniseFtp } from '../../../src/inspect/text-protocols/recognise-ftp.ts';
import { textPayload, verdict } from '../../support/payloads/text-payload.ts';

describe('recogniseFtp', () => {
  it('leaves a greeting open that does not say whose it is, or says SMTP', () => {
    expect(verdict(recogniseFtp, '220 files.example.net\r\n')).toBe('perhaps');
    expect(verdict(recogniseFtp, '220 ftp.example.net ESMTP\r\n')).toBe('perhaps');
  });

  it('knows a user by the greeting, or by the port', () => {
    const server = textPayload('220 files.example.net\r\n');
    recogniseFtp(server);
    expect(verdict(recogniseFtp, 'USER anonymous\r\n', { otherMemory: server.memory })).toBe('Ftp');
    expect(verdict(recogniseFtp, 'USER anonymous\r\n', { destinationPort: 21 })).toBe('Ftp');
    expect(verdict(recogniseFtp, 'USER anonymous\r\n')).toBe('perhaps');
  });

  it('knows replies and commands in the middle of a conversation by the port', () => {
    expect(verdict(recogniseFtp, '331 Password required\r\n', { sourcePort: 21 })).toBe('Ftp');
    expect(verdict(recogniseFtp, 'RETR file.txt\r\n', { destinationPort: 21 })).toBe('Ftp');
    expect(verdict(recogniseFtp, '331 Password required\r\n')).toBe('not mine');
  });

  it('leaves the commands of SMTP alone', () => {
    expect(verdict(recogniseFtp, 'EHLO client\r\n', { destinationPort: 21 })).toBe('not mine');
  });
});
