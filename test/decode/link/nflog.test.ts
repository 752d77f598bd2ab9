import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const NFLOG = { linkType: 239 };
const IPV4 = '4500 0014 0000 0000 40 fd 0000 c0000201 c0000202';
const IPV6 = `6000 0000 0000 3b 40 ${'00'.repeat(15)}01 ${'00'.repeat(15)}01`;
/** Packet header: EtherType 0x0800, hook 3; a prefix of 5 bytes with 3 of padding. */
const LITTLE = '0800 0100 0800 03 00  0900 0a00 77616e3a00 000000';
const BIG = '0008 0001 0800 03 00  0009 000a 77616e3a00 000000';

describe('decodeNflog', () => {
  it('finds an IPv4 packet in the payload attribute', () => {
    const packet = decode(hexBytes(`02 00 002a ${LITTLE} 1800 0900 ${IPV4}`), NFLOG);
    expect(stackOf(packet)).toBe('nflog/ipv4');
    expect(offsetsOf(packet)).toEqual([0, 28]);
  });

  it('reads attributes of a big-endian host', () => {
    const packet = decode(hexBytes(`02 00 002a ${BIG} 0018 0009 ${IPV4}`), NFLOG);
    expect(stackOf(packet)).toBe('nflog/ipv4');
    expect(offsetsOf(packet)).toEqual([0, 28]);
  });

  it('finds an IPv6 packet by its family', () => {
    expect(stackOf(decode(hexBytes(`0a 00 0000 2c00 0900 ${IPV6}`), NFLOG))).toBe('nflog/ipv6');
  });

  it('follows the EtherType of a bridged frame', () => {
    expect(stackOf(decode(hexBytes(`07 00 0000 ${LITTLE} 1800 0900 ${IPV4}`), NFLOG))).toBe('nflog/ipv4');
  });

  it('does not need the EtherType of an IPv4 packet', () => {
    expect(stackOf(decode(hexBytes(`02 00 0000 1800 0900 ${IPV4}`), NFLOG))).toBe('nflog/ipv4');
  });

  it('takes no EtherType from a packet header too short to have one', () => {
    expect(unknownOf(decode(hexBytes(`07 00 0000 0500 0100 08 000000 1800 0900 ${IPV4}`), NFLOG))).toBe('nflog 0x7');
    expect(stackOf(decode(hexBytes(`07 00 0000 0600 0100 0800 0000 1800 0900 ${IPV4}`), NFLOG))).toBe('nflog/ipv4');
  });

  it('skips an attribute without a value', () => {
    expect(stackOf(decode(hexBytes(`02 00 0000 0400 0a00 1800 0900 ${IPV4}`), NFLOG))).toBe('nflog/ipv4');
    expect(problemOf(decode(hexBytes('02 00 0000 0400 0a00'), NFLOG))).toBe('none');
  });

  it('counts a family that says nothing, where no EtherType does', () => {
    expect(unknownOf(decode(hexBytes('07 00 0000 0600 0900 aabb'), NFLOG))).toBe('nflog 0x7');
  });

  it('ends the payload where its attribute ends', () => {
    const packet = decode(hexBytes('07 00 0000 0600 0900 aabb 0000 0800 0500 00000001'), NFLOG);
    expect(payloadOf(packet)).toEqual(hexBytes('aabb'));
  });

  it('is whole without a payload', () => {
    const packet = decode(hexBytes(`02 00 002a ${LITTLE}`), NFLOG);
    expect(stackOf(packet)).toBe('nflog');
    expect(problemOf(packet)).toBe('none');
    expect(payloadOf(packet)).toHaveLength(0);
  });

  it('forgives missing padding behind the last attribute', () => {
    const packet = decode(hexBytes('02 00 002a 0900 0a00 77616e3a00'), NFLOG);
    expect(stackOf(packet)).toBe('nflog');
    expect(problemOf(packet)).toBe('none');
  });

  it('refuses a version other than 0', () => {
    expect(problemOf(decode(hexBytes('02 01 002a'), NFLOG))).toBe('nflog version-invalid');
  });

  it.each(['0000', '0300'])('refuses an attribute of length %s, which does not cover its own header', (length) => {
    expect(problemOf(decode(hexBytes(`02 00 002a ${length} 0a00 00000000`), NFLOG))).toBe('nflog length-invalid');
  });

  it.each(['02 00 00', '02 00 002a 08', '02 00 002a 0800 0100 0800'])('is truncated as %s', (bytes) => {
    expect(problemOf(decode(hexBytes(bytes), NFLOG))).toBe('nflog header-truncated');
  });

  it('keeps within every cut', () => {
    // A list of attributes may end behind any of them, so a frame that is so short on the wire is whole.
    cutEverywhere(hexBytes(`02 00 002a ${LITTLE} 1800 0900 ${IPV4}`), { ...NFLOG, mayEndEarly: true });
    cutEverywhere(hexBytes(`02 00 002a ${BIG} 0018 0009 ${IPV4}`), { ...NFLOG, mayEndEarly: true });
  });

  it('never passes for whole where the snap length cut it before the payload', () => {
    const bytes = hexBytes(`02 00 002a ${LITTLE} 1800 0900 ${IPV4}`);
    for (let length = 0; length < 28; length++) {
      expect(problemOf(decode(bytes.subarray(0, length), { ...NFLOG, wireLength: bytes.length }))).toBe(
        'nflog cut-by-snap-length',
      );
    }
  });
});
