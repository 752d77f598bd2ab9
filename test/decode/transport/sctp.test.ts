import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const LINK = { linkType: 228 };
const IPV4 = '45 00 0000 0000 0000 40 84 0000 c0000201 c0000202';

describe('decodeSctp', () => {
  it('reads the ports and leaves the chunks as payload', () => {
    const packet = decode(hexBytes(`${IPV4} 0b59 8c3b deadbeef 00000000 0b 00 0004`), LINK);
    expect(stackOf(packet)).toBe('ipv4/sctp');
    expect(offsetsOf(packet)).toEqual([0, 20]);
    expect([packet.sourcePort, packet.destinationPort]).toEqual([2905, 35899]);
    expect(payloadOf(packet)).toEqual(hexBytes('0b 00 0004'));
  });

  it('is truncated below 12 bytes, with the ports known', () => {
    const packet = decode(hexBytes(`${IPV4} 0b59 8c3b deadbeef 000000`), LINK);
    expect(problemOf(packet)).toBe('sctp header-truncated');
    expect(packet.sourcePort).toBe(2905);
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${IPV4} 0b59 8c3b deadbeef 00000000 0b`), LINK);
  });
});
