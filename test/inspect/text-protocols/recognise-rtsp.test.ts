import { describe, expect, it } from 'vitest';
import { recogniseRtsp } from '../../../src/inspect/text-protocols/recognise-rtsp.ts';
import { verdict } from '../../support/payloads/text-payload.ts';

describe('recogniseRtsp', () => {
  it('goes by the version where the target does not say it', () => {
    expect(verdict(recogniseRtsp, 'POST /fp-setup RTSP/1.0\r\n')).toBe('Rtsp');
    expect(verdict(recogniseRtsp, 'SETUP stream RTSP/2.0\r\n')).toBe('Rtsp');
    expect(verdict(recogniseRtsp, 'GET / HTTP/1.1\r\n')).toBe('not mine');
    expect(verdict(recogniseRtsp, 'PLAY\r\n')).toBe('not mine');
  });

  it('waits for the end of a line, but not for ever', () => {
    expect(verdict(recogniseRtsp, 'GET /info')).toBe('perhaps');
    expect(verdict(recogniseRtsp, `GET /${'x'.repeat(1100)}`)).toBe('not mine');
  });

  it('asks for a version in a response', () => {
    expect(verdict(recogniseRtsp, 'RTSP/1.0 404 Not Found\r\n')).toBe('Rtsp');
    expect(verdict(recogniseRtsp, 'RTSP/x')).toBe('not mine');
  });
});
