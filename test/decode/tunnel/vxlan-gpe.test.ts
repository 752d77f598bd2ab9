import { describe, expect, it } from 'vitest';
import { offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import {
  cutEverywhereOverUdp,
  decodeOverUdp,
  INNER_ETHERNET,
  INNER_IPV4,
  INNER_IPV6,
  tunnelsOf,
} from '../../support/tunnel-frames.ts';

const PORT = 4790;

describe('decodeVxlanGpe', () => {
  it.each([
    ['01', INNER_IPV4, 'ipv4'],
    ['02', INNER_IPV6, 'ipv6'],
    ['03', INNER_ETHERNET, 'ethernet/arp'],
    ['04', `0fc2 02 01 00000100 ${INNER_IPV4}`, 'nsh/ipv4'],
    ['05', `00010140 ${INNER_IPV4}`, 'mpls/ipv4'],
  ])('carries next protocol 0x%s', (nextProtocol, inner, stack) => {
    const hex = `0c 0000 ${nextProtocol} 00002a 00 ${inner}`;
    const packet = decodeOverUdp(PORT, hex);
    expect(stackOf(packet)).toBe(`ipv4/udp/vxlan-gpe/${stack}`);
    expect(offsetsOf(packet).slice(0, 4)).toEqual([0, 20, 28, 36]);
    expect(tunnelsOf(packet)[0]).toMatch(/^vxlan-gpe 42: /);
    cutEverywhereOverUdp(PORT, hex);
  });

  it('is plain VXLAN without its P flag', () => {
    expect(stackOf(decodeOverUdp(PORT, `08 0000 01 00002a 00 ${INNER_ETHERNET}`))).toBe('ipv4/udp/vxlan-gpe/ethernet/arp');
  });

  it.each(['00', '06', 'ff'])('leaves next protocol 0x%s unknown', (nextProtocol) => {
    const packet = decodeOverUdp(PORT, `0c 0000 ${nextProtocol} 00002a 00 aabb`);
    expect(unknownOf(packet)).toBe(`vxlan-gpe 0x${Number.parseInt(nextProtocol, 16).toString(16)}`);
    expect(tunnelsOf(packet)).toEqual(['vxlan-gpe 42: 2 bytes']);
  });

  it.each(['1c', '2c', '3c'])('refuses flags 0x%s, whose version is not zero', (flags) => {
    const packet = decodeOverUdp(PORT, `${flags} 0000 01 00002a 00 ${INNER_IPV4}`);
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect(problemOf(packet)).toBe('vxlan-gpe version-invalid');
  });

  it('refuses flags that do not say that the identifier is valid', () => {
    expect(problemOf(decodeOverUdp(PORT, `04 0000 01 00002a 00 ${INNER_IPV4}`))).toBe('vxlan-gpe flags-invalid');
  });

  it('is truncated below 8 bytes', () => {
    expect(problemOf(decodeOverUdp(PORT, '0c 0000 01 00002a'))).toBe('vxlan-gpe header-truncated');
  });
});
