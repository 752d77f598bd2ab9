import { describe, expect, it } from 'vitest';
import { countReads, decode, offsetsOf, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { buildFrame, payload } from '../../support/frames/build-frame.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { ethernet, snap } from '../../support/frames/ethernet.ts';
import { gre, greKeepalive } from '../../support/frames/gre.ts';
import { fragmentIpv4, ipv4 } from '../../support/frames/ipv4.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { udp } from '../../support/frames/udp.ts';
import { ieee80211 } from '../../support/frames/wireless.ts';
import {
  cutEverywhereOverIpv4,
  decodeOverIpv4,
  INNER_ETHERNET,
  INNER_IPV4,
  INNER_IPV6,
  overIpv4,
  tunnelsOf,
} from '../../support/tunnel-frames.ts';

const GRE = 47;

const CHECKSUM_AND_OFFSET = 'c0de 0000';
const KEY = 'deadbeef';
const SEQUENCE_NUMBER = '00000007';
/** An IPv4 route of two hops (address family 0x0800, 8 bytes), then the null entry. */
const ROUTING = '0800 00 08 c0000201 c0000202  0000 00 00';

describe('decodeGre', () => {
  it('leads to IPv4 as RFC 2784 draws it', () => {
    const packet = decodeOverIpv4(GRE, `0000 0800 ${INNER_IPV4}`);
    expect(stackOf(packet)).toBe('ipv4/gre/ipv4');
    expect(offsetsOf(packet)).toEqual([0, 20, 24]);
    expect(tunnelsOf(packet)).toEqual(['gre without id: 20 bytes']);
    expect([packet.tunnelCarriers[0], packet.tunnelLinks[0]]).toEqual([0, -1]);
  });

  const combinations = Array.from({ length: 16 }, (_, flags) => (flags << 4).toString(16).padStart(2, '0'));
  it.each(combinations)('finds key and payload behind the optional fields of flags 0x%s', (digits) => {
    const flags = Number.parseInt(digits, 16);
    const fields = [
      flags & 0xc0 ? CHECKSUM_AND_OFFSET : '',
      flags & 0x20 ? KEY : '',
      flags & 0x10 ? SEQUENCE_NUMBER : '',
      flags & 0x40 ? ROUTING : '',
    ].join('');
    const hex = `${digits}00 86dd ${fields} ${INNER_IPV6}`;
    const packet = decodeOverIpv4(GRE, hex);

    expect(stackOf(packet)).toBe('ipv4/gre/ipv6');
    expect(offsetsOf(packet)).toEqual([0, 20, 24 + hexBytes(fields).length]);
    expect(tunnelsOf(packet)).toEqual([`gre ${flags & 0x20 ? 0xdeadbeef : 'without id'}: 40 bytes`]);
    cutEverywhereOverIpv4(GRE, hex);
  });

  it('ignores strict source route, recursion control and reserved flags', () => {
    expect(stackOf(decodeOverIpv4(GRE, `0ff8 0800 ${INNER_IPV4}`))).toBe('ipv4/gre/ipv4');
  });

  it.each([
    ['6558', INNER_ETHERNET, 'ethernet/arp'],
    ['880b', `ff03 0021 ${INNER_IPV4}`, 'ppp/ipv4'],
    ['8847', `00010140 ${INNER_IPV4}`, 'mpls/ipv4'],
  ])('carries protocol type 0x%s', (protocolType, inner, stack) => {
    expect(stackOf(decodeOverIpv4(GRE, `0000 ${protocolType} ${inner}`))).toBe(`ipv4/gre/${stack}`);
  });

  it.each(['8200', '8210', '8300', '8370'])('carries 802.11 frames of access points under protocol type 0x%s', (protocolType) => {
    const frame = buildFrame(ieee80211({ qos: true }), snap(), ipv4(), udp());
    const packet = decode(buildFrame(ipv4(), gre({ protocolType: Number.parseInt(protocolType, 16) }), payload(frame)), {
      linkType: 228,
    });
    expect(stackOf(packet)).toBe('ipv4/gre/wlan/llc/snap/ipv4/udp');
    expect(packet.linkLayer).toBe(2);
  });

  it.each(['00fe', '81f0', '8201', '8380', '6400'])('leaves protocol type 0x%s unknown', (protocolType) => {
    const packet = decodeOverIpv4(GRE, `2000 ${protocolType} 00000016 aabb`);
    expect(stackOf(packet)).toBe('ipv4/gre');
    expect(unknownOf(packet)).toBe(`gre 0x${protocolType.replace(/^0+/, '')}`);
    expect(problemOf(packet)).toBe('none');
    expect(tunnelsOf(packet)).toEqual(['gre 22: 2 bytes']);
    expect(payloadOf(packet)).toEqual(hexBytes('aabb'));
  });

  it('knows a keepalive inside the tunnel it tests', () => {
    const keepalive = greKeepalive({ source: '192.0.2.1', destination: '198.51.100.1', key: 22 });
    const packet = decode(buildFrame(...keepalive), { linkType: 228 });
    expect(stackOf(packet)).toBe('ipv4/gre/ipv4/gre/gre-keepalive');
    expect(tunnelsOf(packet)).toEqual(['gre 22: 28 bytes', 'gre 22: 0 bytes']);
    expect(packet.tunnelCarriers.slice(0, 2)).toEqual(Int8Array.of(0, 2));
  });

  it('is found behind IPv4 options, in IPv6 and in UDP (RFC 8086)', () => {
    const tunnel = [gre({ key: 22 }), ipv4(), udp()];
    const options = hexBytes('94040000');
    expect(tunnelsOf(decode(buildFrame(ethernet(), ipv4({ options }), ...tunnel)))).toEqual(['gre 22: 28 bytes']);
    expect(stackOf(decode(buildFrame(ethernet(), ipv6(), ...tunnel)))).toBe('ethernet/ipv6/gre/ipv4/udp');
    expect(stackOf(decode(buildFrame(ethernet(), ipv6(), udp(), ...tunnel)))).toBe('ethernet/ipv6/udp/gre/ipv4/udp');
  });

  it('leaves Ethernet padding out of the tunnel', () => {
    const packet = decode(buildFrame(ethernet({ minimumLength: 60 }), ipv4(), gre({ key: 1 }), payload('abc')));
    expect(tunnelsOf(packet)).toEqual(['gre 1: 3 bytes']);
  });

  it('reads no key from a later fragment', () => {
    const whole = buildFrame(ipv4(), gre({ key: 22 }), ipv4(), payload(new Uint8Array(64)));
    const rows = fragmentIpv4(whole, 48).map((fragment) => tunnelsOf(decode(buildFrame(ethernet(), fragment))));
    expect(rows).toEqual([['gre 22: 40 bytes'], []]);
  });

  it.each([2, 3, 4, 5, 6, 7])('refuses version %i', (version) => {
    const packet = decodeOverIpv4(GRE, `000${version} 0800 ${INNER_IPV4}`);
    expect(stackOf(packet)).toBe('ipv4');
    expect(problemOf(packet)).toBe('gre version-invalid');
    expect(packet.tunnelCount).toBe(0);
  });

  it.each([
    ['below 4 bytes', '0000 08'],
    ['inside the checksum', '8000 0800 c0de 00'],
    ['inside the key', '2000 0800 dead be'],
    ['inside the sequence number', '1000 0800 0000 00'],
    ['where the null entry of the routing is missing', '4000 0800 0000 0000 0800 00 04 c0000201'],
    ['inside a source route entry', '4000 0800 0000 0000 0800 00 08 c0000201'],
    ['inside the null entry', '4000 0800 0000 0000 0000 00'],
  ])('is truncated %s', (_, hex) => {
    const packet = decodeOverIpv4(GRE, hex);
    expect(stackOf(packet)).toBe('ipv4');
    expect(problemOf(packet)).toBe('gre header-truncated');
  });

  it('takes only an entry without family and without length for the end of the routing', () => {
    const routing = '0800 00 00  0000 00 04 c0000201  0000 00 00';
    expect(stackOf(decodeOverIpv4(GRE, `4000 0800 0000 0000 ${routing} ${INNER_IPV4}`))).toBe('ipv4/gre/ipv4');
  });

  it('walks twice as many source route entries at no more than twice the cost', () => {
    const cost = (entries: number) => {
      const hex = `4000 0800 0000 0000 ${'0800 00 00'.repeat(entries)} 0000 00 00 ${INNER_IPV4}`;
      return countReads(overIpv4(GRE, hex), { linkType: 228 });
    };
    expect(cost(2000)).toBeLessThanOrEqual(2 * cost(1000));
    expect(cost(2000) - cost(1000)).toBe(1000 * 3);
  });

  it('stops after four tunnels', () => {
    const nested = Array.from({ length: 5 }, () => [ipv4(), gre()]).flat();
    const packet = decode(buildFrame(...nested, ipv4()), { linkType: 228 });
    expect(problemOf(packet)).toBe('ipv4 too-many-tunnels');
    expect(packet.tunnelCount).toBe(5);
  });
});
