import { describe, expect, it } from 'vitest';
import { offsetsOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { cutEverywhereOverUdp, decodeOverUdp, INNER_ETHERNET, tunnelsOf } from '../../support/tunnel-frames.ts';

describe('decodeVxlan', () => {
  it.each([4789, 8472])('carries Ethernet on port %i', (port) => {
    const packet = decodeOverUdp(port, `08 000000 00002a 00 ${INNER_ETHERNET}`);
    expect(stackOf(packet)).toBe('ipv4/udp/vxlan/ethernet/arp');
    expect(offsetsOf(packet)).toEqual([0, 20, 28, 36, 50]);
    expect(tunnelsOf(packet)).toEqual(['vxlan 42: 22 bytes']);
  });

  it('reads the highest network identifier and leaves the byte behind it out', () => {
    expect(tunnelsOf(decodeOverUdp(4789, `08 000000 ffffff ff ${INNER_ETHERNET}`))).toEqual(['vxlan 16777215: 22 bytes']);
  });

  it('allows the group policy extension', () => {
    expect(tunnelsOf(decodeOverUdp(4789, `88 48 1234 00002a 00 ${INNER_ETHERNET}`))).toEqual(['vxlan 42: 22 bytes']);
  });

  it.each(['00', '80', 'f7'])('refuses flags 0x%s, which do not say that the identifier is valid', (flags) => {
    const packet = decodeOverUdp(4789, `${flags} 000000 00002a 00 ${INNER_ETHERNET}`);
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect(problemOf(packet)).toBe('vxlan flags-invalid');
    expect(packet.tunnelCount).toBe(0);
  });

  it('is truncated below 8 bytes', () => {
    expect(problemOf(decodeOverUdp(4789, '08 000000 00002a'))).toBe('vxlan header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhereOverUdp(4789, `08 000000 00002a 00 ${INNER_ETHERNET}`);
  });
});
