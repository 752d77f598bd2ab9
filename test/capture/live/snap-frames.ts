// Long frames, and what the filter of a live capture does with them.

import { arp } from '../../support/frames/arp.ts';
import { type Layer, payload } from '../../support/frames/build-frame.ts';
import { dhcp } from '../../support/frames/dhcp.ts';
import { dns } from '../../support/frames/dns.ts';
import { ethernet, ethernetLength, llc } from '../../support/frames/ethernet.ts';
import { gre } from '../../support/frames/gre.ts';
import { icmpEcho } from '../../support/frames/icmp.ts';
import { esp } from '../../support/frames/ipsec.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { fragment, hopByHop } from '../../support/frames/ipv6-extensions.ts';
import { mpls } from '../../support/frames/mpls.ts';
import { ppp } from '../../support/frames/ppp.ts';
import { lcp } from '../../support/frames/ppp-control.ts';
import { pppoe, pppoeDiscovery } from '../../support/frames/pppoe.ts';
import { quicInitial } from '../../support/frames/quic.ts';
import { sctp } from '../../support/frames/sctp.ts';
import { tcp, timestamps } from '../../support/frames/tcp.ts';
import { udp } from '../../support/frames/udp.ts';
import { TPID, vlan } from '../../support/frames/vlan.ts';
import { vxlan } from '../../support/frames/vxlan.ts';

export const CLIENT = 51_234;
export const PEER = 40_000;

/** So many bytes beginning with these; the rest is nothing that a beginning looks like. */
export function bytes(beginning: readonly number[] | string, length = 1300): Layer {
  const head = typeof beginning === 'string' ? [...beginning].map((letter) => letter.charCodeAt(0)) : beginning;
  return payload(Uint8Array.from({ length }, (_, i) => head[i] ?? 0x0b));
}

export const BULK = bytes([0x0b]);
const QUIC_SHORT = bytes([0x4d]);
const QUIC_HANDSHAKE = bytes([0xe1, 0, 0, 0, 1]);
const QUIC_V2 = bytes([0xd0, 0x6b, 0x33, 0x43, 0xcf]);
const RTP = bytes([0x80, 0x60, 0, 1, 0]);

export const tcpFrom = (sourcePort: number, destinationPort: number, flags = 'ack'): Layer =>
  tcp({ sourcePort, destinationPort, flags });
const udpFrom = (sourcePort: number, destinationPort: number): Layer => udp({ sourcePort, destinationPort });

/** `kept`: up to the inspect length; `cut`: to the snap length. */
export type Verdict = 'kept' | 'cut';

/** What follows IP, and whether it may say who talks to whom. */
export const TRANSPORTS: readonly (readonly [string, Verdict, readonly Layer[]])[] = [
  ['a ClientHello to a server', 'kept', [tcpFrom(CLIENT, 443), bytes([0x16, 3, 1])]],
  ["a ClientHello's second segment", 'kept', [tcpFrom(CLIENT, 443), BULK]],
  ['a ClientHello to an XMPP server', 'kept', [tcpFrom(CLIENT, 5223), BULK]],
  ['a request to a web server', 'kept', [tcpFrom(CLIENT, 80), bytes('GET / HTTP/1.1')]],
  ['a request to a web proxy', 'kept', [tcpFrom(CLIENT, 8080), BULK]],
  ['what a web server sends', 'cut', [tcpFrom(443, CLIENT), BULK]],
  ['what a web server sends first', 'cut', [tcpFrom(443, CLIENT), bytes([0x16, 3, 3])]],
  ['what a mail server sends', 'cut', [tcpFrom(993, CLIENT), BULK]],
  ['what a web proxy sends', 'cut', [tcpFrom(8080, CLIENT), BULK]],
  ["a web proxy's answer", 'kept', [tcpFrom(8080, CLIENT), bytes('HTTP/1.1 200 OK')]],
  ['a DNS answer over TCP', 'kept', [tcpFrom(53, CLIENT), BULK]],
  ['a message between two servers', 'kept', [tcpFrom(179, 179), BULK]],
  ['a SYN with data from a server', 'kept', [tcpFrom(443, CLIENT, 'syn ack'), BULK]],
  ['the end of what a server sends', 'kept', [tcpFrom(443, CLIENT, 'fin ack'), BULK]],
  ['what peers send each other', 'cut', [tcpFrom(CLIENT, PEER), BULK]],
  ['the handshake of BitTorrent', 'kept', [tcpFrom(CLIENT, PEER), bytes('\x13BitTorrent protocol')]],
  ['a ClientHello between peers', 'kept', [tcpFrom(CLIENT, PEER), bytes([0x16, 3, 1])]],
  ['a record of TLS between peers', 'cut', [tcpFrom(CLIENT, PEER), bytes([0x17, 3, 3])]],
  ['a request to an odd port', 'kept', [tcpFrom(CLIENT, 9000), bytes('POST /')]],
  ['small letters between peers', 'cut', [tcpFrom(CLIENT, PEER), bytes('get /')]],
  [
    'a request behind TCP options',
    'kept',
    [tcp({ sourcePort: CLIENT, destinationPort: 9000, options: [timestamps(1, 2)] }), bytes('PUT /')],
  ],
  [
    'bulk behind TCP options',
    'cut',
    [tcp({ sourcePort: CLIENT, destinationPort: 9000, options: [timestamps(0x4745_5420, 0x4745_5420)] }), BULK],
  ],

  ['a long DNS answer', 'kept', [udpFrom(53, CLIENT), BULK]],
  ['a DNS question', 'kept', [udpFrom(CLIENT, 53), dns()]],
  ['a DHCP offer', 'kept', [udpFrom(67, 68), dhcp(), BULK]],
  ['a QUIC Initial', 'kept', [udpFrom(CLIENT, 443), quicInitial()]],
  ['a QUIC Handshake from the server', 'kept', [udpFrom(443, CLIENT), QUIC_HANDSHAKE]],
  ['QUIC from the server', 'cut', [udpFrom(443, CLIENT), QUIC_SHORT]],
  ['QUIC to the server', 'cut', [udpFrom(CLIENT, 443), QUIC_SHORT]],
  ['a DTLS handshake', 'kept', [udpFrom(CLIENT, 443), bytes([0x16, 0xfe, 0xfd])]],
  ['a DTLS handshake between peers', 'kept', [udpFrom(CLIENT, PEER), bytes([0x16, 0xfe, 0xff])]],
  ['DTLS data', 'cut', [udpFrom(CLIENT, 443), bytes([0x17, 0xfe, 0xfd])]],
  ['a QUIC Initial to an odd port', 'kept', [udpFrom(CLIENT, 8443), quicInitial()]],
  ['a QUIC version 2 Initial to an odd port', 'kept', [udpFrom(CLIENT, 8443), QUIC_V2]],
  ['QUIC to an odd port', 'cut', [udpFrom(CLIENT, 8443), QUIC_SHORT]],
  ['video of a call', 'cut', [udpFrom(CLIENT, PEER), RTP]],
  ['a game', 'cut', [udpFrom(27_015, CLIENT), BULK]],
  ['WireGuard', 'cut', [udpFrom(51_820, CLIENT), bytes([4, 0, 0, 0])]],
  ['a datagram of middling length', 'kept', [udpFrom(CLIENT, PEER), bytes([0x0b], 400)]],
  ['an invitation to a call', 'kept', [udpFrom(5060, PEER), bytes('INVITE sip:')]],
  ['an answer of mDNS', 'kept', [udpFrom(5353, 5353), BULK]],
  ['VXLAN', 'kept', [udpFrom(CLIENT, 4789), vxlan(), ethernet(), ipv4(), tcpFrom(443, CLIENT), BULK]],

  ['ESP', 'cut', [esp(), BULK]],
  ['GRE', 'kept', [gre(), ipv4(), tcpFrom(443, CLIENT), BULK]],
  ['SCTP', 'kept', [sctp(), BULK]],
  ['an echo', 'kept', [icmpEcho('request'), BULK]],
];

