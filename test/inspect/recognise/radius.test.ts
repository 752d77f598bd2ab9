import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE } from '../../../src/inspect/payload.ts';
import { recogniseRadius } from '../../../src/inspect/recognise/radius.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { countReads, itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { RADIUS_ANSWER, RADIUS_REQUEST } from '../../support/payloads/binary-udp.ts';

describe('recognising RADIUS', () => {
  itKeepsTheContract(recogniseRadius, [RADIUS_REQUEST, RADIUS_ANSWER]);

  it('knows a packet whose attributes fill it', () => {
    expect(verdictOf(recogniseRadius, RADIUS_REQUEST)).toBe(AppProtocol.Radius);
  });

  it.each([
    ['a code there is not', 0, 9],
    ["another length than the datagram's", 3, 0x1e],
    ['the attribute 0', 20, 0],
    ['an attribute without its own header', 21, 1],
    ['attributes that end elsewhere', 27, 4],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseRadius, withBytes(RADIUS_REQUEST, offset, value))).toBe(NOT_MINE);
  });

  it('believes a packet without attributes only on its ports', () => {
    expect(verdictOf(recogniseRadius, RADIUS_ANSWER, { sourcePort: 1812 })).toBe(AppProtocol.Radius);
    expect(verdictOf(recogniseRadius, RADIUS_ANSWER)).toBe(NOT_MINE);
  });

  it('looks at twice as much for twice as many attributes', () => {
    expect(countReads(recogniseRadius, request(400)) / countReads(recogniseRadius, request(200))).toBeLessThan(2.3);
  });
});

function request(attributes: number): Uint8Array {
  const length = 20 + 4 * attributes;
  const body = concatenate(...Array.from({ length: attributes }, () => hexBytes('1904 abcd')));
  return concatenate(withBytes(RADIUS_REQUEST, 2, length >>> 8, length & 0xff).subarray(0, 20), body);
}
