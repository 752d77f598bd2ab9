import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const IPV6 = { linkType: 229 };
const ADDRESSES = `20010db8${'00'.repeat(11)}01 20010db8${'00'.repeat(11)}02`;
const UDP = '3039 0035 0008 0000';
const ipv6 = (nextHeader: string) => `60000000 0000 ${nextHeader} 40 ${ADDRESSES}`;

const EXTENSIONS = [
  ['00', 'hop-by-hop-options'],
  ['3c', 'destination-options'],
  ['2b', 'routing-header'],
  ['87', 'mobility-header'],
  ['8b', 'hip'],
  ['8c', 'shim6'],
] as const;

describe.each(EXTENSIONS)('extension header %s', (number, name) => {
  it(`is ${name} and leads to the next header`, () => {
    const packet = decode(hexBytes(`${ipv6(number)} 11 00 0104 00000000 ${UDP}`), IPV6);
    expect(stackOf(packet)).toBe(`ipv6/${name}/udp`);
    expect(offsetsOf(packet)).toEqual([0, 40, 48]);
    expect(packet.ipProtocol).toBe(17);
  });

  it('is as many times eight bytes longer as its length says', () => {
    const packet = decode(hexBytes(`${ipv6(number)} 11 02 ${'00'.repeat(22)} ${UDP}`), IPV6);
    expect(offsetsOf(packet)).toEqual([0, 40, 64]);
  });

  it('may end the packet', () => {
    const packet = decode(hexBytes(`${ipv6(number)} 3b 00 0104 00000000`), IPV6);
    expect(stackOf(packet)).toBe(`ipv6/${name}`);
    expect(problemOf(packet)).toBe('none');
  });

  it('is truncated where its length goes past the packet', () => {
    const packet = decode(hexBytes(`${ipv6(number)} 11 01 ${'00'.repeat(13)}`), IPV6);
    expect(stackOf(packet)).toBe('ipv6');
    expect(problemOf(packet)).toBe(`${name} header-truncated`);
    expect(problemOf(decode(hexBytes(`${ipv6(number)} 11 00 0000000000`), IPV6))).toBe(`${name} header-truncated`);
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${ipv6(number)} 11 01 ${'00'.repeat(14)} ${UDP}`), IPV6);
  });
});

describe('extension headers', () => {
  it('follow each other', () => {
    const bytes = hexBytes(`${ipv6('00')} 3c 00 0104 00000000  2b 00 0104 00000000  11 00 0000 00000000 ${UDP}`);
    expect(stackOf(decode(bytes, IPV6))).toBe('ipv6/hop-by-hop-options/destination-options/routing-header/udp');
  });

  it('belong to IPv6: in IPv4 their numbers mean nothing', () => {
    const packet = decode(hexBytes(`45 00 001c 0000 0000 40 00 0000 c0000201 c0000202 11 00 0104 00000000`), { linkType: 228 });
    expect(stackOf(packet)).toBe('ipv4');
    expect(problemOf(packet)).toBe('none');
    expect(packet.isUnknown).toBe(true);
  });

  it('stop at 16 layers, however many follow', () => {
    const options = '3c 00 0104 00000000 '.repeat(100);
    const packet = decode(hexBytes(`${ipv6('3c')} ${options}`), IPV6);
    expect(packet.layerCount).toBe(16);
    expect(problemOf(packet)).toBe('destination-options too-many-layers');
  });
});

describe('decodeFragmentHeader', () => {
  it('follows a first fragment, and forgives that it ends early', () => {
    const packet = decode(hexBytes(`${ipv6('2c')} 11 00 0001 deadbeef 3039 0035 00`), IPV6);
    expect(stackOf(packet)).toBe('ipv6/fragment-header');
    expect(problemOf(packet)).toBe('udp cut-by-fragmentation');
    expect(packet.isFragment).toBe(true);
    expect(packet.isTrailingFragment).toBe(false);
    expect(packet.fragmentId >>> 0).toBe(0xdeadbeef);
    expect(packet.destinationPort).toBe(53);
  });

  it.each(['0008', '0009', 'fff8'])('does not look into a later fragment: offset and flag %s', (fragment) => {
    const packet = decode(hexBytes(`${ipv6('2c')} 11 00 ${fragment} 00000001 ${UDP}`), IPV6);
    expect(stackOf(packet)).toBe('ipv6/fragment-header');
    expect(packet.isTrailingFragment).toBe(true);
    expect(packet.ipProtocol).toBe(17);
    expect(packet.sourcePort).toBe(-1);
    expect(payloadOf(packet)).toEqual(hexBytes(UDP));
  });

  it('takes an atomic fragment for a whole packet, whatever its reserved bits', () => {
    const packet = decode(hexBytes(`${ipv6('2c')} 11 00 0006 00000001 ${UDP}`), IPV6);
    expect(stackOf(packet)).toBe('ipv6/fragment-header/udp');
    expect(packet.isFragment).toBe(false);
  });

  it('is truncated below 8 bytes', () => {
    expect(problemOf(decode(hexBytes(`${ipv6('2c')} 11 00 0001 000000`), IPV6))).toBe('fragment-header header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${ipv6('2c')} 11 00 0001 deadbeef ${UDP}`), IPV6);
  });
});
