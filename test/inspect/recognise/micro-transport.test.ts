import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS } from '../../../src/inspect/payload.ts';
import { recogniseMicroTransport } from '../../../src/inspect/recognise/micro-transport.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { answerVerdictOf, itKeepsTheContract, lastVerdictOf, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { UTP_SYN, utpData } from '../../support/payloads/binary-udp.ts';

/** A state packet that selectively acknowledges: its extension is of type 1 and four bytes long. */
const SELECTIVE = concatenate(withBytes(utpData(3).subarray(0, 20), 0, 0x21, 1), hexBytes('00 04 00000001'));

describe('recognising µTP', () => {
  itKeepsTheContract(recogniseMicroTransport, [UTP_SYN, utpData(1), SELECTIVE]);

  it("knows a connection's beginning at once", () => {
    expect(verdictOf(recogniseMicroTransport, UTP_SYN)).toBe(AppProtocol.MicroTransport);
    expect(verdictOf(recogniseMicroTransport, withBytes(UTP_SYN, 18, 1))).toBe(NOT_MINE);
  });

  it('believes data at the second packet of the same connection', () => {
    expect(lastVerdictOf(recogniseMicroTransport, [utpData(1), utpData(2)])).toBe(AppProtocol.MicroTransport);
    expect(lastVerdictOf(recogniseMicroTransport, [utpData(1), utpData(1)])).toBe(PERHAPS);
    expect(lastVerdictOf(recogniseMicroTransport, [utpData(1), withBytes(utpData(2), 3, 0x99)])).toBe(PERHAPS);
  });

  it('believes an answer with the neighbouring number that acknowledges what was sent', () => {
    const answer = withBytes(utpData(7), 3, 0x34);
    expect(answerVerdictOf(recogniseMicroTransport, utpData(7), answer)).toBe(AppProtocol.MicroTransport);
    expect(answerVerdictOf(recogniseMicroTransport, utpData(7), withBytes(answer, 18, 0x01, 0xff))).toBe(
      AppProtocol.MicroTransport,
    );
    expect(answerVerdictOf(recogniseMicroTransport, utpData(7), withBytes(answer, 18, 0x01, 0x80))).toBe(PERHAPS);
  });

  it('follows extensions', () => {
    expect(verdictOf(recogniseMicroTransport, SELECTIVE)).toBe(PERHAPS);
    expect(verdictOf(recogniseMicroTransport, withBytes(SELECTIVE, 21, 3))).toBe(NOT_MINE);
    expect(verdictOf(recogniseMicroTransport, withBytes(SELECTIVE, 21, 8))).toBe(NOT_MINE);
    expect(verdictOf(recogniseMicroTransport, withBytes(SELECTIVE, 1, 9))).toBe(NOT_MINE);
  });

  it.each([
    ['another version', 0, 0x02],
    ['a type there is not', 0, 0x51],
    ['a window beyond belief', 12, 0x10],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseMicroTransport, withBytes(utpData(1), offset, value))).toBe(NOT_MINE);
  });

  it('gives up on a chain of extensions that does not end', () => {
    const chain = concatenate(utpData(1).subarray(0, 20), ...Array.from({ length: 8 }, () => hexBytes('01 04 00000000')));
    expect(verdictOf(recogniseMicroTransport, withBytes(chain, 1, 1))).toBe(NOT_MINE);
  });
});
