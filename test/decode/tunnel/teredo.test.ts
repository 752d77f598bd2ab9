import { describe, expect, it } from 'vitest';
import { offsetsOf, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { cutEverywhereOverUdp, decodeOverUdp, INNER_IPV6, tunnelsOf } from '../../support/tunnel-frames.ts';

const PORT = 3544;
const AUTHENTICATION = '0001 03 02 aabbcc ddee 0123456789abcdef 00';
const ORIGIN = '0000 3fff 3ffffdfe';

describe('decodeTeredo', () => {
  it.each([
    ['nothing', '', 28],
    ['an authentication', AUTHENTICATION, 46],
    ['an authentication without identifier and value', '0001 00 00 0123456789abcdef 00', 41],
    ['an origin', ORIGIN, 36],
    ['an authentication and an origin', AUTHENTICATION + ORIGIN, 54],
  ])('carries IPv6 behind %s', (_, indications, inner) => {
    const packet = decodeOverUdp(PORT, `${indications} ${INNER_IPV6}`);
    expect(stackOf(packet)).toBe('ipv4/udp/teredo/ipv6');
    expect(offsetsOf(packet)).toEqual([0, 20, 28, inner]);
    expect(tunnelsOf(packet)).toEqual(['teredo without id: 40 bytes']);
    cutEverywhereOverUdp(PORT, `${indications} ${INNER_IPV6}`, { mayEndEarly: true });
  });

  it.each([
    '',
    '4500 0014',
    '0002 1234',
    'ff',
    `${ORIGIN} 4500`,
    `${AUTHENTICATION} 00`,
    `${ORIGIN} ${AUTHENTICATION} ${INNER_IPV6}`,
  ])('takes "%s" for the payload of a plain datagram', (hex) => {
    const packet = decodeOverUdp(PORT, hex);
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect(unknownOf(packet)).toBe('none');
    expect(packet.tunnelCount).toBe(0);
    expect(payloadOf(packet)).toEqual(hexBytes(hex));
  });

  it.each(['0000 3fff', ORIGIN, '0001 00 00 0123', '0001 ff ff 0123456789abcdef 00', AUTHENTICATION])(
    'is truncated as %s',
    (hex) => {
      expect(problemOf(decodeOverUdp(PORT, hex))).toBe('teredo header-truncated');
    },
  );
});
