import { describe, expect, it } from 'vitest';
import { arp } from './arp.ts';
import { buildFrame, payload } from './build-frame.ts';
import { hexBytes, hexText } from './drawing.ts';
import { ethernet } from './ethernet.ts';
import { gre } from './gre.ts';
import { icmpEcho } from './icmp.ts';
import { fragmentIpv4, ipv4 } from './ipv4.ts';
import { ipv6 } from './ipv6.ts';
import { ppp } from './ppp.ts';
import { LCP, lcp } from './ppp-control.ts';
import { pppoe, pppoeDiscovery } from './pppoe.ts';
import { maximumSegmentSize, tcp } from './tcp.ts';
import { udp } from './udp.ts';
import { vlan } from './vlan.ts';
import { vxlan } from './vxlan.ts';

function hex(text: string): string {
  return hexText(hexBytes(text));
}

describe('buildFrame', () => {
  it('lays out Ethernet, VLAN, IPv4 and UDP byte by byte', () => {
    const frame = buildFrame(
      ethernet(),
      vlan({ id: 10, priority: 5 }),
      ipv4(),
      udp({ sourcePort: 4660, destinationPort: 53 }),
      payload('hi'),
    );

    expect(hexText(frame)).toBe(
      hex(`00005e005302 00005e005301 8100
           a00a 0800
           45 00 001e 0000 0000 40 11 8e99 c0000201 c6336401
           1234 0035 000a 98d1 6869`),
    );
  });

  it('lays out a PPPoE session with PPP and LCP byte by byte', () => {
    const frame = buildFrame(
      ethernet(),
      pppoe({ sessionId: 0x1234 }),
      ppp(),
      lcp({ identifier: 7, options: [LCP.maximumReceiveUnit(1492)] }),
    );

    expect(hexText(frame)).toBe(hex('00005e005302 00005e005301 8864  11 00 1234 000a  c021  01 07 0008  01 04 05d4'));
  });

  it('lays out a PADI byte by byte', () => {
    const frame = buildFrame(ethernet({ destination: 'ff:ff:ff:ff:ff:ff' }), pppoeDiscovery());

    expect(hexText(frame)).toBe(hex('ffffffffffff 00005e005301 8863  11 09 0000 0004  0101 0000'));
  });

  it('lays out IPv6 with a TCP SYN byte by byte', () => {
    const frame = buildFrame(
      ipv6(),
      tcp({ sourcePort: 4660, destinationPort: 80, sequenceNumber: 1, flags: 'syn', options: [maximumSegmentSize(1452)] }),
    );

    expect(hexText(frame)).toBe(
      hex(`60000000 0018 06 40 20010db8000000000000000000000001 20010db8000000000000000000000002
           1234 0050 00000001 00000000 60 02 ffff 2a35 0000 020405ac`),
    );
  });

  it('lays out keyed GRE with IPv4 inside byte by byte', () => {
    const frame = buildFrame(gre({ key: 22, sequenceNumber: 3 }), ipv4(), payload('x'));

    expect(hexText(frame)).toBe(hex('3000 0800 00000016 00000003  45000015 00000000 40fd8db6 c0000201 c6336401 78'));
  });

  it('lays out VXLAN with ARP inside byte by byte', () => {
    const frame = buildFrame(udp({ checksum: 0 }), vxlan({ vni: 42 }), ethernet(), arp());

    expect(hexText(frame)).toBe(
      hex(`c000 12b5 003a 0000  08 000000 00002a 00
           00005e005302 00005e005301 0806
           0001 0800 06 04 0001 00005e005301 c0000201 000000000000 c6336401`),
    );
  });

  it('leaves alone what a test overrides', () => {
    const frame = buildFrame(
      ethernet({ etherType: 0x1234 }),
      ipv4({ totalLength: 9, headerChecksum: 0xbeef }),
      udp({ length: 7, checksum: 1 }),
    );

    expect(hexText(frame.subarray(12, 14))).toBe('1234');
    expect(hexText(frame.subarray(16, 18))).toBe('0009');
    expect(hexText(frame.subarray(24, 26))).toBe('beef');
    expect(hexText(frame.subarray(38, 42))).toBe('00070001');
  });

  it('pads an Ethernet frame to the length asked for', () => {
    expect(buildFrame(ethernet({ minimumLength: 60 }), arp())).toHaveLength(60);
  });

  it('computes a transport checksum over the innermost IP header', () => {
    const alone = buildFrame(ipv4(), udp(), payload('same'));
    const inside = buildFrame(ipv4({ source: '203.0.113.1' }), gre(), ipv4(), udp(), payload('same'));

    expect(hexText(inside.subarray(24))).toBe(hexText(alone));
  });
});

describe('fragmentIpv4', () => {
  it('cuts a packet into fragments with offsets in units of eight bytes', () => {
    const packet = buildFrame(ipv4({ identification: 7 }), icmpEcho('request'), payload('0123456789'));

    const fragments = fragmentIpv4(packet, 8).map((layer) => buildFrame(layer));

    expect(fragments.map((bytes) => hexText(bytes.subarray(2, 8)))).toEqual(['001c00072000', '001c00072001', '001600070002']);
    expect(fragments.map((bytes) => hexText(bytes.subarray(20))).join('')).toBe(hexText(packet.subarray(20)));
  });
});
