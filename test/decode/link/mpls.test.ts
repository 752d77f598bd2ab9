import { describe, expect, it } from 'vitest';
import { readMplsLabel } from '../../../src/decode/link/mpls.ts';
import { TunnelType } from '../../../src/decode/tunnel-type.ts';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const ETHERNET = '02 00 00 00 00 02  02 00 00 00 00 01  8847';
const IPV4 = '4500 0014 0000 0000 40 fd 0000 c0000201 c0000202';
const IPV6 = `6000 0000 0000 3b 40 ${'00'.repeat(15)}01 ${'00'.repeat(15)}01`;
const ARP = '0001 0800 06 04 0001  020000000001 c0000201  000000000000 c0000202';
const INNER = `03 00 00 00 00 04  02 00 00 00 00 03  0806 ${ARP}`;
/** Label 1000, traffic class 5, time to live 64; then the same at the bottom of the stack. */
const LABEL_1000 = '003e8a40';
const BOTTOM_1000 = '003e8b40';

describe('decodeMpls', () => {
  it('enters a whole label stack as one layer, a tunnel by its bottom label', () => {
    const packet = decode(hexBytes(`${ETHERNET} 00010a40 00020a40 ${BOTTOM_1000} ${IPV4}`));
    expect(stackOf(packet)).toBe('ethernet/mpls/ipv4');
    expect(offsetsOf(packet)).toEqual([0, 14, 26]);
    expect(packet.tunnelCount).toBe(1);
    expect(packet.tunnelTypes[0]).toBe(TunnelType.Mpls);
    expect(packet.tunnelHasId[0]).toBe(1);
    expect(packet.tunnelIds[0]).toBe(1000);
    expect(packet.tunnelInnerBytes[0]).toBe(20);
    expect(readMplsLabel(packet.bytes, packet.offsets[1]!)).toBe(16);
  });

  it('reads the highest label', () => {
    expect(decode(hexBytes(`${ETHERNET} fffff1ff ${IPV4}`)).tunnelIds[0]).toBe(0xfffff);
  });

  it.each([
    ['4', IPV4, 'ethernet/mpls/ipv4'],
    ['6', IPV6, 'ethernet/mpls/ipv6'],
    ['0, a control word,', `00000000 ${INNER}`, 'ethernet/mpls/pseudowire/ethernet/arp'],
    ['0, a control word with a sequence number,', `00000007 ${INNER}`, 'ethernet/mpls/pseudowire/ethernet/arp'],
    ['0, an address without a control word,', INNER, 'ethernet/mpls/ethernet/arp'],
    ['8, an address,', `8${INNER.slice(1)}`, 'ethernet/mpls/ethernet/arp'],
  ])('tells by first nibble %s what follows', (_nibble, bytes, stack) => {
    expect(stackOf(decode(hexBytes(`${ETHERNET} ${BOTTOM_1000} ${bytes}`)))).toBe(stack);
  });

  it('follows the explicit null labels whatever the nibble', () => {
    expect(stackOf(decode(hexBytes(`${ETHERNET} 00000140 ${IPV4}`)))).toBe('ethernet/mpls/ipv4');
    expect(stackOf(decode(hexBytes(`${ETHERNET} 00002140 ${IPV6}`)))).toBe('ethernet/mpls/ipv6');
    expect(problemOf(decode(hexBytes(`${ETHERNET} 00000140 ${IPV6}`)))).toBe('ipv4 version-invalid');
    expect(problemOf(decode(hexBytes(`${ETHERNET} 00002140 ${IPV4} ${IPV4}`)))).toBe('ipv6 version-invalid');
  });

  it.each([
    ['an associated channel', `${BOTTOM_1000} 10000007 ${IPV4}`, 'mpls 0x3e8'],
    ['the label of the generic associated channel', `0000d140 10000007 ${IPV4}`, 'mpls 0xd'],
    ['whatever that label announces, also with the nibble of IPv4', `0000d140 ${IPV4}`, 'mpls 0xd'],
    ['an associated channel that looks like an address', `${BOTTOM_1000} 1${INNER.slice(1)}`, 'mpls 0x3e8'],
    ['two bytes that are no control word', `${BOTTOM_1000} 0001`, 'mpls 0x3e8'],
    ['what looks like nothing known', `${BOTTOM_1000} ${'a5'.repeat(20)}`, 'mpls 0x3e8'],
    ['too little to look like anything', `${BOTTOM_1000} a5`, 'mpls 0x3e8'],
  ])('counts %s as unknown', (_what, bytes, unknown) => {
    const packet = decode(hexBytes(`${ETHERNET} ${bytes}`));
    expect(stackOf(packet)).toBe('ethernet/mpls');
    expect(unknownOf(packet)).toBe(unknown);
  });

  it.each(['', LABEL_1000, `${LABEL_1000} ${LABEL_1000} 003e8b`])("is truncated where '%s' is all of the stack", (bytes) => {
    const packet = decode(hexBytes(`${ETHERNET} ${bytes}`));
    expect(stackOf(packet)).toBe('ethernet');
    expect(problemOf(packet)).toBe('mpls header-truncated');
    expect(packet.tunnelCount).toBe(0);
  });

  it('is truncated where nothing follows the bottom label', () => {
    const packet = decode(hexBytes(`${ETHERNET} ${BOTTOM_1000}`));
    expect(stackOf(packet)).toBe('ethernet/mpls');
    expect(problemOf(packet)).toBe('mpls header-truncated');
  });

  it('takes an Ethernet header with nothing behind it for one', () => {
    expect(stackOf(decode(hexBytes(`${ETHERNET} ${BOTTOM_1000} 8300 00000004 020000000003 0806`)))).toBe(
      'ethernet/mpls/ethernet',
    );
  });

  it('takes upstream-assigned labels for the same', () => {
    expect(stackOf(decode(hexBytes(`02 00 00 00 00 02  02 00 00 00 00 01  8848 ${BOTTOM_1000} ${IPV4}`)))).toBe(
      'ethernet/mpls/ipv4',
    );
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${ETHERNET} 00010a40 ${BOTTOM_1000} ${IPV4}`));
    cutEverywhere(hexBytes(`${ETHERNET} ${BOTTOM_1000} 00000000 ${INNER}`));
    cutEverywhere(hexBytes(`${ETHERNET} ${BOTTOM_1000} 8${INNER.slice(1)}`), { mayEndEarly: true });
  });
});
