import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const IPV6 = { linkType: 229 };
const ADDRESSES = `20010db8${'00'.repeat(11)}01 20010db8${'00'.repeat(11)}02`;
const UDP = '3039 0035 0009 0000 5f';

describe('decodeIpv6', () => {
  it('leads to the next header', () => {
    const packet = decode(hexBytes(`60000000 0009 11 40 ${ADDRESSES} ${UDP}`), IPV6);
    expect(stackOf(packet)).toBe('ipv6/udp');
    expect(offsetsOf(packet)).toEqual([0, 40]);
    expect(packet.ipLayer).toBe(0);
    expect(packet.ipProtocol).toBe(17);
    expect(packet.sourcePort).toBe(12345);
  });

  it('leaves padding out of the payload', () => {
    const packet = decode(hexBytes(`60000000 0002 fd 40 ${ADDRESSES} a1a2 0000`), IPV6);
    expect(payloadOf(packet)).toEqual(hexBytes('a1a2'));
    expect(packet.wireEnd - packet.cursor).toBe(2);
    expect(unknownOf(packet)).toBe('ipv6 0xfd');
  });

  it('takes payload length 0, a jumbogram, for as long as the frame', () => {
    expect(payloadOf(decode(hexBytes(`60000000 0000 fd 40 ${ADDRESSES} a1a2`), IPV6))).toEqual(hexBytes('a1a2'));
  });

  it('ends at no next header', () => {
    const packet = decode(hexBytes(`60000000 0001 3b 40 ${ADDRESSES} 5f`), IPV6);
    expect(stackOf(packet)).toBe('ipv6');
    expect(unknownOf(packet)).toBe('none');
    expect(problemOf(packet)).toBe('none');
  });

  it('refuses another version', () => {
    expect(problemOf(decode(hexBytes(`45000000 0009 11 40 ${ADDRESSES} ${UDP}`), IPV6))).toBe('ipv6 version-invalid');
  });

  it('is truncated below 40 bytes', () => {
    expect(problemOf(decode(hexBytes(`60000000 0009 11 40 ${ADDRESSES}`).subarray(0, 39), IPV6))).toBe('ipv6 header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`60000000 0009 11 40 ${ADDRESSES} ${UDP} 0000`), IPV6);
  });
});
