import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { buildFrame, type Layer, payload } from '../../support/frames/build-frame.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { udp } from '../../support/frames/udp.ts';

/** ARP between addresses of one byte. */
const ARP = '0007 0800 01 04 0001 be 0a508301 00 0a5083fe';

/** Each with how it starts; Linux has an offset behind the addresses. */
const KINDS = [
  ['arcnet', 7, 'be 50'],
  ['arcnet-linux', 129, 'be 50 0000'],
] as const;

describe.each(KINDS)('decoding %s', (name, linkType, addresses) => {
  const length = hexBytes(addresses).length;
  const frame = (header: string, ...layers: readonly Layer[]) =>
    buildFrame(payload(hexBytes(`${addresses} ${header}`)), ...layers);

  it.each<[string, Layer, string, number]>([
    ['f0', ipv4(), `${name}/ipv4/udp`, 1],
    ['d4 00 0001', ipv4(), `${name}/ipv4/udp`, 4],
    ['c4 00 0001', ipv6(), `${name}/ipv6/udp`, 4],
    ['d4 ff ffff ff 00 0001', ipv4(), `${name}/ipv4/udp`, 8],
  ])('follows the protocol of %s', (header, ip, stack, inner) => {
    const packet = decode(frame(header, ip, udp()), { linkType });
    expect(stackOf(packet)).toBe(stack);
    expect(offsetsOf(packet).slice(0, 2)).toEqual([0, length + inner]);
  });

  it.each(['f1', 'd5 00 0001'])('follows ARP: %s', (header) => {
    expect(stackOf(decode(frame(`${header} ${ARP}`), { linkType }))).toBe(`${name}/arp`);
  });

  it('looks into the first part of a packet, which may end early', () => {
    const whole = frame('d4 01 0001', ipv4(), udp());
    expect(stackOf(decode(whole, { linkType }))).toBe(`${name}/ipv4/udp`);
    expect(problemOf(decode(whole.subarray(0, -4), { linkType }))).toBe('udp cut-by-fragmentation');
  });

  it('does not look into later parts', () => {
    const packet = decode(frame('d4 02 0001', ipv4(), udp()), { linkType });
    expect(stackOf(packet)).toBe(name);
    expect(problemOf(packet)).toBe('none');
  });

  it('counts other protocols', () => {
    expect(unknownOf(decode(frame('fa 00 0001 ffff'), { linkType }))).toBe(`${name} 0xfa`); // Novell's IPX
  });

  it.each(['', 'd4', 'd4 00 00', 'd4 ff ffff ff 00 00'])("is truncated as '%s'", (header) => {
    expect(problemOf(decode(frame(header), { linkType }))).toBe(`${name} header-truncated`);
  });

  it('keeps within every cut', () => {
    cutEverywhere(frame('f0', ipv4(), udp()), { linkType });
    cutEverywhere(frame('d4 ff ffff ff 00 0001', ipv4(), udp()), { linkType });
  });
});
