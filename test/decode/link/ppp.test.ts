import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const PPP = { linkType: 9 };
const LCP_ECHO = '09 01 0008 00000000';
const IPV4 = '4500 0014 0000 0000 40 fd 0000 c0000201 c0000202';

describe('decodePpp', () => {
  it('reads a protocol number alone', () => {
    const packet = decode(hexBytes(`c021 ${LCP_ECHO}`), PPP);
    expect(stackOf(packet)).toBe('ppp/lcp');
    expect(offsetsOf(packet)).toEqual([0, 2]);
  });

  it('skips address and control', () => {
    const packet = decode(hexBytes(`ff 03 0021 ${IPV4}`), PPP);
    expect(stackOf(packet)).toBe('ppp/ipv4');
    expect(offsetsOf(packet)).toEqual([0, 4]);
  });

  it('reads a compressed protocol number, with and without address and control', () => {
    expect(stackOf(decode(hexBytes(`21 ${IPV4}`), PPP))).toBe('ppp/ipv4');
    expect(offsetsOf(decode(hexBytes(`ff 03 21 ${IPV4}`), PPP))).toEqual([0, 3]);
  });

  it.each([
    ['0057', 'ppp', 'ipv6 header-truncated'],
    ['0281', 'ppp', 'mpls header-truncated'],
    ['0283', 'ppp', 'mpls header-truncated'],
    ['8021', 'ppp', 'ipcp header-truncated'],
    ['8057', 'ppp', 'ipv6cp header-truncated'],
    ['c023', 'ppp', 'pap header-truncated'],
    ['c223', 'ppp', 'chap header-truncated'],
  ])('protocol %s leads on', (number, stack, problem) => {
    const packet = decode(hexBytes(number), PPP);
    expect(stackOf(packet)).toBe(stack);
    expect(problemOf(packet)).toBe(problem);
  });

  it('needs one byte where the protocol number is compressed', () => {
    expect(stackOf(decode(hexBytes('21'), PPP))).toBe('ppp');
    expect(stackOf(decode(hexBytes('ff 03 21'), PPP))).toBe('ppp');
  });

  it('takes ff without 03 for a protocol number that nobody has', () => {
    expect(unknownOf(decode(hexBytes('ff 21'), PPP))).toBe('ppp 0xff');
  });

  it('counts a protocol without a decoder', () => {
    expect(unknownOf(decode(hexBytes('80fd 01 01 0004'), PPP))).toBe('ppp 0x80fd');
  });

  it.each(['', 'ff', 'ff 03', 'ff 03 00', '00'])("is truncated as '%s'", (bytes) => {
    expect(problemOf(decode(hexBytes(bytes), PPP))).toBe('ppp header-truncated');
  });

  it.each(['0f', '8f'])('finds Cisco framing by its address %s, which no compressed protocol has', (address) => {
    expect(stackOf(decode(hexBytes(`${address} 00 0800 ${IPV4}`), { linkType: 50 }))).toBe('cisco-hdlc/ipv4');
  });

  it('looks for Cisco framing only where the frame starts', () => {
    const packet = decode(hexBytes(`020000000002 020000000001 8864 11 00 0001 0004  0f 00 0800`));
    expect(stackOf(packet)).toBe('ethernet/pppoe-session/ppp');
    expect(unknownOf(packet)).toBe('ppp 0xf');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`ff 03 c021 ${LCP_ECHO}`), PPP);
    cutEverywhere(hexBytes(`21 ${IPV4}`), PPP);
  });
});
