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

  it('cuts the frame off where the payload length ends', () => {
    const packet = decodeOverIpv4(GRE, `2001 6400 000e 0100 ${INNER_ETHERNET}`);
    expect(stackOf(packet)).toBe('ipv4/eoip/ethernet');
    expect(problemOf(packet)).toBe('arp header-truncated');
    expect(tunnelsOf(packet)).toEqual(['gre 1: 14 bytes']);
  });

  it.each(['0001', '000d'])('says that payload length 0x%s is wrong, and goes by the packet’s', (payloadLength) => {
    const hex = `2001 6400 ${payloadLength} 0100 ${INNER_ETHERNET}`;
    const packet = decodeOverIpv4(GRE, hex);
    expect(stackOf(packet)).toBe('ipv4/eoip/ethernet/arp');
    expect(problemOf(packet)).toBe('eoip length-invalid');
    expect(tunnelsOf(packet)).toEqual(['gre 1: 22 bytes']);
    cutEverywhereOverIpv4(GRE, hex);
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
