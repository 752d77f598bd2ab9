import { describe, expect, it } from 'vitest';
import { expectSound, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { decodeCutOverUdp, decodeOverUdp } from '../../support/tunnel-frames.ts';

const PORT = 51820;

describe('decodeWireGuard', () => {
  it.each([
    ['handshake initiation', '01', 148],
    ['handshake response', '02', 92],
    ['cookie reply', '03', 64],
    ['keepalive', '04', 32],
    ['data', '04', 1472 - (1472 % 16)],
  ])('recognises a message by type and length: %s', (_, type, length) => {
    const packet = decodeOverUdp(PORT, `${type} 000000 ${'5a'.repeat(length - 4)}`);
    expect(stackOf(packet)).toBe('ipv4/udp/wireguard');
    expect([problemOf(packet), unknownOf(packet), packet.tunnelCount]).toEqual(['none', 'none', 0]);
    expect(payloadOf(packet).length).toBe(length - 4);
  });

  it.each([
    ['an initiation one byte short', `01 000000 ${'5a'.repeat(143)}`],
    ['an initiation one byte long', `01 000000 ${'5a'.repeat(145)}`],
    ['data shorter than header and tag', `04 000000 ${'5a'.repeat(27)}`],
    ['type 0', '00 000000'],
    ['type 5', `05 000000 ${'5a'.repeat(28)}`],
    ['reserved bytes that are not zero', `04 000100 ${'5a'.repeat(28)}`],
    ['three bytes', '04 0000'],
    ['nothing', ''],
  ])('takes %s for the payload of a plain datagram', (_, hex) => {
    const packet = decodeOverUdp(PORT, hex);
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect([problemOf(packet), unknownOf(packet)]).toEqual(['none', 'none']);
    expect(payloadOf(packet)).toEqual(hexBytes(hex));
  });

  it('recognises a message the snap length cut behind its type, by its length on the wire', () => {
    const initiation = `01 000000 ${'5a'.repeat(144)}`;
    expect(stackOf(decodeCutOverUdp(PORT, initiation, 4))).toBe('ipv4/udp/wireguard');
    for (let captured = 0; captured <= 148; captured++) {
      const packet = decodeCutOverUdp(PORT, initiation, captured);
      expectSound(packet);
      expect(problemOf(packet)).toBe('none');
    }
  });
});
