import { describe, expect, it } from 'vitest';
import { recogniseSmtp } from '../../../src/inspect/text-protocols/recognise-smtp.ts';
import { verdict } from '../../support/payloads/text-payload.ts';

describe('recogniseSmtp', () => {
  it('leaves a greeting open that does not say whose it is, on any port', () => {
    expect(verdict(recogniseSmtp, '220 mail.example.net\r\n')).toBe('perhaps');
    expect(verdict(recogniseSmtp, '220 mail.example.net\r\n', { sourcePort: 21 })).toBe('perhaps');
  });

  it('leaves the greeting of FTP alone', () => {
    expect(verdict(recogniseSmtp, '220 FTP server ready\r\n')).toBe('perhaps');
  });

  it('knows the client by its first line, LMTP included', () => {
    expect(verdict(recogniseSmtp, 'ehlo [192.0.2.1]\r\n')).toBe('Smtp');
    expect(verdict(recogniseSmtp, 'LHLO client\r\n')).toBe('Smtp');
    expect(verdict(recogniseSmtp, 'EHLOX\r\n')).toBe('not mine');
  });

  it('knows other replies by the port alone', () => {
    expect(verdict(recogniseSmtp, '554 no service\r\n', { sourcePort: 25 })).toBe('Smtp');
    expect(verdict(recogniseSmtp, '250-PIPELINING\r\n', { sourcePort: 587 })).toBe('Smtp');
    expect(verdict(recogniseSmtp, '554 no service\r\n')).toBe('not mine');
    expect(verdict(recogniseSmtp, '554 no service\r\n', { destinationPort: 25 })).toBe('not mine');
  });
});
