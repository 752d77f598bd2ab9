import { describe, expect, it } from 'vitest';
import { offsetsOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { cutEverywhereOverIpv4, decodeOverIpv4, INNER_IPV4 } from '../../support/tunnel-frames.ts';

const GRE = 47;

describe('decodeWccp', () => {
  it('skips the redirect header of version 2', () => {
    const packet = decodeOverIpv4(GRE, `0000 883e 01 3d 02 00 ${INNER_IPV4}`);
    expect(stackOf(packet)).toBe('ipv4/gre/wccp/ipv4');
    expect(offsetsOf(packet)).toEqual([0, 20, 24, 28]);
  });

  it('has no header in version 1', () => {
    const packet = decodeOverIpv4(GRE, `0000 883e ${INNER_IPV4}`);
    expect(stackOf(packet)).toBe('ipv4/gre/wccp/ipv4');
    expect(offsetsOf(packet)).toEqual([0, 20, 24, 24]);
  });

  it.each(['', '01 3d 02'])('is truncated as "%s"', (hex) => {
    expect(problemOf(decodeOverIpv4(GRE, `0000 883e ${hex}`))).toBe('wccp header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhereOverIpv4(GRE, `0000 883e 01 3d 02 00 ${INNER_IPV4}`);
    cutEverywhereOverIpv4(GRE, `0000 883e ${INNER_IPV4}`);
  });
});
