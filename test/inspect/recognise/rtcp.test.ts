import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS } from '../../../src/inspect/payload.ts';
import { recogniseRtcp } from '../../../src/inspect/recognise/rtcp.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { countReads, itKeepsTheContract, lastVerdictOf, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { RTCP_ENCRYPTED, RTCP_REPORT } from '../../support/payloads/binary-udp.ts';

describe('recognising RTCP', () => {
  itKeepsTheContract(recogniseRtcp, [RTCP_REPORT, RTCP_ENCRYPTED]);

  it('knows packets that follow each other to the end', () => {
    expect(verdictOf(recogniseRtcp, RTCP_REPORT)).toBe(AppProtocol.Rtcp);
  });

  it('knows a goodbye alone (RFC 5506)', () => {
    expect(verdictOf(recogniseRtcp, hexBytes('81 cb 0001 1234abcd'))).toBe(AppProtocol.Rtcp);
  });

  it.each([
    ['another version', 0, 0x41],
    ['a type there is not', 1, 208],
    ['a report shorter than its blocks', 0, 0x82],
    ['a length behind the datagram', 2, 1],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseRtcp, withBytes(RTCP_REPORT, offset, value))).toBe(NOT_MINE);
  });

  it('does not believe a second packet that ends elsewhere: the rest may be encrypted', () => {
    expect(verdictOf(recogniseRtcp, withBytes(RTCP_REPORT, 35, 2))).toBe(PERHAPS);
  });

  it('believes encrypted reports at the second of the same source', () => {
    expect(verdictOf(recogniseRtcp, RTCP_ENCRYPTED)).toBe(PERHAPS);
    expect(lastVerdictOf(recogniseRtcp, [RTCP_ENCRYPTED, RTCP_ENCRYPTED])).toBe(AppProtocol.Rtcp);
    expect(lastVerdictOf(recogniseRtcp, [RTCP_ENCRYPTED, withBytes(RTCP_ENCRYPTED, 7, 0)])).toBe(PERHAPS);
  });

  it('looks at twice as much for twice as many packets', () => {
    const goodbyes = (count: number) => concatenate(...Array.from({ length: count }, () => hexBytes('81 cb 0001 1234abcd')));
    expect(countReads(recogniseRtcp, goodbyes(200)) / countReads(recogniseRtcp, goodbyes(100))).toBeLessThan(2.3);
  });
});
