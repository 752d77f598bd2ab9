import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const ARP = '0001 0800 06 04 0001  020000000001 c0000201  000000000000 c0000202';

/** Each with how to write its header around a hardware type and a protocol type. */
const KINDS = [
  ['linux-sll', 113, (hardware: string, protocol: string) => `0000 ${hardware} 0006 0200000000010000 ${protocol}`, 16],
  ['linux-sll2', 276, (hardware: string, protocol: string) => `${protocol} 0000 00000002 ${hardware} 00 06 0200000000010000`, 20],
] as const;

describe.each(KINDS)('decoding %s', (name, linkType, header, length) => {
  it('follows the EtherType', () => {
    const packet = decode(hexBytes(`${header('0001', '0806')} ${ARP}`), { linkType });
    expect(stackOf(packet)).toBe(`${name}/arp`);
    expect(offsetsOf(packet)).toEqual([0, length]);
    expect(packet.linkLayer).toBe(-1);
  });

  it('follows the EtherType that a GRE device leaves', () => {
    expect(stackOf(decode(hexBytes(`${header('030a', '0806')} ${ARP}`), { linkType }))).toBe(`${name}/arp`);
  });

  it('follows an LLC frame', () => {
    expect(stackOf(decode(hexBytes(`${header('0001', '0004')} 42 42 03`), { linkType }))).toBe(`${name}/llc`);
  });

  it('follows a radiotap header whatever the protocol type', () => {
    expect(problemOf(decode(hexBytes(header('0323', '0004')), { linkType }))).toBe('radiotap header-truncated');
  });

  it('follows a frame relay address whatever the protocol type', () => {
    expect(stackOf(decode(hexBytes(`${header('0302', '0800')} 1861 0806 ${ARP}`), { linkType }))).toBe(`${name}/frame-relay/arp`);
  });

  it.each([
    ['raw IPX', '0001', '0001', '0x1'],
    ['a frame of any protocol', '0001', '0003', '0x3'],
    ['CAN', '0118', '000c', '0xc'],
    ['netlink, whose numbers are its own', '0338', '0800', '0x800'],
  ])('does not look into %s', (_what, hardware, protocol, identifier) => {
    const packet = decode(hexBytes(`${header(hardware, protocol)} 0102030405060708`), { linkType });
    expect(stackOf(packet)).toBe(name);
    expect(unknownOf(packet)).toBe(`${name} ${identifier}`);
  });

  it('is truncated below its header length', () => {
    const bytes = hexBytes(header('0001', '0806')).subarray(0, length - 1);
    expect(problemOf(decode(bytes, { linkType }))).toBe(`${name} header-truncated`);
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${header('0001', '0806')} ${ARP}`), { linkType });
  });
});
