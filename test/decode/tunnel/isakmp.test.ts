import { describe, expect, it } from 'vitest';
import { expectSound, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { decodeCutOverUdp, decodeOverUdp } from '../../support/tunnel-frames.ts';

const PORT = 500;
const COOKIES = '0102030405060708 0000000000000000';

describe('decodeIsakmp', () => {
  it.each(['10', '20'])('recognises version 0x%s', (version) => {
    const packet = decodeOverUdp(PORT, `${COOKIES} 21 ${version} 22 08 00000000 00000020 aabbccdd eeff`);
    expect(stackOf(packet)).toBe('ipv4/udp/isakmp');
    expect([problemOf(packet), unknownOf(packet)]).toEqual(['none', 'none']);
    expect(payloadOf(packet)).toEqual(hexBytes('aabbccdd'));
  });

  it('believes a length only as far as the datagram goes', () => {
    const packet = decodeOverUdp(PORT, `${COOKIES} 21 20 22 08 00000000 ffffffff aabb`);
    expect(payloadOf(packet)).toEqual(hexBytes('aabb'));
  });

  it.each([
    ['version 3', `${COOKIES} 21 30 22 08 00000000 0000001c`],
    ['a length below 28', `${COOKIES} 21 20 22 08 00000000 0000001b`],
    ['27 bytes', `${COOKIES} 21 20 22 08 00000000 000000`],
    ['nothing', ''],
  ])('takes %s for the payload of a plain datagram', (_, hex) => {
    const packet = decodeOverUdp(PORT, hex);
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect([problemOf(packet), unknownOf(packet)]).toEqual(['none', 'none']);
    expect(payloadOf(packet)).toEqual(hexBytes(hex));
  });

  it('keeps within every cut', () => {
    for (let captured = 0; captured <= 28; captured++) {
      const packet = decodeCutOverUdp(PORT, `${COOKIES} 21 20 22 08 00000000 0000001c`, captured);
      expectSound(packet);
      expect(problemOf(packet)).toBe('none');
    }
  });
});
