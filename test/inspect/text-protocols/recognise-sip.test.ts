import { describe, expect, it } from 'vitest';
import { Transport } from '../../../src/inspect/payload.ts';
import { recogniseSip } from '../../../src/inspect/text-protocols/recognise-sip.ts';
import { verdict } from '../../support/payloads/text-payload.ts';

const udp = { transport: Transport.Udp };

describe('recogniseSip', () => {
  it('takes other schemes where the version says so', () => {
    expect(verdict(recogniseSip, 'INVITE urn:service:sos SIP/2.0\r\n', udp)).toBe('Sip');
    expect(verdict(recogniseSip, 'INVITE urn:service:sos HTTP/1.1\r\n', udp)).toBe('not mine');
    expect(verdict(recogniseSip, 'INVITE urn:service', udp)).toBe('not mine');
  });

  it('waits behind empty lines that keep the way open', () => {
    expect(verdict(recogniseSip, '\r\n\r\n', udp)).toBe('perhaps');
    expect(verdict(recogniseSip, '\r\n\r\n\r\n', udp)).toBe('not mine');
    expect(verdict(recogniseSip, '', udp)).toBe('perhaps');
  });

  it('leaves HTTP and RTSP alone', () => {
    for (const line of [
      'OPTIONS * HTTP/1.1\r\n',
      'NOTIFY /event HTTP/1.1\r\n',
      'OPTIONS rtsp://a.example/ RTSP/1.0\r\n',
      'SIP/2.0 OK',
    ]) {
      expect(verdict(recogniseSip, line), line).toBe('not mine');
    }
  });

  it('waits for a method, and for a scheme, that is not there whole', () => {
    for (const text of ['INV', 'INVITE', 'INVITE si', 'SIP/2']) expect(verdict(recogniseSip, text), text).toBe('perhaps');
  });
});
