import { describe, expect, it } from 'vitest';
import { countReads, decode, offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import {
  cutEverywhereOverUdp,
  decodeOverUdp,
  INNER_ETHERNET,
  INNER_IPV4,
  INNER_IPV6,
  overUdp,
  tunnelsOf,
} from '../../support/tunnel-frames.ts';

const PORT = 6081;
const OPTION = '0102 80 01 aabbccdd';

describe('decodeGeneve', () => {
  it.each([
    ['6558', INNER_ETHERNET, 'ethernet/arp'],
    ['0800', INNER_IPV4, 'ipv4'],
    ['86dd', INNER_IPV6, 'ipv6'],
    ['8847', `00010140 ${INNER_IPV4}`, 'mpls/ipv4'],
    ['894f', `0fc2 02 01 00000100 ${INNER_IPV4}`, 'nsh/ipv4'],
  ])('carries protocol type 0x%s', (protocolType, inner, stack) => {
    const packet = decodeOverUdp(PORT, `00 00 ${protocolType} 00002a 00 ${inner}`);
    expect(stackOf(packet)).toBe(`ipv4/udp/geneve/${stack}`);
    expect(offsetsOf(packet).slice(0, 4)).toEqual([0, 20, 28, 36]);
    expect(tunnelsOf(packet)[0]).toMatch(/^geneve 42: /);
  });

  it('skips options', () => {
    const packet = decodeOverUdp(PORT, `04 40 6558 ffffff ff ${OPTION} ${OPTION} ${INNER_ETHERNET}`);
    expect(offsetsOf(packet)).toEqual([0, 20, 28, 52, 66]);
    expect(tunnelsOf(packet)).toEqual(['geneve 16777215: 22 bytes']);
  });

  it('does not look into options, however many and however wrong they are', () => {
    const cost = (options: string) => {
      const count = (options.length / 8).toString(16).padStart(2, '0');
      return countReads(overUdp(PORT, `${count} 00 6558 00002a 00 ${options} ${INNER_ETHERNET}`), { linkType: 228 });
    };
    expect(cost('ffffffff'.repeat(63))).toBe(cost(''));
    expect(cost('00000000'.repeat(63))).toBe(cost(''));
  });

  it('follows control packets by their protocol type', () => {
    expect(stackOf(decodeOverUdp(PORT, `00 c0 0800 00002a 00 ${INNER_IPV4}`))).toBe('ipv4/udp/geneve/ipv4');
  });

  it('leaves other protocol types unknown', () => {
    expect(unknownOf(decodeOverUdp(PORT, '00 00 88b5 00002a 00 aabb'))).toBe('geneve 0x88b5');
  });

  it.each(['40', '80', 'c0'])('refuses first byte 0x%s, whose version is not zero', (first) => {
    const packet = decodeOverUdp(PORT, `${first} 00 6558 00002a 00 ${INNER_ETHERNET}`);
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect(problemOf(packet)).toBe('geneve version-invalid');
    expect(packet.tunnelCount).toBe(0);
  });

  it('is truncated below 8 bytes', () => {
    const packet = decodeOverUdp(PORT, '00 00 6558 00002a');
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect(problemOf(packet)).toBe('geneve header-truncated');
  });

  it('counts the tunnel when options are cut', () => {
    const packet = decodeOverUdp(PORT, '3f 00 6558 00002a 00 0102 80 01');
    expect(stackOf(packet)).toBe('ipv4/udp/geneve');
    expect(problemOf(packet)).toBe('geneve header-truncated');
    expect(tunnelsOf(packet)).toEqual(['geneve 42: 0 bytes']);
  });

  it('leaves cut options out of what is inside', () => {
    const frame = overUdp(PORT, `02 00 6558 00002a 00 ${OPTION} ${INNER_ETHERNET}`);
    const packet = decode(frame.subarray(0, 40), { linkType: 228, wireLength: frame.length });
    expect(problemOf(packet)).toBe('geneve cut-by-snap-length');
    expect(tunnelsOf(packet)).toEqual(['geneve 42: 22 bytes']);
  });

  it('keeps within every cut', () => {
    cutEverywhereOverUdp(PORT, `02 40 6558 00002a 00 ${OPTION} ${INNER_ETHERNET}`);
  });
});
