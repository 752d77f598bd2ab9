import { describe, expect, it } from 'vitest';
import { countReads, offsetsOf, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import {
  cutEverywhereOverIpv4,
  cutEverywhereOverUdp,
  decodeOverIpv4,
  decodeOverUdp,
  INNER_ETHERNET,
  INNER_IPV4,
  INNER_IPV6,
  overIpv4,
  tunnelsOf,
} from '../../support/tunnel-frames.ts';

const L2TP = 115;
const PORT = 1701;
const SESSION = 'fedcba98';
const ID = 0xfedcba98;
const ARP = `00005e005301 00005e005302 0806 0001 0800 06 04 0001 ${'00'.repeat(20)}`;
const COOKIE = 'c00c1e01 c00c1e02';
const SUBLAYER = '40000007';

describe('decodeL2tpv3', () => {
  it('has a session id alone over IP', () => {
    const packet = decodeOverIpv4(L2TP, `${SESSION} ${ARP}`);
    expect(stackOf(packet)).toBe('ipv4/l2tpv3/ethernet/arp');
    expect(offsetsOf(packet)).toEqual([0, 20, 24, 38]);
    expect(tunnelsOf(packet)).toEqual([`l2tp ${ID}: 42 bytes`]);
  });

  it('has a word of flags and version before it over UDP', () => {
    const packet = decodeOverUdp(PORT, `0003 0000 ${SESSION} ${ARP}`);
    expect(stackOf(packet)).toBe('ipv4/udp/l2tpv3/ethernet/arp');
    expect(offsetsOf(packet)).toEqual([0, 20, 28, 36, 50]);
    expect(tunnelsOf(packet)).toEqual([`l2tp ${ID}: 42 bytes`]);
  });

  it.each([
    ['nothing', ''],
    ['a sublayer', SUBLAYER],
    ['a cookie', COOKIE],
    ['a cookie and a sublayer', COOKIE + SUBLAYER],
  ])('finds the payload behind %s', (_, gap) => {
    const offset = 24 + hexBytes(gap).length;
    const macs = '00005e005301 00005e005302';
    const payloads: [string, string][] = [
      ['ethernet/ipv4', `${macs} 0800 ${INNER_IPV4}`],
      ['ethernet/ipv6', `${macs} 86dd ${INNER_IPV6}`],
      ['ppp/ipv4', `ff03 0021 ${INNER_IPV4}`],
      ['ppp/ipv6', `0057 ${INNER_IPV6}`],
    ];
    for (const [stack, payload] of payloads) {
      const packet = decodeOverIpv4(L2TP, `${SESSION} ${gap} ${payload}`);
      expect(stackOf(packet)).toBe(`ipv4/l2tpv3/${stack}`);
      expect(offsetsOf(packet)[2]).toBe(offset);
      expect(tunnelsOf(packet)).toEqual([`l2tp ${ID}: ${hexBytes(payload).length} bytes`]);
      cutEverywhereOverIpv4(L2TP, `${SESSION} ${gap} ${payload}`, { mayEndEarly: true });
    }
  });

  it.each([
    ['a payload it does not know', 'aabbccdd'],
    ['IPv4 whose total length is more than there is', `ff03 0021 ${INNER_IPV4.replace('0014', '0015')}`],
    ['IPv4 whose header length is too small', `ff03 0021 ${INNER_IPV4.replace('4500', '4400')}`],
    ['IPv6 whose payload length is more than there is', `0057 ${INNER_IPV6.replace('0000 3b', '0001 3b')}`],
    ['ARP for other addresses', INNER_ETHERNET],
  ])('does not believe %s', (_, payload) => {
    const packet = decodeOverIpv4(L2TP, `${SESSION} ${payload}`);
    expect(stackOf(packet)).toBe('ipv4/l2tpv3');
    expect(problemOf(packet)).toBe('none');
    expect(unknownOf(packet)).toBe('l2tpv3 0xfedcba98');
    expect(payloadOf(packet)).toEqual(hexBytes(payload));
  });

  it('guesses at a cost that does not depend on the payload', () => {
    const cost = (length: number) => countReads(overIpv4(L2TP, SESSION + '45'.repeat(length)), { linkType: 228 });
    expect(cost(1400)).toBe(cost(100));
  });

  it.each([
    ['over IP', () => decodeOverIpv4(L2TP, '00000000 c803 0014 00000abc 0001 0002 8008 0000 0000 0006 ffff')],
    ['over UDP', () => decodeOverUdp(PORT, 'c803 0014 00000abc 0001 0002 8008 0000 0000 0006 ffff')],
  ])('has a row without identifier for a control message %s', (_, decodeMessage) => {
    const packet = decodeMessage();
    expect(stackOf(packet)).toMatch(/\/l2tpv3$/);
    expect([problemOf(packet), unknownOf(packet)]).toEqual(['none', 'none']);
    expect(tunnelsOf(packet)).toEqual(['l2tp without id: 8 bytes']);
    expect(payloadOf(packet)).toEqual(hexBytes('8008 0000 0000 0006'));
  });

  it('refuses a control message of another version over IP', () => {
    expect(problemOf(decodeOverIpv4(L2TP, '00000000 c802 000c 00000abc 0001 0002'))).toBe('l2tpv3 version-invalid');
  });

  it.each(['8003', 'c003', '8803'])('refuses a control message with flags 0x%s', (flags) => {
    const packet = decodeOverUdp(PORT, `${flags} 000c 00000abc 0001 0002`);
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect(problemOf(packet)).toBe('l2tpv3 flags-invalid');
  });

  it('refuses a control message shorter than its header', () => {
    expect(problemOf(decodeOverUdp(PORT, 'c803 000b 00000abc 0001 0002'))).toBe('l2tpv3 length-invalid');
  });

  it.each([
    ['inside the session id over IP', () => decodeOverIpv4(L2TP, '000000')],
    ['inside the session id over UDP', () => decodeOverUdp(PORT, '0003 0000 fedcba')],
    ['inside a control message over IP', () => decodeOverIpv4(L2TP, '00000000 c803 000c 00000abc 0001 00')],
    ['inside a control message over UDP', () => decodeOverUdp(PORT, 'c803 000c 00000abc 0001 00')],
  ])('is truncated %s', (_, decodeMessage) => {
    expect(problemOf(decodeMessage())).toBe('l2tpv3 header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhereOverIpv4(L2TP, '00000000 c803 0014 00000abc 0001 0002 8008 0000 0000 0006 ffff');
    cutEverywhereOverUdp(PORT, 'c803 0014 00000abc 0001 0002 8008 0000 0000 0006 ffff');
    cutEverywhereOverUdp(PORT, `0003 0000 ${SESSION} ${ARP}`, { mayEndEarly: true });
  });
});