/** What lies around it. */
export const HEADERS: readonly (readonly [string, readonly Layer[]])[] = [
  ['IPv4', [ethernet(), ipv4()]],
  ['IPv4 with options', [ethernet(), ipv4({ options: new Uint8Array(40).fill(1) })]],
  ['IPv6', [ethernet(), ipv6()]],
  ['VLAN', [ethernet(), vlan(), ipv4()]],
  ['QinQ', [ethernet(), vlan({ tpid: TPID.service }), vlan(), ipv6()]],
  ['PPPoE', [ethernet(), pppoe(), ppp(), ipv4()]],
  ['VLAN, PPPoE and IPv6', [ethernet(), vlan({ id: 7 }), pppoe(), ppp(), ipv6()]],
  ['DS-Lite', [ethernet(), ipv6(), ipv4()]],
  ['QinQ, PPPoE and DS-Lite', [ethernet(), vlan(), vlan(), pppoe(), ppp(), ipv6(), ipv4({ options: new Uint8Array(40) })]],
];

/** Whole frames. */
export const OTHERS: readonly (readonly [string, Verdict, readonly Layer[]])[] = [
  ["a datagram's first fragment", 'kept', [ethernet(), ipv4({ moreFragments: true }), udpFrom(53, CLIENT), BULK]],
  ["a datagram's later fragment", 'cut', [ethernet(), ipv4({ fragmentOffset: 185, protocol: 17 }), BULK]],
  ['a later fragment of IPv6', 'kept', [ethernet(), ipv6(), fragment({ fragmentOffset: 185 }), BULK]],
  ['IPv6 with extension headers', 'kept', [ethernet(), ipv6(), hopByHop(), tcpFrom(443, CLIENT), BULK]],
  ['ARP', 'kept', [ethernet(), arp(), BULK]],
  ['PPPoE discovery', 'kept', [ethernet(), pppoeDiscovery(), BULK]],
  ['PPP control', 'kept', [ethernet(), pppoe(), ppp(), lcp({}), BULK]],
  [
    'a compressed PPP protocol',
    'kept',
    [ethernet(), pppoe(), ppp({ compressedProtocol: true }), ipv4(), tcpFrom(443, CLIENT), BULK],
  ],
  ['MPLS', 'kept', [ethernet(), mpls({}), ipv4(), tcpFrom(443, CLIENT), BULK]],
  ['spanning tree', 'kept', [ethernetLength(), llc(), BULK]],
  ['three VLAN tags', 'kept', [ethernet(), vlan(), vlan(), vlan(), ipv4(), tcpFrom(443, CLIENT), BULK]],
  ['an unknown ether type', 'kept', [ethernet(), BULK]],
  ['neither IPv4 nor IPv6', 'kept', [ethernet(), ipv4({ version: 5 }), tcpFrom(443, CLIENT), BULK]],
];
