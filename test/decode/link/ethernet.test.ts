import { describe, expect, it } from 'vitest';
import { readUint16 } from '../../../src/decode/read.ts';
import { cutEverywhere, decode, offsetsOf, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const ADDRESSES = '02 00 00 00 00 02  02 00 00 00 00 01';
const ARP = '0001 0800 06 04 0001  020000000001 c0000201  000000000000 c0000202';

describe('decodeEthernet', () => {
  it('follows the EtherType', () => {
    const packet = decode(hexBytes(`${ADDRESSES} 0806 ${ARP}`));
    expect(stackOf(packet)).toBe('ethernet/arp');
    expect(offsetsOf(packet)).toEqual([0, 14]);
    expect(packet.linkLayer).toBe(0);
    expect(packet.wireLength).toBe(42);
  });

  it('counts an EtherType without a decoder', () => {
    const packet = decode(hexBytes(`${ADDRESSES} 88b5 0102`));
    expect(stackOf(packet)).toBe('ethernet');
    expect(unknownOf(packet)).toBe('ethernet 0x88b5');
    expect(problemOf(packet)).toBe('none');
    expect(payloadOf(packet)).toEqual(hexBytes('0102'));
  });

  it('reads a value below 0x600 as the length of an LLC frame and leaves padding out', () => {
    const packet = decode(hexBytes(`${ADDRESSES} 0005 42 42 03 aabb 0000000000`));
    expect(stackOf(packet)).toBe('ethernet/llc');
    expect(payloadOf(packet)).toEqual(hexBytes('aabb'));
    expect(packet.wireEnd - packet.cursor).toBe(2);
  });

  it('takes 0x600 for an EtherType, and 0x5ff for a length', () => {
    expect(stackOf(decode(hexBytes(`${ADDRESSES} 05ff 42 42 03`)))).toBe('ethernet/llc');
    expect(unknownOf(decode(hexBytes(`${ADDRESSES} 0600 42 42 03`)))).toBe('ethernet 0x600');
  });

  it('believes a length only as far as the frame goes', () => {
    const packet = decode(hexBytes(`${ADDRESSES} 05dc 42 42 03 aa`));
    expect(stackOf(packet)).toBe('ethernet/llc');
    expect(payloadOf(packet)).toEqual(hexBytes('aa'));
  });

  it('is truncated below 14 bytes', () => {
    expect(problemOf(decode(hexBytes(`${ADDRESSES} 08`)))).toBe('ethernet header-truncated');
    expect(problemOf(decode(new Uint8Array(0)))).toBe('ethernet header-truncated');
  });

  it('blames the snap length where that did it', () => {
    expect(problemOf(decode(hexBytes(`${ADDRESSES} 08`), { wireLength: 60 }))).toBe('ethernet cut-by-snap-length');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${ADDRESSES} 0806 ${ARP} 0000`));
    cutEverywhere(hexBytes(`${ADDRESSES} 0005 42 42 03 aabb 0000000000`));
  });

  it('finds the innermost header as the link layer', () => {
    const inner = `02 00 00 00 00 04  02 00 00 00 00 03  88b5`;
    const packet = decode(hexBytes(`${ADDRESSES} 6558 ${inner}`));
    expect(stackOf(packet)).toBe('ethernet/ethernet');
    expect(packet.linkLayer).toBe(1);
    expect(readUint16(packet.bytes, packet.offsets[1]! + 4)).toBe(4);
  });
});
