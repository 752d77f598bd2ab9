import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const IPV4 = { linkType: 228 };
const ADDRESSES = 'c0000201 c6336401';
const UDP = '3039 0035 0009 0000 5f';
/** Identification, flags and fragment offset, time to live. */
const MIDDLE = '1234 4000 40';

describe('decodeIpv4', () => {
  it('leads to the protocol that it names', () => {
    const packet = decode(hexBytes(`45 00 001d ${MIDDLE} 11 0000 ${ADDRESSES} ${UDP}`), IPV4);
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect(offsetsOf(packet)).toEqual([0, 20]);
    expect(packet.ipLayer).toBe(0);
    expect(packet.ipProtocol).toBe(17);
    expect(packet.sourcePort).toBe(12345);
    expect(packet.isFragment).toBe(false);
  });

  it('skips options', () => {
    const packet = decode(hexBytes(`46 00 0021 ${MIDDLE} 11 0000 ${ADDRESSES} 94040000 ${UDP}`), IPV4);
    expect(offsetsOf(packet)).toEqual([0, 24]);
    expect(packet.destinationPort).toBe(53);
  });

  it('leaves padding out of the payload', () => {
    const packet = decode(hexBytes(`45 00 0016 ${MIDDLE} fd 0000 ${ADDRESSES} a1a2 00000000`), IPV4);
    expect(payloadOf(packet)).toEqual(hexBytes('a1a2'));
    expect(packet.wireEnd - packet.cursor).toBe(2);
    expect(unknownOf(packet)).toBe('ipv4 0xfd');
  });

  it('takes total length 0, which segmentation offload leaves, for as long as the frame', () => {
    const packet = decode(hexBytes(`45 00 0000 ${MIDDLE} fd 0000 ${ADDRESSES} a1a2`), IPV4);
    expect(payloadOf(packet)).toEqual(hexBytes('a1a2'));
    expect(problemOf(packet)).toBe('none');
  });

  it('believes a total length only as far as the frame goes', () => {
    expect(payloadOf(decode(hexBytes(`45 00 ffff ${MIDDLE} fd 0000 ${ADDRESSES} a1a2`), IPV4))).toEqual(hexBytes('a1a2'));
  });

  it.each([
    ['version 6', '65', '0014', 'version-invalid'],
    ['version 0', '05', '0014', 'version-invalid'],
    ['a header of 16 bytes', '44', '0014', 'length-invalid'],
    ['a total length below its header', '45', '0013', 'length-invalid'],
    ['a total length below its options', '46', '0017', 'length-invalid'],
  ])('refuses %s', (_what, versionAndLength, totalLength, problem) => {
    const bytes = hexBytes(`${versionAndLength} 00 ${totalLength} ${MIDDLE} fd 0000 ${ADDRESSES} 00000000`);
    const packet = decode(bytes, IPV4);
    expect(stackOf(packet)).toBe('');
    expect(problemOf(packet)).toBe(`ipv4 ${problem}`);
    expect(packet.ipLayer).toBe(-1);
  });

  it.each(['', '940400'])('says between whom a packet is whose options end as "%s", and what it is', (options) => {
    const packet = decode(hexBytes(`46 00 0024 ${MIDDLE} 11 0000 ${ADDRESSES} ${options}`), IPV4);
    expect(stackOf(packet)).toBe('ipv4');
    expect(problemOf(packet)).toBe('ipv4 header-truncated');
    expect(packet.ipLayer).toBe(0);
    expect(packet.ipProtocol).toBe(17);
    expect(packet.sourcePort).toBe(-1);
    expect(payloadOf(packet)).toEqual(hexBytes(''));
  });

  it('takes no part of a packet whose options are cut for a fragment', () => {
    expect(decode(hexBytes(`46 00 0024 1234 2001 40 11 0000 ${ADDRESSES} 9404`), IPV4).isFragment).toBe(false);
  });

  it('is truncated below 20 bytes', () => {
    const packet = decode(hexBytes(`45 00 0014 ${MIDDLE} fd 0000 c0000201 c63364`), IPV4);
    expect(stackOf(packet)).toBe('');
    expect(problemOf(packet)).toBe('ipv4 header-truncated');
  });

  it('follows a first fragment, and forgives that it ends early', () => {
    const packet = decode(hexBytes(`45 00 0019 1234 2000 40 11 0000 ${ADDRESSES} 3039 0035 00`), IPV4);
    expect(stackOf(packet)).toBe('ipv4');
    expect(problemOf(packet)).toBe('udp cut-by-fragmentation');
    expect(packet.isFragment).toBe(true);
    expect(packet.isTrailingFragment).toBe(false);
    expect(packet.fragmentId).toBe(0x1234);
    expect(packet.sourcePort).toBe(12345);
  });

  it('blames the snap length before fragmentation', () => {
    const bytes = hexBytes(`45 00 0028 1234 2000 40 11 0000 ${ADDRESSES} 3039 0035 00`);
    expect(problemOf(decode(bytes, { ...IPV4, wireLength: 40 }))).toBe('udp cut-by-snap-length');
  });

  it.each(['2001', '0001', '1fff'])('does not look into a later fragment: flags and offset %s', (fragment) => {
    const packet = decode(hexBytes(`45 00 001d 1234 ${fragment} 40 11 0000 ${ADDRESSES} ${UDP}`), IPV4);
    expect(stackOf(packet)).toBe('ipv4');
    expect(packet.isFragment).toBe(true);
    expect(packet.isTrailingFragment).toBe(true);
    expect(packet.ipProtocol).toBe(17);
    expect(packet.sourcePort).toBe(-1);
    expect(payloadOf(packet)).toEqual(hexBytes(UDP));
  });

  it.each(['4000', '8000', 'c000'])('takes flags %s for a whole packet', (flags) => {
    expect(decode(hexBytes(`45 00 001d 1234 ${flags} 40 11 0000 ${ADDRESSES} ${UDP}`), IPV4).isFragment).toBe(false);
  });

  it('forgets the outer packet inside another', () => {
    const inner = `45 00 0014 0000 0000 40 fd 0000 ${ADDRESSES}`;
    const outer = `45 00 0028 1234 2000 40 04 0000 ${ADDRESSES}`;
    const packet = decode(hexBytes(`${outer} ${inner}`), IPV4);
    expect(stackOf(packet)).toBe('ipv4/ipv4');
    expect(packet.ipLayer).toBe(1);
    expect(packet.isFragment).toBe(false);
    expect(packet.ipProtocol).toBe(253);
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`46 00 0021 ${MIDDLE} 11 0000 ${ADDRESSES} 94040000 ${UDP} 0000`), IPV4);
    cutEverywhere(hexBytes(`45 00 001d 1234 2000 40 11 0000 ${ADDRESSES} ${UDP}`), IPV4);
  });
});
