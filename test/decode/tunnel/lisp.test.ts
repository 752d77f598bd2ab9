import { describe, expect, it } from 'vitest';
import { offsetsOf, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import {
  cutEverywhereOverUdp,
  decodeOverUdp,
  INNER_ETHERNET,
  INNER_IPV4,
  INNER_IPV6,
  tunnelsOf,
} from '../../support/tunnel-frames.ts';

const PORT = 4341;

describe('decodeLisp', () => {
  it.each([
    ['IPv4', `00 000000 00000000 ${INNER_IPV4}`, 'ipv4', 'without id: 20'],
    ['IPv6', `00 000000 00000000 ${INNER_IPV6}`, 'ipv6', 'without id: 40'],
    ['IPv4 with a nonce and locators', `c0 123456 00000003 ${INNER_IPV4}`, 'ipv4', 'without id: 20'],
    ['IPv4 of an instance', `88 123456 00002a 01 ${INNER_IPV4}`, 'ipv4', '42: 20'],
    ['IPv6 of the highest instance, with map versions', `18 001002 ffffff 00 ${INNER_IPV6}`, 'ipv6', '16777215: 40'],
    ['IPv4 as the next protocol', `0c 0000 01 00002a 00 ${INNER_IPV4}`, 'ipv4', '42: 20'],
    ['IPv6 as the next protocol', `04 0000 02 00000000 ${INNER_IPV6}`, 'ipv6', 'without id: 40'],
    ['Ethernet as the next protocol', `0c 0000 03 00002a 00 ${INNER_ETHERNET}`, 'ethernet/arp', '42: 22'],
    ['NSH as the next protocol', `0c 0000 04 00002a 00 0fc2 02 01 00000100 ${INNER_IPV4}`, 'nsh/ipv4', '42: 28'],
  ])('carries %s', (_what, hex, stack, tunnel) => {
    const packet = decodeOverUdp(PORT, hex);
    expect(stackOf(packet)).toBe(`ipv4/udp/lisp/${stack}`);
    expect(offsetsOf(packet).slice(0, 4)).toEqual([0, 20, 28, 36]);
    expect(tunnelsOf(packet)).toEqual([`lisp ${tunnel} bytes`]);
    cutEverywhereOverUdp(PORT, hex);
  });

  it.each(['01', '02', '03', '0b'])('says nothing of what is encrypted: flags 0x%s', (flags) => {
    const packet = decodeOverUdp(PORT, `${flags} 000000 00000000 ${INNER_IPV4}`);
    expect(stackOf(packet)).toBe('ipv4/udp/lisp');
    expect(payloadOf(packet)).toEqual(hexBytes(INNER_IPV4));
    expect(packet.tunnelCount).toBe(1);
    expect(problemOf(packet)).toBe('none');
  });

  it.each(['00', '05', '80'])('leaves next protocol 0x%s unknown', (nextProtocol) => {
    const packet = decodeOverUdp(PORT, `04 0000 ${nextProtocol} 00000000 aabb`);
    expect(unknownOf(packet)).toBe(`lisp 0x${Number.parseInt(nextProtocol, 16).toString(16)}`);
  });

  it.each([
    ['neither IP version', '55', 'ipv4 header-truncated'],
    ['neither IP version in as many bytes as a header has', '55'.repeat(20), 'ipv4 version-invalid'],
    ['nothing', '', 'ipv4 header-truncated'],
  ])('refuses %s behind its header', (_what, inner, problem) => {
    const packet = decodeOverUdp(PORT, `00 000000 00000000 ${inner}`);
    expect(stackOf(packet)).toBe('ipv4/udp/lisp');
    expect(problemOf(packet)).toBe(problem);
  });

  it('is truncated below 8 bytes', () => {
    const packet = decodeOverUdp(PORT, '08 000000 00002a');
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect(problemOf(packet)).toBe('lisp header-truncated');
    expect(packet.tunnelCount).toBe(0);
  });
});
