import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const CISCO_HDLC = { linkType: 104 };
const IPV4 = '4500 0014 0000 0000 40 fd 0000 c0000201 c0000202';

describe('decodeCiscoHdlc', () => {
  it('follows the EtherType', () => {
    const packet = decode(hexBytes(`0f 00 0800 ${IPV4}`), CISCO_HDLC);
    expect(stackOf(packet)).toBe('cisco-hdlc/ipv4');
    expect(offsetsOf(packet)).toEqual([0, 4]);
  });

  it('counts SLARP keepalives as unknown', () => {
    expect(unknownOf(decode(hexBytes('8f 00 8035 00000002'), CISCO_HDLC))).toBe('cisco-hdlc 0x8035');
  });

  it('is truncated below 4 bytes', () => {
    expect(problemOf(decode(hexBytes('0f 00 08'), CISCO_HDLC))).toBe('cisco-hdlc header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`0f 00 0800 ${IPV4}`), CISCO_HDLC);
  });
});
