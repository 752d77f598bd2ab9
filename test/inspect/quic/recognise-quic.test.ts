import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, Payload, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseQuic } from '../../../src/inspect/quic/recognise-quic.ts';
import { guardBytes } from '../../support/decode-harness.ts';
import { concatenate, hexBytes, textBytes } from '../../support/frames/drawing.ts';
import { longPacket, protectedInitial, retryPacket, shortPacket, versionNegotiation } from '../../support/payloads/quic.ts';
import { Random } from '../../support/random.ts';

const { Quic } = AppProtocol;
const SERVERS_ID = hexBytes('5e11aabbccddeeff');

interface Shown {
  readonly memory?: number;
  readonly wireLength?: number;
  readonly transport?: Transport;
  readonly port?: number;
}

function payloadOf(
  datagram: Uint8Array,
  { memory = 0, wireLength = datagram.length, transport = Transport.Udp, port = 443 }: Shown,
): Payload {
  const payload = new Payload();
  payload.bytes = guardBytes(
    concatenate(Uint8Array.of(0xee), datagram, Uint8Array.of(0xee)),
    (at) => at >= 1 && at <= datagram.length,
  );
  payload.start = 1;
  payload.end = 1 + datagram.length;
  payload.wireEnd = 1 + wireLength;
  payload.transport = transport;
  payload.sourcePort = 50_000;
  payload.destinationPort = port;
  payload.memory = memory;
  return payload;
}

function recognise(datagram: Uint8Array, shown: Shown = {}): number {
  return recogniseQuic(payloadOf(datagram, shown));
}

/** What is said of each of a sender's datagrams, with what it remembers of the one before. */
function recogniseAll(datagrams: readonly Uint8Array[], shown: Shown = {}): number[] {
  let memory = shown.memory ?? 0;
  return datagrams.map((datagram) => {
    const payload = payloadOf(datagram, { ...shown, memory });
    const recognised = recogniseQuic(payload);
    memory = payload.memory;
    return recognised;
  });
}

