import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const LINK = { linkType: 228 };
const IPV4 = '45 00 0000 0000 0000 40 11 0000 c0000201 c0000202';

describe('decodeUdp', () => {
  it('reads the ports and ends where its length says', () => {
    const packet = decode(hexBytes(`${IPV4} 3039 0035 000a 0000 a1a2 0000`), LINK);
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect(offsetsOf(packet)).toEqual([0, 20]);
    expect([packet.sourcePort, packet.destinationPort]).toEqual([12345, 53]);
    expect(payloadOf(packet)).toEqual(hexBytes('a1a2'));
  });

  it('takes length 0, a jumbogram, for as long as the packet', () => {
    expect(payloadOf(decode(hexBytes(`${IPV4} 3039 0035 0000 0000 a1a2`), LINK))).toEqual(hexBytes('a1a2'));
  });

  it('believes a length only as far as the packet goes', () => {
    expect(payloadOf(decode(hexBytes(`${IPV4} 3039 0035 ffff 0000 a1a2`), LINK))).toEqual(hexBytes('a1a2'));
  });

  it('may be a header alone', () => {
    const packet = decode(hexBytes(`${IPV4} 3039 0035 0008 0000`), LINK);
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect(payloadOf(packet)).toHaveLength(0);
  });

  it('refuses a length that does not cover its header', () => {
    const packet = decode(hexBytes(`${IPV4} 3039 0035 0007 0000 a1a2`), LINK);
    expect(stackOf(packet)).toBe('ipv4');
    expect(problemOf(packet)).toBe('udp length-invalid');
  });

  it('is truncated below 8 bytes', () => {
    expect(problemOf(decode(hexBytes(`${IPV4} 3039 0035 0008 00`), LINK))).toBe('udp header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${IPV4} 3039 0035 000a 0000 a1a2 0000`), LINK);
  });
});
