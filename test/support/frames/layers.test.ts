import { describe, expect, it } from 'vitest';
import { buildFrame, type Layer, payload } from './build-frame.ts';
import { capwap } from './capwap.ts';
import { dns } from './dns.ts';
import { hexBytes, hexText } from './drawing.ts';
import { erspan2, erspan3 } from './erspan.ts';
import { ethernetLength, snap } from './ethernet.ts';
import { fddi } from './fddi.ts';
import { frameRelay } from './frame-relay.ts';
import { geneve, geneveOption } from './geneve.ts';
import { eoip, gre, pptpGre } from './gre.ts';
import { gtpU, pduSessionContainer } from './gtp.ts';
import { hopByHop } from './ipv6-extensions.ts';
import { l2tp, l2tpv3, l2tpv3Udp } from './l2tp.ts';
import { linuxCooked, linuxCooked2 } from './linux-cooked.ts';
import { lisp, lispEncapsulatedMessage } from './lisp.ts';
import { loopback } from './loopback.ts';
import { mpls } from './mpls.ts';
import { nflog } from './nflog.ts';
import { pimRegister } from './pim.ts';
import { ciscoHdlc, ppp } from './ppp.ts';
import { chap, lcpEcho, pap } from './ppp-control.ts';
import { ciscoMetadata, dsaTag, edsaTag, eTag, macsec, vnTag } from './switch-tags.ts';
import { teredoAuthentication, teredoOrigin } from './teredo.ts';
import { pbb } from './vlan.ts';
import { vxlanGpe } from './vxlan.ts';

const ipv4Bytes = () => payload(Uint8Array.of(0xab), { etherType: 0x0800, pppProtocol: 0x0021 });

