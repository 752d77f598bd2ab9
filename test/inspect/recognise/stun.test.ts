import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseStun } from '../../../src/inspect/recognise/stun.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { countReads, itKeepsTheContract, lastVerdictOf, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { CLASSIC_STUN_RESPONSE, STUN_REQUEST, TURN_CHANNEL } from '../../support/payloads/binary-udp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising STUN and TURN', () => {
  itKeepsTheContract(recogniseStun, [STUN_REQUEST, CLASSIC_STUN_RESPONSE, TURN_CHANNEL]);

  it('knows a message by its cookie', () => {
    expect(verdictOf(recogniseStun, STUN_REQUEST)).toBe(AppProtocol.Stun);
  });

  it("refuses a length that is not the datagram's", () => {
    expect(verdictOf(recogniseStun, withBytes(STUN_REQUEST, 3, 4))).toBe(NOT_MINE);
  });

  it('knows a message without the cookie by its type and its attributes', () => {
    expect(verdictOf(recogniseStun, CLASSIC_STUN_RESPONSE)).toBe(AppProtocol.Stun);
  });

  it.each([
    ['a type that was never in use', 1, 0x09],
    ['an attribute that was never in use', 20, 0x03],
    ['an attribute that ends behind the message', 23, 0x09],
  ])('refuses without the cookie %s', (_what, offset, value) => {
    expect(verdictOf(recogniseStun, withBytes(CLASSIC_STUN_RESPONSE, offset, value))).toBe(NOT_MINE);
  });

  it('believes a TURN channel at its second datagram', () => {
    expect(verdictOf(recogniseStun, TURN_CHANNEL)).toBe(PERHAPS);
    expect(lastVerdictOf(recogniseStun, [TURN_CHANNEL, TURN_CHANNEL])).toBe(AppProtocol.Stun);
    expect(lastVerdictOf(recogniseStun, [TURN_CHANNEL, withBytes(TURN_CHANNEL, 1, 2)])).toBe(PERHAPS);
  });

  it("refuses a channel whose length is not the datagram's", () => {
    expect(verdictOf(recogniseStun, withBytes(TURN_CHANNEL, 3, 5))).toBe(NOT_MINE);
  });

  it('knows a message in a stream, with its length in front or without', () => {
    expect(verdictOf(recogniseStun, STUN_REQUEST, IN_STREAM)).toBe(AppProtocol.Stun);
    expect(verdictOf(recogniseStun, concatenate(hexBytes('0014'), STUN_REQUEST), IN_STREAM)).toBe(AppProtocol.Stun);
    expect(verdictOf(recogniseStun, concatenate(hexBytes('0015'), STUN_REQUEST), IN_STREAM)).toBe(NOT_MINE);
  });

  it('waits for the cookie of a stream', () => {
    expect(verdictOf(recogniseStun, STUN_REQUEST.subarray(0, 7), IN_STREAM)).toBe(PERHAPS);
    expect(verdictOf(recogniseStun, hexBytes('16030100'), IN_STREAM)).toBe(PERHAPS);
    expect(verdictOf(recogniseStun, hexBytes('474554202f20'), IN_STREAM)).toBe(NOT_MINE);
  });

  it('looks at twice as much for twice as many attributes', () => {
    expect(countReads(recogniseStun, classic(200)) / countReads(recogniseStun, classic(100))).toBeLessThan(2.3);
  });
});

function classic(attributes: number): Uint8Array {
  const body = concatenate(...Array.from({ length: attributes }, () => hexBytes('0001 0008 0001 c000 c0000201')));
  return concatenate(withBytes(CLASSIC_STUN_RESPONSE, 2, body.length >>> 8, body.length & 0xff).subarray(0, 20), body);
}
