import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const IPV4 = '45 00 0000 0000 0000 40 32 0000 c0000201 c0000202';

describe('decodeEsp', () => {
  it('leaves what is encrypted', () => {
    const packet = decode(hexBytes(`${IPV4} 00000100 00000001 0123456789abcdef`), { linkType: 228 });
    expect(stackOf(packet)).toBe('ipv4/esp');
    expect(payloadOf(packet)).toEqual(hexBytes('0123456789abcdef'));
    expect(packet.ipProtocol).toBe(50);
  });

  it('is truncated below 8 bytes', () => {
    expect(problemOf(decode(hexBytes(`${IPV4} 00000100 000000`), { linkType: 228 }))).toBe('esp header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${IPV4} 00000100 00000001 01`), { linkType: 228 });
  });
});