/** Each layer with one byte inside, and the bytes as its specification draws them. */
const ROWS: readonly (readonly [name: string, layers: readonly Layer[], hex: string])[] = [
  ['802.3 with SNAP', [ethernetLength(), snap(), ipv4Bytes()], '00005e005302 00005e005301 0009 aaaa03 000000 0800 ab'],
  ['802.1ah', [pbb({ serviceId: 0x010203, priority: 5 }), ipv4Bytes()], 'a0 010203 00005e005302 00005e005301 0800 ab'],
  ['E-Tag', [eTag({ identifier: 211 }), ipv4Bytes()], '0000 00d3 00 00 0800 ab'],
  ['VN-Tag', [vnTag({ isFromBridge: true }), ipv4Bytes()], '8005 0007 0800 ab'],
  ['Cisco MetaData', [ciscoMetadata(), ipv4Bytes()], '01 01 0001 0007 0800 ab'],
  ['Cisco MetaData in GRE', [gre(), ciscoMetadata(), ipv4Bytes()], '0000 8909  0800 01 01 0001 0007 ab'],
  ['MACsec', [macsec(), ipv4Bytes()], `20 03 00000044 00005e0053010001 0800 ab ${'dd'.repeat(16)}`],
  ['MACsec without a channel identifier', [macsec({ control: 0 }), ipv4Bytes()], `00 03 00000044 0800 ab ${'dd'.repeat(16)}`],
  ['DSA', [dsaTag({ vlan: 7 }), ipv4Bytes()], '20 08 5007 0800 ab'],
  ['EDSA', [edsaTag(), ipv4Bytes()], '0000  00 08 5001 0800 ab'],
  ['FDDI', [fddi(), ipv4Bytes()], '50 00005e005302 00005e005301 ab'],
  ["frame relay with Cisco's encapsulation", [frameRelay(), ipv4Bytes()], '1861 0800 ab'],
  ['frame relay', [frameRelay({ networkLayerProtocol: 0xcc }), ipv4Bytes()], '1861 03 cc ab'],
  ['a PIM register', [pimRegister({ isBorder: true }), ipv4Bytes()], '21 00 5eff 80000000 ab'],
  ['PPP with address and control', [ppp({ addressAndControl: true }), ipv4Bytes()], 'ff03 0021 ab'],
  ['PPP with compressed protocol', [ppp({ compressedProtocol: true }), ipv4Bytes()], '21 ab'],
  ['Cisco HDLC', [ciscoHdlc({ address: 0x8f }), ipv4Bytes()], '8f00 0800 ab'],
  ['Linux cooked', [linuxCooked({ packetType: 'from-us' }), ipv4Bytes()], '0004 0001 0006 00005e005301 0000 0800 ab'],
  ['Linux cooked 2', [linuxCooked2(), ipv4Bytes()], '0800 0000 00000002 0001 00 06 00005e005301 0000 ab'],
  ['loopback, little-endian', [loopback(), ipv4Bytes()], '02000000 ab'],
  ['loopback, big-endian', [loopback({ byteOrder: 'big' }), ipv4Bytes()], '00000002 ab'],
  ['netfilter log', [nflog({ prefix: 'w' }), ipv4Bytes()], '02 00 0000  0600 0a00 7700 0000  0500 0900 ab 000000'],
  ['MPLS stack', [mpls({ labels: [100, 200], trafficClass: 3 }), ipv4Bytes()], '00064640 000c8740 ab'],
  ['LCP echo', [lcpEcho('request', { identifier: 5, magicNumber: 0x01020304 })], '09 05 0008 01020304'],
  ['PAP', [pap({ code: 'authenticate-request', peerId: 'me', password: 'x' })], '01 01 0009 02 6d65 01 78'],
  ['CHAP', [chap({ code: 'challenge', value: Uint8Array.of(1, 2), name: 'ac' })], '01 01 0009 02 0102 6163'],
  [
    'GRE with every field',
    [gre({ checksum: 0xbeef, key: 22, sequenceNumber: 3 }), ipv4Bytes()],
    'b000 0800 beef 0000 00000016 00000003 ab',
  ],
  ['GRE with a checksum', [gre({ checksum: true }), ipv4Bytes()], '8000 0800 ccfe 0000 ab'],
  [
    'GRE with a source route',
    [gre({ routing: [{ addressFamily: 0x0800, offset: 0, routing: Uint8Array.of(192, 0, 2, 7) }] }), ipv4Bytes()],
    '4000 0800 0000 0000  0800 00 04 c0000207  0000 00 00 ab',
  ],
  [
    'PPTP',
    [pptpGre({ callId: 7, sequenceNumber: 1, acknowledgmentNumber: 2 }), ipv4Bytes()],
    '3081 880b 0001 0007 00000001 00000002 ab',
  ],
  ['EoIP', [eoip({ tunnelId: 0x0102 }), ipv4Bytes()], '2001 6400 0001 0201 ab'],
  ['ERSPAN II', [erspan2({ sessionId: 100, vlanId: 10, index: 5 }), ipv4Bytes()], '100a 0064 00000005 ab'],
  ['ERSPAN III', [erspan3({ sessionId: 200, timestamp: 9 }), ipv4Bytes()], '2000 00c8 00000009 0000 0000 ab'],
  ['VXLAN-GPE', [vxlanGpe({ vni: 50, nextProtocol: 1 }), ipv4Bytes()], '0c 0000 01 000032 00 ab'],
  ['Geneve', [geneve({ vni: 60, options: [geneveOption()] }), ipv4Bytes()], '02 00 0800 00003c 00  ffff 01 01 00000000  ab'],
  ['GTP-U', [gtpU({ teid: 70 }), ipv4Bytes()], '30 ff 0001 00000046 ab'],
  [
    'GTP-U with extension',
    [gtpU({ teid: 71, extensions: [pduSessionContainer()] }), ipv4Bytes()],
    '34 ff 0009 00000047 0000 00 85 01 0009 00 ab',
  ],
  ['L2TP', [l2tp({ tunnelId: 3, sessionId: 5 }), ipv4Bytes()], '0002 0003 0005 ab'],
  [
    'L2TP with every field',
    [l2tp({ tunnelId: 3, sessionId: 5, length: true, sequence: [1, 2], offsetSize: 2, isPriority: true }), ipv4Bytes()],
    '4b02 0011 0003 0005 0001 0002 0002 0000 ab',
  ],
  ['L2TP 3 over IP', [l2tpv3({ sessionId: 9, cookie: Uint8Array.of(1, 2, 3, 4) }), ipv4Bytes()], '00000009 01020304 ab'],
  ['L2TP 3 over UDP', [l2tpv3Udp({ sessionId: 9 }), ipv4Bytes()], '0003 0000 00000009 ab'],
  ['Teredo authentication', [teredoAuthentication(), ipv4Bytes()], '0001 00 00 0123456789abcdef 00 ab'],
  ['Teredo origin', [teredoOrigin({ port: 0x1234, address: '192.0.2.1' }), ipv4Bytes()], '0000 edcb 3ffffdfe ab'],
  [
    'CAPWAP with every optional field',
    [
      capwap({
        radioId: 9,
        isNative: true,
        fragment: { id: 0x0102, offset: 3, moreFragments: false },
        radioMac: Uint8Array.of(1, 2, 3, 4, 5, 6),
        wirelessInformation: Uint8Array.of(7, 8, 9, 10),
      }),
      ipv4Bytes(),
    ],
    '00 32 43 f0 0102 0018  06 010203040506 00  04 0708090a 000000  ab',
  ],
  ['LISP', [lisp({ instanceId: 42, nonce: 0x010203 }), ipv4Bytes()], '88 010203 00002a 01 ab'],
  ['LISP with a next protocol', [lisp({ nonce: 0x0102, nextProtocol: 3 }), ipv4Bytes()], '84 0102 03 000000 01 ab'],
  ['an encapsulated LISP message', [lispEncapsulatedMessage({ flags: 4 }), ipv4Bytes()], '84 000000 ab'],
  ['an IPv6 extension header', [hopByHop({ nextHeader: 17 }), ipv4Bytes()], '11 00 01 04 00000000 ab'],
  ['a DNS query', [dns({ id: 7, name: 'a.bc', type: 'AAAA' })], '0007 0100 0001 0000 0000 0000 01 61 02 6263 00 001c 0001'],
];

describe('a layer', () => {
  it.each(ROWS)('looks like its drawing: %s', (_, layers, hex) => {
    expect(hexText(buildFrame(...layers))).toBe(hexText(hexBytes(hex)));
  });
});
