import { describe, expect, it } from 'vitest';
import { offsetsOf, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { cutEverywhereOverIpv4, decodeOverIpv4, INNER_IPV4, tunnelsOf } from '../../support/tunnel-frames.ts';

const GRE = 47;

describe('decodePptp', () => {
  it('carries PPP with sequence and acknowledgment number as RFC 2637 draws it', () => {
    const packet = decodeOverIpv4(GRE, `3081 880b 0018 c001 00000005 00000004 ff03 0021 ${INNER_IPV4}`);
    expect(stackOf(packet)).toBe('ipv4/pptp/ppp/ipv4');
    expect(offsetsOf(packet)).toEqual([0, 20, 36, 40]);
    expect(tunnelsOf(packet)).toEqual(['pptp 49153: 24 bytes']);
  });

  it('carries PPP without acknowledgment number', () => {
    const packet = decodeOverIpv4(GRE, `3001 880b 0016 0001 00000005 0021 ${INNER_IPV4}`);
    expect(offsetsOf(packet)).toEqual([0, 20, 32, 34]);
    expect(tunnelsOf(packet)).toEqual(['pptp 1: 22 bytes']);
  });

  it('is only an acknowledgment where there is no payload', () => {
    const packet = decodeOverIpv4(GRE, '2081 880b 0000 0001 00000004 abcd');
    expect(stackOf(packet)).toBe('ipv4/pptp');
    expect(problemOf(packet)).toBe('none');
    expect(tunnelsOf(packet)).toEqual(['pptp 1: 0 bytes']);
    expect(payloadOf(packet)).toEqual(new Uint8Array(0));
  });

  it('leaves what follows the payload length out', () => {
    const packet = decodeOverIpv4(GRE, '3001 880b 0006 0001 00000005 c021 09 01 0004 aabbcc');
    expect(stackOf(packet)).toBe('ipv4/pptp/ppp/lcp');
    expect(payloadOf(packet)).toEqual(hexBytes(''));
    expect(tunnelsOf(packet)).toEqual(['pptp 1: 6 bytes']);
  });

  it('believes a payload length only as far as the packet goes', () => {
    const packet = decodeOverIpv4(GRE, '3001 880b ffff 0001 00000005 c021 09 01 0004');
    expect(stackOf(packet)).toBe('ipv4/pptp/ppp/lcp');
    expect(tunnelsOf(packet)).toEqual(['pptp 1: 6 bytes']);
  });

  it.each(['0001', '1001', 'a001', '6001', 'f081'])('refuses flags 0x%s', (flags) => {
    const packet = decodeOverIpv4(GRE, `${flags} 880b 0006 0001 00000005 00000004 c021 09 01 0004`);
    expect(stackOf(packet)).toBe('ipv4');
    expect(problemOf(packet)).toBe('pptp flags-invalid');
  });

  it('refuses a protocol type other than PPP', () => {
    expect(problemOf(decodeOverIpv4(GRE, `3001 0800 0014 0001 00000005 ${INNER_IPV4}`))).toBe('pptp type-invalid');
  });

  it.each([
    '3001 880b 0000 00',
    '3001 880b 0000 0001 000000',
    '3081 880b 0000 0001 00000000 000000',
    '2081 880b 0000 0001 000000',
  ])('is truncated as %s', (hex) => {
    expect(problemOf(decodeOverIpv4(GRE, hex))).toBe('pptp header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhereOverIpv4(GRE, `3081 880b 0018 c001 00000005 00000004 ff03 0021 ${INNER_IPV4} 0000`);
  });
});
