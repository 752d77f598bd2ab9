import { describe, expect, it } from 'vitest';
import { countReads, offsetsOf, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { cutEverywhereOverUdp, decodeOverUdp, INNER_IPV4, INNER_IPV6, overUdp, tunnelsOf } from '../../support/tunnel-frames.ts';

const PORT = 2152;
const TEID = 'fedcba98';
/** A PDU session container (0x85) with one unit of 4 bytes, then whatever type follows it. */
const CONTAINER = '01 00 09';

describe('decodeGtpU', () => {
  it.each([
    ['ipv4', INNER_IPV4, '0014'],
    ['ipv6', INNER_IPV6, '0028'],
  ])("carries a user's %s packet", (name, inner, length) => {
    const packet = decodeOverUdp(PORT, `30 ff ${length} ${TEID} ${inner}`);
    expect(stackOf(packet)).toBe(`ipv4/udp/gtp-u/${name}`);
    expect(offsetsOf(packet)).toEqual([0, 20, 28, 36]);
    expect(tunnelsOf(packet)).toEqual([`gtp-u ${0xfedcba98}: ${Number.parseInt(length, 16)} bytes`]);
  });

  it.each(['31', '32', '33'])('has four bytes more with flags 0x%s and does not look at the extension type there', (flags) => {
    const packet = decodeOverUdp(PORT, `${flags} ff 0018 ${TEID} 1234 05 85 ${INNER_IPV4}`);
    expect(offsetsOf(packet)).toEqual([0, 20, 28, 40]);
  });

  it.each(['34', '35', '36', '37'])('follows the chain of extension headers with flags 0x%s', (flags) => {
    const hex = `${flags} ff 0024 ${TEID} 1234 05 85 ${CONTAINER} c0 02 0011 2233 4455 00 ${INNER_IPV4}`;
    const packet = decodeOverUdp(PORT, hex);
    expect(offsetsOf(packet)).toEqual([0, 20, 28, 52]);
    expect(tunnelsOf(packet)).toEqual([`gtp-u ${0xfedcba98}: 20 bytes`]);
    cutEverywhereOverUdp(PORT, hex);
  });

  it('has no extension header where the first type is zero', () => {
    expect(offsetsOf(decodeOverUdp(PORT, `34 ff 0018 ${TEID} 0000 00 00 ${INNER_IPV4}`))).toEqual([0, 20, 28, 40]);
  });

  it.each([
    ['echo request', '01'],
    ['error indication', '1a'],
    ['end marker', 'fe'],
  ])('counts the tunnel of an %s, which carries nothing', (_, type) => {
    const packet = decodeOverUdp(PORT, `32 ${type} 0006 ${TEID} 0001 00 00 4500`);
    expect(stackOf(packet)).toBe('ipv4/udp/gtp-u');
    expect(problemOf(packet)).toBe('none');
    expect(tunnelsOf(packet)).toEqual([`gtp-u ${0xfedcba98}: 2 bytes`]);
  });

  it('leaves alone what a user sends besides IP', () => {
    const packet = decodeOverUdp(PORT, `30 ff 0004 ${TEID} ff03 0021`);
    expect(stackOf(packet)).toBe('ipv4/udp/gtp-u');
    expect([problemOf(packet), unknownOf(packet)]).toEqual(['none', 'none']);
    expect(payloadOf(packet)).toEqual(hexBytes('ff03 0021'));
  });

  it('leaves what follows the length out', () => {
    const packet = decodeOverUdp(PORT, `30 ff 0004 ${TEID} ff03 0021 aabb`);
    expect(tunnelsOf(packet)).toEqual([`gtp-u ${0xfedcba98}: 4 bytes`]);
    expect(payloadOf(packet)).toEqual(hexBytes('ff03 0021'));
  });

  it.each([
    ['version 0', '10'],
    ['version 2', '50'],
    ["GTP'", '20'],
  ])('refuses %s', (_, first) => {
    const packet = decodeOverUdp(PORT, `${first} ff 0014 ${TEID} ${INNER_IPV4}`);
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect(problemOf(packet)).toBe('gtp-u version-invalid');
  });

  it.each([
    ['a length that leaves no room for the optional fields', `32 ff 0003 ${TEID} 0000 00 00`],
    ['a length that ends inside an extension header', `34 ff 0007 ${TEID} 0000 00 85 ${CONTAINER} 00`],
    ['an extension header of length zero', `34 ff 0018 ${TEID} 0000 00 85 00 ${INNER_IPV4}`],
  ])('refuses %s', (_, hex) => {
    const packet = decodeOverUdp(PORT, hex);
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect(problemOf(packet)).toBe('gtp-u length-invalid');
  });

  it.each([
    ['below 8 bytes', '30 ff 0014 0000'],
    ['inside the optional fields', `32 ff 0018 ${TEID} 0000`],
    ['where an announced extension header is missing', `34 ff 0018 ${TEID} 0000 00 85`],
    ['inside an extension header', `34 ff 0040 ${TEID} 0000 00 85 04 0009`],
    ["where the user's packet is missing", `30 ff 0000 ${TEID}`],
  ])('is truncated %s', (_, hex) => {
    expect(problemOf(decodeOverUdp(PORT, hex))).toBe('gtp-u header-truncated');
  });

  it.each([
    ['the optional fields', `32 ff 0018 ${TEID} 0000`],
    ['an extension header', `34 ff 0040 ${TEID} 0000 00 85 04 0009`],
  ])('counts the tunnel when %s are cut', (_, hex) => {
    const packet = decodeOverUdp(PORT, hex);
    expect(stackOf(packet)).toBe('ipv4/udp/gtp-u');
    expect(tunnelsOf(packet)).toEqual([`gtp-u ${0xfedcba98}: 0 bytes`]);
  });

  it('walks twice as many extension headers at twice the cost', () => {
    const cost = (count: number) => {
      const length = (4 + 4 * count + 20).toString(16).padStart(4, '0');
      const hex = `34 ff ${length} ${TEID} 0000 00 85 ${`${CONTAINER} 85`.repeat(count - 1)} ${CONTAINER} 00 ${INNER_IPV4}`;
      return countReads(overUdp(PORT, hex), { linkType: 228 });
    };
    expect(cost(2000) - cost(1000)).toBe(1000 * 2);
  });
});
