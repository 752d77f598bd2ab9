import { describe, expect, it } from 'vitest';
import { decode, offsetsOf, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { buildFrame } from '../../support/frames/build-frame.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { lispEncapsulatedMessage, lispMapRequest } from '../../support/frames/lisp.ts';
import { udp } from '../../support/frames/udp.ts';
import { cutEverywhereOverUdp, decodeOverUdp, INNER_IPV4, INNER_IPV6, tunnelsOf } from '../../support/tunnel-frames.ts';

const PORT = 4342;

describe('decodeLispControl', () => {
  it.each([
    ['a map-request', '10000001 0123456789abcdef 0001 c0000201 0020 0001 cb007101'],
    ['a map-reply', '20000001 0123456789abcdef'],
    ['a type nobody has given a meaning', '90000000'],
  ])('leaves %s as payload', (_what, hex) => {
    const packet = decodeOverUdp(PORT, hex);
    expect(stackOf(packet)).toBe('ipv4/udp/lisp-control');
    expect(payloadOf(packet)).toEqual(hexBytes(hex).subarray(4));
    expect(packet.tunnelCount).toBe(0);
    expect(problemOf(packet)).toBe('none');
    cutEverywhereOverUdp(PORT, hex, { mayEndEarly: true });
  });

  it.each([
    ['IPv4', `80000000 ${INNER_IPV4}`, 'ipv4', 20],
    ['IPv6, with the D flag', `84000000 ${INNER_IPV6}`, 'ipv6', 40],
  ])('carries an encapsulated message over %s', (_what, hex, stack, bytes) => {
    const packet = decodeOverUdp(PORT, hex);
    expect(stackOf(packet)).toBe(`ipv4/udp/lisp-control/${stack}`);
    expect(offsetsOf(packet)).toEqual([0, 20, 28, 32]);
    expect(tunnelsOf(packet)).toEqual([`lisp without id: ${bytes} bytes`]);
    cutEverywhereOverUdp(PORT, hex);
  });

  it('reads the message inside, whose hosts are those of the innermost header', () => {
    const bytes = buildFrame(ipv4(), udp(), lispEncapsulatedMessage(), ipv6(), udp(), lispMapRequest());
    const packet = decode(bytes, { linkType: 228 });
    expect(stackOf(packet)).toBe('ipv4/udp/lisp-control/ipv6/udp/lisp-control');
    expect(packet.ipLayer).toBe(3);
  });

  it('does not look behind authentication', () => {
    const packet = decodeOverUdp(PORT, `88000000 ${INNER_IPV4}`);
    expect(stackOf(packet)).toBe('ipv4/udp/lisp-control');
    expect(tunnelsOf(packet)).toEqual(['lisp without id: 20 bytes']);
    expect(problemOf(packet)).toBe('none');
  });

  it('stops at 4 encapsulations inside each other', () => {
    const layers = Array.from({ length: 6 }, () => [ipv4(), udp(), lispEncapsulatedMessage()]).flat();
    const packet = decode(buildFrame(...layers), { linkType: 228 });
    expect(problemOf(packet)).toBe('ipv4 too-many-tunnels');
  });

  it.each(['', '80', '800000'])('is truncated as "%s"', (hex) => {
    expect(problemOf(decodeOverUdp(PORT, hex))).toBe('lisp-control header-truncated');
  });
});
