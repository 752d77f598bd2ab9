import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { buildFrame, type Layer, payload } from '../../support/frames/build-frame.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { udp } from '../../support/frames/udp.ts';

const IPNET = { linkType: 226 };
/** Hook type, length, interface and group, and from another host into zone 0. */
const REST = '0000 00000054 00000002 00000000 ffffffff 00000000';

const frame = (start: string, ip: Layer) => buildFrame(payload(hexBytes(`${start} ${REST}`)), ip, udp());

describe('decodeIpnet', () => {
  it.each([
    ['01 02', ipv4(), 'ipnet/ipv4/udp'],
    ['02 02', ipv4(), 'ipnet/ipv4/udp'],
    ['02 1a', ipv6(), 'ipnet/ipv6/udp'],
  ])('follows version and address family %s', (start, ip, stack) => {
    const packet = decode(frame(start, ip), IPNET);
    expect(stackOf(packet)).toBe(stack);
    expect(offsetsOf(packet).slice(0, 2)).toEqual([0, 24]);
  });

  it('counts other address families', () => {
    expect(unknownOf(decode(frame('02 03', ipv4()), IPNET))).toBe('ipnet 0x3');
  });

  it.each(['00 02', '03 02'])('refuses another version: %s', (start) => {
    expect(problemOf(decode(frame(start, ipv4()), IPNET))).toBe('ipnet version-invalid');
  });

  it('is truncated below 24 bytes', () => {
    expect(problemOf(decode(hexBytes(`01 02 ${REST.slice(2)}`), IPNET))).toBe('ipnet header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(frame('01 02', ipv4()), IPNET);
  });
});
