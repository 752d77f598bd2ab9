import { describe, expect, it } from 'vitest';
import { TunnelType } from '../../../src/decode/tunnel-type.ts';
import { decode, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const IPV4_ADDRESSES = 'c0000201 c0000202';
const IPV6_ADDRESSES = `20010db8${'00'.repeat(11)}01 20010db8${'00'.repeat(11)}02`;
const ipv4 = (protocol: string) => `45 00 0000 0000 0000 40 ${protocol} 0000 ${IPV4_ADDRESSES}`;
const ipv6 = (nextHeader: string) => `60000000 0000 ${nextHeader} 40 ${IPV6_ADDRESSES}`;

describe('an IP header inside another', () => {
  it.each([
    ['IPv4 in IPv4', 228, `${ipv4('04')} ${ipv4('fd')}`, 'ipv4/ipv4', TunnelType.IpInIp, 20],
    ['IPv6 in IPv4', 228, `${ipv4('29')} ${ipv6('fd')}`, 'ipv4/ipv6', TunnelType.Ipv6InIpv4, 40],
    ['IPv4 in IPv6', 229, `${ipv6('04')} ${ipv4('fd')}`, 'ipv6/ipv4', TunnelType.Ipv4InIpv6, 20],
    ['IPv6 in IPv6', 229, `${ipv6('29')} ${ipv6('fd')}`, 'ipv6/ipv6', TunnelType.Ipv6InIpv6, 40],
  ])('is a tunnel: %s', (_what, linkType, bytes, stack, type, innerBytes) => {
    const packet = decode(hexBytes(bytes), { linkType });
    expect(stackOf(packet)).toBe(stack);
    expect(packet.tunnelCount).toBe(1);
    expect(packet.tunnelTypes[0]).toBe(type);
    expect(packet.tunnelHasId[0]).toBe(0);
    expect(packet.tunnelCarriers[0]).toBe(0);
    expect(packet.tunnelInnerBytes[0]).toBe(innerBytes);
    expect(packet.ipLayer).toBe(1);
  });

  it('names the IP header behind extension headers as its carrier', () => {
    const packet = decode(hexBytes(`${ipv6('3c')} 04 00 0104 00000000 ${ipv4('fd')}`), { linkType: 229 });
    expect(stackOf(packet)).toBe('ipv6/destination-options/ipv4');
    expect(packet.tunnelTypes[0]).toBe(TunnelType.Ipv4InIpv6);
    expect(packet.tunnelCarriers[0]).toBe(0);
  });

  it('must have the version that the protocol number names', () => {
    const packet = decode(hexBytes(`${ipv4('04')} ${ipv6('fd')}`), { linkType: 228 });
    expect(stackOf(packet)).toBe('ipv4');
    expect(problemOf(packet)).toBe('ipv4 version-invalid');
  });
});

describe('an IP protocol number', () => {
  it('leads to Ethernet and MPLS too', () => {
    expect(stackOf(decode(hexBytes(`${ipv6('8f')} 020000000002 020000000001 88b5`), { linkType: 229 }))).toBe('ipv6/ethernet');
    expect(stackOf(decode(hexBytes(`${ipv4('89')} 003e8b40 ${ipv4('fd')}`), { linkType: 228 }))).toBe('ipv4/mpls/ipv4');
  });

  it('without a decoder is counted under the IP header, also behind extension headers', () => {
    expect(unknownOf(decode(hexBytes(ipv4('59')), { linkType: 228 }))).toBe('ipv4 0x59');
    const packet = decode(hexBytes(`${ipv6('3c')} 59 00 0104 00000000`), { linkType: 229 });
    expect(unknownOf(packet)).toBe('ipv6 0x59');
    expect(packet.ipProtocol).toBe(0x59);
  });
});