describe('recogniseQuic', () => {
  it.each([
    ['a version 1 Initial packet', protectedInitial()],
    ['a version 2 Initial packet', protectedInitial({ version: 0x6b3343cf })],
    ['a draft', protectedInitial({ version: 0xff00001d })],
    ['a version that is to be refused', protectedInitial({ version: 0x1a2a3a4a })],
    ['0-RTT', longPacket({ type: 1 })],
    ['a Handshake packet', longPacket({ type: 2 })],
    ['a Retry', retryPacket()],
    ['Version Negotiation', versionNegotiation([0x0a1a2a3a, 1])],
    ["Google's version 46", concatenate(hexBytes('c3'), textBytes('Q046'), hexBytes('50 0102030405060708 00000001 a1a2'))],
    ["Google's version 43", concatenate(hexBytes('0d 0102030405060708'), textBytes('Q043'), hexBytes('01 a1a2'))],
    ["Google's without a connection id", concatenate(hexBytes('01'), textBytes('Q039'), hexBytes('01 a1a2'))],
  ])('knows %s', (_name, datagram) => {
    expect(recognise(datagram, { port: 8443 })).toBe(Quic);
  });

  it.each([
    ['nothing', hexBytes('')],
    ['a version that nobody speaks', longPacket({ version: 0x12345678, type: 0 })],
    ['a long header without its fixed bit', hexBytes('80 00000001 00 00 00 4005 9192939495')],
    ['a destination connection id of 21 bytes', hexBytes(`c0 00000001 15 ${'d1'.repeat(21)} 00 00 4005 9192939495`)],
    ['a source connection id of 21 bytes', hexBytes(`c0 00000001 00 15 ${'d1'.repeat(21)} 00 4005 9192939495`)],
    ['a destination connection id that is longer than the datagram', hexBytes('c0 00000001 08 d1d2d3')],
    ['a source connection id that is longer than the datagram', hexBytes('c0 00000001 00 08 d1d2d3')],
    ['a header with nothing behind it', hexBytes('c0 00000001 00 00')],
    ['Version Negotiation that offers nothing', versionNegotiation([])],
    ['Version Negotiation that offers nothing known', versionNegotiation([0x12345678, 0x00000002])],
    ['Version Negotiation with half a version', concatenate(versionNegotiation([1]), hexBytes('6b33'))],
    ["Google's reset", concatenate(hexBytes('0b 0102030405060708'), textBytes('Q043'))],
    ["Google's header without a version", concatenate(hexBytes('0c 0102030405060708'), textBytes('Q043'))],
    ['a version in a header that is not Google-like', concatenate(hexBytes('09'), textBytes('Q043Q043'), textBytes('X043'))],
    ['DNS', hexBytes('1a2b 0100 0001 0000 0000 0000 07 6578616d706c65 03 6e6574 00 0001 0001')],
  ])('refuses %s', (_name, datagram) => {
    expect(recognise(datagram)).toBe(NOT_MINE);
  });

  it('refuses TCP', () => {
    expect(recognise(protectedInitial(), { transport: Transport.Tcp })).toBe(NOT_MINE);
  });

  it('knows a datagram of which the header was captured', () => {
    expect(recognise(protectedInitial().slice(0, 40), { wireLength: 1200 })).toBe(Quic);
  });

  describe('of short headers', () => {
    const [one, other, same] = [0x41, 0x5d, 0x41].map((firstByte) => shortPacket(firstByte, SERVERS_ID)) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];

    it('knows two that differ where they are protected and begin with the same connection id', () => {
      expect(recogniseAll([one, other])).toEqual([PERHAPS, Quic]);
    });

    it('waits for two that differ', () => {
      expect(recogniseAll([one, same, other])).toEqual([PERHAPS, PERHAPS, Quic]);
    });

    it('does not claim what begins with different bytes', () => {
      const changing = [0x41, 0x42, 0x43].map((byte) => shortPacket(byte, Uint8Array.of(byte, byte)));
      expect(recogniseAll(changing)).toEqual([PERHAPS, PERHAPS, PERHAPS]);
    });

    it('does not claim OpenVPN, whose first byte stays the same', () => {
      const data = hexBytes(`48 000001 00000007 ${'a5'.repeat(60)}`);
      expect(recogniseAll([data, data, data])).toEqual([PERHAPS, PERHAPS, PERHAPS]);
    });

    it('refuses them on other ports, and short ones', () => {
      expect(recogniseAll([one, other], { port: 8443 })).toEqual([NOT_MINE, NOT_MINE]);
      expect(recognise(shortPacket(0x41, SERVERS_ID, 11))).toBe(NOT_MINE);
      expect(recognise(shortPacket(0x41, SERVERS_ID, 12))).toBe(PERHAPS);
    });

    it("leaves another recogniser's memory alone", () => {
      const payload = payloadOf(one, { memory: 0x80_123456 });
      expect([recogniseQuic(payload), payload.memory]).toEqual([PERHAPS, 0x80_123456]);
    });
  });

  it('takes every cut without reading outside', () => {
    for (const whole of [
      protectedInitial(),
      shortPacket(0x41, SERVERS_ID),
      versionNegotiation([1, 2]),
      retryPacket(),
      concatenate(hexBytes('0d 0102030405060708'), textBytes('Q043')),
    ]) {
      for (let length = 0; length < Math.min(whole.length, 60); length++) {
        expect([NOT_MINE, PERHAPS, Quic]).toContain(recognise(whole.slice(0, length)));
        expect([NOT_MINE, PERHAPS, Quic]).toContain(recognise(whole.slice(0, length), { wireLength: whole.length }));
      }
    }
  });

  it('takes next to no random bytes for QUIC', () => {
    const random = new Random(5);
    let claimed = 0;
    for (let round = 0; round < 3000; round++) {
      const datagrams = [0, 1, 2].map(() => Uint8Array.from({ length: random.below(80) }, () => random.below(256)));
      if (recogniseAll(datagrams).includes(Quic)) claimed += 1;
    }
    expect(claimed).toBe(0);
  });
});
