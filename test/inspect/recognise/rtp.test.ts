import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS } from '../../../src/inspect/payload.ts';
import { recogniseRtp } from '../../../src/inspect/recognise/rtp.ts';
import { itKeepsTheContract, lastVerdictOf, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { rtp } from '../../support/payloads/binary-udp.ts';

describe('recognising RTP', () => {
  itKeepsTheContract(recogniseRtp, [rtp(1), withBytes(rtp(1), 0, 0xbf)]);

  it('knows a telephone call at once', () => {
    expect(verdictOf(recogniseRtp, withBytes(rtp(256), 1, 0x08))).toBe(AppProtocol.Rtp);
    expect(verdictOf(recogniseRtp, withBytes(rtp(256), 1, 0x88))).toBe(AppProtocol.Rtp);
    expect(verdictOf(recogniseRtp, withBytes(rtp(256), 1, 0x08).subarray(0, 171))).toBe(PERHAPS);
    expect(verdictOf(recogniseRtp, withBytes(rtp(256), 1, 0x00))).toBe(PERHAPS);
  });

  it('believes no single header', () => {
    expect(verdictOf(recogniseRtp, rtp(256))).toBe(PERHAPS);
  });

  it('knows the next datagram of the same source', () => {
    expect(lastVerdictOf(recogniseRtp, [rtp(256), rtp(257)])).toBe(AppProtocol.Rtp);
  });

  it('knows it behind a loss, overtaken, and where numbers start again', () => {
    expect(lastVerdictOf(recogniseRtp, [rtp(256), rtp(280)])).toBe(AppProtocol.Rtp);
    expect(lastVerdictOf(recogniseRtp, [rtp(256), rtp(250)])).toBe(AppProtocol.Rtp);
    expect(lastVerdictOf(recogniseRtp, [rtp(0xffff), rtp(0)])).toBe(AppProtocol.Rtp);
  });

  it.each([
    ['another source', rtp(257, 0x1234abce)],
    ['a number far away', rtp(356)],
    ['the same number again', rtp(256)],
  ])('does not believe %s', (_what, second) => {
    expect(lastVerdictOf(recogniseRtp, [rtp(256), second])).toBe(PERHAPS);
  });

  it('leaves the memory of another recogniser alone', () => {
    const payloads = [rtp(256), rtp(257)];
    const verdicts = payloads.map((bytes) => {
      let memory = -1;
      const verdict = verdictOf((payload) => {
        payload.memory = 0x7f000001;
        const said = recogniseRtp(payload);
        memory = payload.memory;
        return said;
      }, bytes);
      return [verdict, memory];
    });
    expect(verdicts).toEqual([
      [PERHAPS, 0x7f000001],
      [PERHAPS, 0x7f000001],
    ]);
  });

  it.each([
    ['another version', 0, 0x40],
    ['a type of RTCP', 1, 0xc8],
    ['a mixer of nobody', 0, 0x81],
    ['padding longer than the datagram', 0, 0xa0],
  ])('refuses %s', (_what, offset, value) => {
    const bytes = withBytes(withBytes(rtp(1), 12, 0, 0, 0, 0), 171, 0xff);
    expect(verdictOf(recogniseRtp, bytes)).toBe(PERHAPS);
    expect(verdictOf(recogniseRtp, withBytes(bytes, offset, value))).toBe(NOT_MINE);
  });

  it('refuses the source 0, and an extension longer than the datagram', () => {
    expect(verdictOf(recogniseRtp, rtp(1, 0))).toBe(NOT_MINE);
    expect(verdictOf(recogniseRtp, withBytes(withBytes(rtp(1), 0, 0x90), 14, 0x01, 0x00))).toBe(NOT_MINE);
  });
});
