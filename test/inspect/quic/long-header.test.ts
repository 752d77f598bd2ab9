import { describe, expect, it } from 'vitest';
import { Payload } from '../../../src/inspect/payload.ts';
import { LongHeader } from '../../../src/inspect/quic/long-header.ts';
import { PacketType } from '../../../src/inspect/quic/quic-version.ts';
import { guardBytes } from '../../support/decode-harness.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { longPacket, QUIC_VERSION_2, retryPacket, versionNegotiation } from '../../support/payloads/quic.ts';

const START = 3;

/** The header at the beginning of a datagram, or undefined where there is none. */
function headerOf(datagram: Uint8Array, wireLength = datagram.length): LongHeader | undefined {
  const memory = concatenate(new Uint8Array(START).fill(0xee), datagram, new Uint8Array(9).fill(0xee));
  const payload = new Payload();
  payload.bytes = guardBytes(memory, (index) => index >= START && index < START + datagram.length);
  payload.start = START;
  payload.end = START + datagram.length;
  payload.wireEnd = START + wireLength;
  const header = new LongHeader();
  return header.read(payload, START) ? header : undefined;
}

describe('LongHeader', () => {
  // Initial, version 1, connection ids of 2 and 3 bytes, a token of 4, and a length of 5.
  const INITIAL = hexBytes('c0 00000001 02 d1d2 03 e1e2e3 04 a1a2a3a4 4005 91 92939495');

  it('reads an Initial packet', () => {
    const header = headerOf(INITIAL)!;
    expect([header.version, header.type]).toEqual([1, PacketType.Initial]);
    expect([header.start, header.destinationStart, header.destinationEnd]).toEqual([START, START + 6, START + 8]);
    expect([header.packetNumberStart, header.end]).toEqual([START + INITIAL.length - 5, START + INITIAL.length]);
  });

  it('ends where its length says, with another packet behind it', () => {
    expect(headerOf(concatenate(INITIAL, hexBytes('e0 00000001')))!.end).toBe(START + INITIAL.length);
  });

  it('may end behind what was captured', () => {
    expect(headerOf(INITIAL.slice(0, -2), INITIAL.length)!.end).toBe(START + INITIAL.length);
  });

  it('reads packets without a token', () => {
    const zeroRtt = headerOf(longPacket({ type: 1 }))!;
    expect([zeroRtt.type, zeroRtt.end - zeroRtt.packetNumberStart]).toEqual([PacketType.ZeroRtt, 40]);
    expect(headerOf(longPacket({ type: 2 }))!.type).toBe(PacketType.Handshake);
    expect(headerOf(longPacket({ version: QUIC_VERSION_2, type: 3 }))!.type).toBe(PacketType.Handshake);
  });

  it.each([
    ['a short header', hexBytes('40 00000001 00 00 00 4005 9192939495')],
    ['Retry, which has no length', retryPacket()],
    ['Version Negotiation, which has none either', versionNegotiation([1])],
    ['a version that is not known', hexBytes('c0 00000009 02 d1d2 00 00 4005 9192939495')],
    ['a destination connection id of 21 bytes', hexBytes(`c0 00000001 15 ${'d1'.repeat(21)} 00 00 4005 9192939495`)],
    ['a source connection id of 21 bytes', hexBytes(`c0 00000001 00 15 ${'d1'.repeat(21)} 00 4005 9192939495`)],
    ['a token that is longer than the datagram', hexBytes('c0 00000001 00 00 4100 4005 9192939495')],
    ['a length that is longer than the datagram', hexBytes('c0 00000001 00 00 00 4006 9192939495')],
    ['the largest length there is', hexBytes('c0 00000001 00 00 00 ffffffffffffffff 9192939495')],
  ])('refuses %s', (_name, datagram) => {
    expect(headerOf(datagram)).toBeUndefined();
  });

  it('takes connection ids of 0 and 20 bytes', () => {
    expect(headerOf(hexBytes('c0 00000001 00 00 00 4005 9192939495'))).toBeDefined();
    expect(headerOf(hexBytes(`c0 00000001 14 ${'d1'.repeat(20)} 14 ${'e1'.repeat(20)} 00 4005 9192939495`))).toBeDefined();
  });

  it('is whole or not there, wherever the datagram is cut', () => {
    for (let length = 0; length < INITIAL.length; length++) {
      expect(headerOf(INITIAL.slice(0, length)), `${length} bytes`).toBeUndefined();
      expect(headerOf(INITIAL.slice(0, length), INITIAL.length) !== undefined).toBe(length >= INITIAL.length - 5);
    }
  });
});
