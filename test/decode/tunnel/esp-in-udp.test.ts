import { describe, expect, it } from 'vitest';
import { expectSound, offsetsOf, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { decodeCutOverUdp, decodeOverUdp } from '../../support/tunnel-frames.ts';

const PORT = 4500;
const IKE = '0102030405060708 0000000000000000 21 20 22 08 00000000 0000001c';

describe('decodeEspInUdp', () => {
  it('recognises ESP', () => {
    const packet = decodeOverUdp(PORT, '00001002 00000001 5a5a5a5a');
    expect(stackOf(packet)).toBe('ipv4/udp/esp-in-udp');
    expect([problemOf(packet), unknownOf(packet), packet.tunnelCount]).toEqual(['none', 'none', 0]);
    expect(payloadOf(packet)).toEqual(hexBytes('5a5a5a5a'));
  });

  it('leads to IKE behind the marker that is not ESP', () => {
    const packet = decodeOverUdp(PORT, `00000000 ${IKE}`);
    expect(stackOf(packet)).toBe('ipv4/udp/isakmp');
    expect(offsetsOf(packet)).toEqual([0, 20, 32]);
  });

  it('recognises a keepalive', () => {
    const packet = decodeOverUdp(PORT, 'ff');
    expect(stackOf(packet)).toBe('ipv4/udp/nat-keepalive');
    expect(payloadOf(packet)).toEqual(hexBytes(''));
  });

  it.each(['', '00', 'ffff', '000010', '00001002 000000', '00000000', '00000000 aabbccdd'])(
    'takes "%s" for the payload of a plain datagram',
    (hex) => {
      const packet = decodeOverUdp(PORT, hex);
      expect(stackOf(packet)).toBe('ipv4/udp');
      expect([problemOf(packet), unknownOf(packet)]).toEqual(['none', 'none']);
    },
  );

  it('keeps within every cut', () => {
    for (let captured = 0; captured <= 32; captured++) {
      const packet = decodeCutOverUdp(PORT, `00000000 ${IKE}`, captured);
      expectSound(packet);
      expect(stackOf(packet)).toBe(captured === 32 ? 'ipv4/udp/isakmp' : 'ipv4/udp');
    }
    expect(stackOf(decodeCutOverUdp(PORT, 'ff', 0))).toBe('ipv4/udp');
    expect(stackOf(decodeCutOverUdp(PORT, 'ffaa', 1))).toBe('ipv4/udp');
  });
});
