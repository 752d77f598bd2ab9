import { describe, expect, it } from 'vitest';
import { offsetsOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { cutEverywhereOverIpv4, decodeOverIpv4, INNER_ETHERNET, tunnelsOf } from '../../support/tunnel-frames.ts';

const GRE = 47;

describe('decodeEoip', () => {
  it('carries Ethernet and has its tunnel id in little-endian order', () => {
    const packet = decodeOverIpv4(GRE, `2001 6400 0016 3412 ${INNER_ETHERNET}`);
    expect(stackOf(packet)).toBe('ipv4/eoip/ethernet/arp');
    expect(offsetsOf(packet)).toEqual([0, 20, 28, 42]);
    expect(tunnelsOf(packet)).toEqual([`gre ${0x1234}: 22 bytes`]);
  });

  it('is only a keepalive where there is no payload', () => {
    const packet = decodeOverIpv4(GRE, '2001 6400 0000 0100');
    expect(stackOf(packet)).toBe('ipv4/eoip');
    expect(problemOf(packet)).toBe('none');
    expect(tunnelsOf(packet)).toEqual(['gre 1: 0 bytes']);
  });

  it('cuts Ethernet off where the payload length ends', () => {
    expect(problemOf(decodeOverIpv4(GRE, `2001 6400 000d 0100 ${INNER_ETHERNET}`))).toBe('ethernet header-truncated');
  });

  it.each(['0001', 'a001', '3001', '2081'])('refuses flags and version 0x%s', (flags) => {
    const packet = decodeOverIpv4(GRE, `${flags} 6400 0016 0100 ${INNER_ETHERNET}`);
    expect(stackOf(packet)).toBe('ipv4');
    expect(problemOf(packet)).toBe('eoip flags-invalid');
  });

  it('is truncated below 8 bytes', () => {
    expect(problemOf(decodeOverIpv4(GRE, '2001 6400 0016 01'))).toBe('eoip header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhereOverIpv4(GRE, `2001 6400 0016 3412 ${INNER_ETHERNET}`);
  });
});
