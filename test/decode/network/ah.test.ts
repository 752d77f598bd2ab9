import { describe, expect, it } from 'vitest';
import { TunnelType } from '../../../src/decode/tunnel-type.ts';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const ADDRESSES = 'c0000201 c0000202';
const IPV4 = `45 00 0000 0000 0000 40 33 0000 ${ADDRESSES}`;
const INNER = `45 00 0014 0000 0000 40 fd 0000 ${ADDRESSES}`;
const UDP = '3039 0035 0008 0000';
const CHECK_VALUE = '00112233 44556677 8899aabb';

describe('decodeAuthenticationHeader', () => {
  it('leads to the next header behind its check value', () => {
    const packet = decode(hexBytes(`${IPV4} 11 04 0000 00000100 00000001 ${CHECK_VALUE} ${UDP}`), { linkType: 228 });
    expect(stackOf(packet)).toBe('ipv4/ah/udp');
    expect(offsetsOf(packet)).toEqual([0, 20, 44]);
    expect(packet.ipProtocol).toBe(17);
    expect(packet.destinationPort).toBe(53);
  });

  it('opens a tunnel where it protects a whole packet', () => {
    const packet = decode(hexBytes(`${IPV4} 04 04 0000 00000100 00000001 ${CHECK_VALUE} ${INNER}`), { linkType: 228 });
    expect(stackOf(packet)).toBe('ipv4/ah/ipv4');
    expect(packet.tunnelTypes[0]).toBe(TunnelType.IpInIp);
  });

  it('is an extension header in IPv6', () => {
    const ipv6 = `60000000 0000 33 40 ${'00'.repeat(15)}01 ${'00'.repeat(15)}02`;
    const packet = decode(hexBytes(`${ipv6} 11 04 0000 00000100 00000001 ${CHECK_VALUE} ${UDP}`), { linkType: 229 });
    expect(stackOf(packet)).toBe('ipv6/ah/udp');
  });

  it('needs no check value', () => {
    const packet = decode(hexBytes(`${IPV4} 11 01 0000 00000100 00000001 ${UDP}`), { linkType: 228 });
    expect(offsetsOf(packet)).toEqual([0, 20, 32]);
  });

  it('may end the packet', () => {
    const packet = decode(hexBytes(`${IPV4} 3b 01 0000 00000100 00000001`), { linkType: 228 });
    expect(stackOf(packet)).toBe('ipv4/ah');
    expect(problemOf(packet)).toBe('none');
  });

  it('refuses a length that does not cover its fixed part', () => {
    const packet = decode(hexBytes(`${IPV4} 11 00 0000 00000100 00000001 ${UDP}`), { linkType: 228 });
    expect(problemOf(packet)).toBe('ah length-invalid');
  });

  it('is truncated inside its fixed part and inside its check value', () => {
    expect(problemOf(decode(hexBytes(`${IPV4} 11 04 0000 00000100 000000`), { linkType: 228 }))).toBe('ah header-truncated');
    expect(problemOf(decode(hexBytes(`${IPV4} 11 04 0000 00000100 00000001 00112233`), { linkType: 228 }))).toBe(
      'ah header-truncated',
    );
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${IPV4} 11 04 0000 00000100 00000001 ${CHECK_VALUE} ${UDP}`), { linkType: 228 });
  });
});
