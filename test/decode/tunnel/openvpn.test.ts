import { describe, expect, it } from 'vitest';
import { expectSound, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { decodeCutOverUdp, decodeOverUdp } from '../../support/tunnel-frames.ts';

const PORT = 1194;
const SESSION_ID = '0102030405060708';

describe('decodeOpenVpn', () => {
  it.each([
    ["a client's hard reset", `38 ${SESSION_ID} 00 00000000`],
    ["a server's hard reset", `40 ${SESSION_ID} 01 00000000 1112131415161718 00000000`],
    ['a control packet of the second key', `21 ${SESSION_ID} 00 00000001 aabb`],
    ['an acknowledgment', `28 ${SESSION_ID} 00`],
    ['data', '30 5a5a5a5a'],
    ['data of the second version, last key', '4f 000001 5a5a5a5a'],
    ['a wrapped client key', `58 ${SESSION_ID} 00 00000000`],
  ])('recognises %s', (_, hex) => {
    const packet = decodeOverUdp(PORT, hex);
    expect(stackOf(packet)).toBe('ipv4/udp/openvpn');
    expect([problemOf(packet), unknownOf(packet), packet.tunnelCount]).toEqual(['none', 'none', 0]);
    expect(payloadOf(packet).length).toBe(hexBytes(hex).length - 1);
  });

  it.each([
    ['opcode 0', `00 ${SESSION_ID} 00 00000000`],
    ['opcode 12', `60 ${SESSION_ID} 00 00000000`],
    ['a hard reset of the second key', `39 ${SESSION_ID} 00 00000000`],
    ['a control packet without session id', '20 01020304'],
    ['nothing', ''],
  ])('takes %s for the payload of a plain datagram', (_, hex) => {
    const packet = decodeOverUdp(PORT, hex);
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect([problemOf(packet), unknownOf(packet)]).toEqual(['none', 'none']);
    expect(payloadOf(packet)).toEqual(hexBytes(hex));
  });

  it('recognises by the length on the wire what the snap length cut', () => {
    for (let captured = 0; captured <= 14; captured++) {
      const packet = decodeCutOverUdp(PORT, `38 ${SESSION_ID} 00 00000000`, captured);
      expectSound(packet);
      expect(problemOf(packet)).toBe('none');
      expect(stackOf(packet)).toBe(captured === 0 ? 'ipv4/udp' : 'ipv4/udp/openvpn');
    }
  });
});
