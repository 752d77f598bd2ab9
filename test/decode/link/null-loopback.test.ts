import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const IPV4 = '4500 0014 0000 0000 40 fd 0000 7f000001 7f000001';
const IPV6 = `6000 0000 0000 3b 40 ${'00'.repeat(15)}01 ${'00'.repeat(15)}01`;

describe('decodeNullLoopback', () => {
  it.each(['02000000', '00000002'])('finds IPv4 by family 2 in either byte order: %s', (family) => {
    for (const linkType of [0, 108]) {
      const packet = decode(hexBytes(`${family} ${IPV4}`), { linkType });
      expect(stackOf(packet)).toBe('null/ipv4');
      expect(offsetsOf(packet)).toEqual([0, 4]);
    }
  });

  it.each(['18000000', '1c000000', '1e000000', '0a000000', '00000018', '0000001c', '0000001e', '0000000a'])(
    'finds IPv6 by family %s, which every system numbers differently',
    (family) => {
      expect(stackOf(decode(hexBytes(`${family} ${IPV6}`), { linkType: 0 }))).toBe('null/ipv6');
    },
  );

  it('counts other families, whatever their byte order', () => {
    expect(unknownOf(decode(hexBytes('07000000 00'), { linkType: 0 }))).toBe('null 0x7');
    expect(unknownOf(decode(hexBytes('00000007 00'), { linkType: 0 }))).toBe('null 0x7');
    expect(unknownOf(decode(hexBytes('ffffffff 00'), { linkType: 0 }))).toBe('null 0xffffffff');
    expect(unknownOf(decode(hexBytes('0000ffff 00'), { linkType: 0 }))).toBe('null 0xffff');
    expect(unknownOf(decode(hexBytes('00000100 00'), { linkType: 0 }))).toBe('null 0x100');
    expect(unknownOf(decode(hexBytes('00010000 00'), { linkType: 0 }))).toBe('null 0x100');
  });

  it.each([
    ['PPP', `ff 03 0021 ${IPV4}`, 'ppp/ipv4'],
    ['Cisco HDLC to one station', `0f 00 0800 ${IPV4}`, 'cisco-hdlc/ipv4'],
    ['Cisco HDLC to all stations', `8f 00 86dd ${IPV6}`, 'cisco-hdlc/ipv6'],
  ])('finds the framing of a serial line in its place: %s', (_what, bytes, stack) => {
    const packet = decode(hexBytes(bytes), { linkType: 0 });
    expect(stackOf(packet)).toBe(stack);
    expect(offsetsOf(packet)[0]).toBe(0);
    cutEverywhere(hexBytes(bytes), { linkType: 0 });
  });

  it('takes no address family for a serial line', () => {
    expect(unknownOf(decode(hexBytes('0f000000 00'), { linkType: 0 }))).toBe('null 0xf');
    expect(unknownOf(decode(hexBytes('8f000000 00'), { linkType: 0 }))).toBe('null 0x8f');
    expect(unknownOf(decode(hexBytes('0f010800 00'), { linkType: 0 }))).toBe('null 0x8010f');
  });

  it('finds an EtherType behind two zeros', () => {
    expect(stackOf(decode(hexBytes(`0000 0800 ${IPV4}`), { linkType: 0 }))).toBe('null/ipv4');
    expect(stackOf(decode(hexBytes(`0000 86dd ${IPV6}`), { linkType: 0 }))).toBe('null/ipv6');
    expect(unknownOf(decode(hexBytes('0000 0600 00'), { linkType: 0 }))).toBe('null 0x600');
    expect(unknownOf(decode(hexBytes('0000 05ff 00'), { linkType: 0 }))).toBe('null 0x5ff');
    expect(unknownOf(decode(hexBytes('0008 0000 00'), { linkType: 0 }))).toBe('null 0x800');
  });

  it('is truncated below 4 bytes', () => {
    expect(problemOf(decode(hexBytes('020000'), { linkType: 0 }))).toBe('null header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`02000000 ${IPV4}`), { linkType: 0 });
  });
});
