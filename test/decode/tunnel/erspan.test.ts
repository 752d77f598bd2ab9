import { describe, expect, it } from 'vitest';
import { offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import {
  cutEverywhereOverIpv4,
  decodeOverIpv4,
  INNER_ETHERNET,
  INNER_IPV4,
  INNER_IPV6,
  tunnelsOf,
} from '../../support/tunnel-frames.ts';

const GRE = 47;
const GRE_1 = '0000 88be';
const GRE_2 = '1000 88be 00000001';
const GRE_3 = '1000 22eb 00000001';

describe('decodeErspanI', () => {
  it('is GRE without sequence number and has neither header nor session', () => {
    const packet = decodeOverIpv4(GRE, `${GRE_1} ${INNER_ETHERNET}`);
    expect(stackOf(packet)).toBe('ipv4/gre/erspan-i/ethernet/arp');
    expect(offsetsOf(packet)).toEqual([0, 20, 24, 24, 38]);
    expect(tunnelsOf(packet)).toEqual(['gre without id: 22 bytes']);
  });

  it('keeps within every cut', () => {
    cutEverywhereOverIpv4(GRE, `${GRE_1} ${INNER_ETHERNET}`);
  });
});

describe('decodeErspanII', () => {
  it('has a row for its session beside that of GRE', () => {
    const packet = decodeOverIpv4(GRE, `${GRE_2} 1064 e7ff 00012345 ${INNER_ETHERNET}`);
    expect(stackOf(packet)).toBe('ipv4/gre/erspan-ii/ethernet/arp');
    expect(offsetsOf(packet)).toEqual([0, 20, 28, 36, 50]);
    expect(tunnelsOf(packet)).toEqual(['gre without id: 30 bytes', 'erspan 1023: 22 bytes']);
    expect(packet.tunnelDepth).toBe(1);
  });

  it.each(['0', '2', 'f'])('refuses version %s', (version) => {
    const packet = decodeOverIpv4(GRE, `${GRE_2} ${version}064 0001 00000000 ${INNER_ETHERNET}`);
    expect(stackOf(packet)).toBe('ipv4/gre');
    expect(problemOf(packet)).toBe('erspan-ii version-invalid');
  });

  it('is truncated below 8 bytes', () => {
    expect(problemOf(decodeOverIpv4(GRE, `${GRE_2} 1064 0001 000000`))).toBe('erspan-ii header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhereOverIpv4(GRE, `${GRE_2} 1064 e7ff 00012345 ${INNER_ETHERNET}`);
  });
});

describe('decodeErspanIII', () => {
  it('carries Ethernet', () => {
    const packet = decodeOverIpv4(GRE, `${GRE_3} 2064 0005 11223344 0000 8000 ${INNER_ETHERNET}`);
    expect(stackOf(packet)).toBe('ipv4/gre/erspan-iii/ethernet/arp');
    expect(offsetsOf(packet)).toEqual([0, 20, 28, 40, 54]);
    expect(tunnelsOf(packet)).toEqual(['gre without id: 34 bytes', 'erspan 5: 22 bytes']);
  });

  it('skips the subheader that its O flag announces', () => {
    const packet = decodeOverIpv4(GRE, `${GRE_3} 2064 0005 11223344 0000 0001 0011223344556677 ${INNER_ETHERNET}`);
    expect(offsetsOf(packet)).toEqual([0, 20, 28, 48, 62]);
    expect(tunnelsOf(packet)).toEqual(['gre without id: 42 bytes', 'erspan 5: 22 bytes']);
  });

  it.each([
    ['ipv4', INNER_IPV4],
    ['ipv6', INNER_IPV6],
  ])('carries %s with frame type 2', (name, inner) => {
    expect(stackOf(decodeOverIpv4(GRE, `${GRE_3} 2064 0005 11223344 0000 0800 ${inner}`))).toBe(`ipv4/gre/erspan-iii/${name}`);
  });

  it('leaves other frame types unknown', () => {
    expect(unknownOf(decodeOverIpv4(GRE, `${GRE_3} 2064 0005 11223344 0000 7c00 aabb`))).toBe('erspan-iii 0x1f');
  });

  it.each(['0', '1', '3'])('refuses version %s', (version) => {
    expect(problemOf(decodeOverIpv4(GRE, `${GRE_3} ${version}064 0005 11223344 0000 0000`))).toBe('erspan-iii version-invalid');
  });

  it.each(['2064 0005 11223344 0000 00', '2064 0005 11223344 0000 0001 00112233445566'])('is truncated as %s', (hex) => {
    const packet = decodeOverIpv4(GRE, `${GRE_3} ${hex}`);
    expect(stackOf(packet)).toBe('ipv4/gre');
    expect(problemOf(packet)).toBe('erspan-iii header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhereOverIpv4(GRE, `${GRE_3} 2064 0005 11223344 0000 0001 0011223344556677 ${INNER_ETHERNET}`);
    cutEverywhereOverIpv4(GRE, `${GRE_3} 2064 0005 11223344 0000 0800 ${INNER_IPV6}`);
  });
});
