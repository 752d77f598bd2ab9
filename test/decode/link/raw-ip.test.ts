import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const IPV4 = '4500 0014 0000 0000 40 fd 0000 c0000201 c0000202';
const IPV6 = `6000 0000 0000 3b 40 ${'00'.repeat(15)}01 ${'00'.repeat(15)}01`;

describe.each([12, 14, 101])('raw IP of link type %i', (linkType) => {
  it('starts with the IP header that the version names', () => {
    expect(stackOf(decode(hexBytes(IPV4), { linkType }))).toBe('ipv4');
    expect(offsetsOf(decode(hexBytes(IPV6), { linkType }))).toEqual([0]);
    expect(stackOf(decode(hexBytes(IPV6), { linkType }))).toBe('ipv6');
  });

  it('refuses any other version', () => {
    const packet = decode(hexBytes('5500 0014'), { linkType });
    expect(stackOf(packet)).toBe('');
    expect(problemOf(packet)).toBe('raw version-invalid');
  });

  it('is truncated when empty', () => {
    expect(problemOf(decode(new Uint8Array(0), { linkType }))).toBe('raw header-truncated');
    expect(problemOf(decode(new Uint8Array(0), { linkType, wireLength: 40 }))).toBe('raw cut-by-snap-length');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(IPV4), { linkType });
    cutEverywhere(hexBytes(IPV6), { linkType });
  });
});

describe('link types of one IP version', () => {
  it('start with it', () => {
    expect(stackOf(decode(hexBytes(IPV4), { linkType: 228 }))).toBe('ipv4');
    expect(stackOf(decode(hexBytes(IPV6), { linkType: 229 }))).toBe('ipv6');
    expect(problemOf(decode(hexBytes(IPV6), { linkType: 228 }))).toBe('ipv4 version-invalid');
  });
});
