import { arp } from './frames/arp.ts';
import { buildFrame, type Layer, payload } from './frames/build-frame.ts';
import { capwap, capwapControl } from './frames/capwap.ts';
import { concatenate, hexBytes } from './frames/drawing.ts';
import { erspan1, erspan2, erspan3 } from './frames/erspan.ts';
import { ethernet, ethernetLength, llc, snap } from './frames/ethernet.ts';
import { fddi } from './frames/fddi.ts';
import { frameRelay } from './frames/frame-relay.ts';
import { geneve, geneveOption } from './frames/geneve.ts';
import { eoip, gre, greKeepalive, pptpGre, wccp } from './frames/gre.ts';
import { gtpU, pduSessionContainer } from './frames/gtp.ts';
import { icmpEcho } from './frames/icmp.ts';
import { icmpv6Echo } from './frames/icmpv6.ts';
import { igmp } from './frames/igmp.ts';
import { authenticationHeader, esp, natKeepalive, nonEspMarker } from './frames/ipsec.ts';
import { ipv4, sourceRoute } from './frames/ipv4.ts';
import { ipv6 } from './frames/ipv6.ts';
import { destinationOptions, fragment, hopByHop, mobility, routing, segmentRouting } from './frames/ipv6-extensions.ts';
import { l2tp, l2tpv3, l2tpv3Udp } from './frames/l2tp.ts';
import { linuxCooked, linuxCooked2 } from './frames/linux-cooked.ts';
import { lisp, lispEncapsulatedMessage, lispMapRequest } from './frames/lisp.ts';
import { loopback } from './frames/loopback.ts';
import { mpls, pseudowireControlWord } from './frames/mpls.ts';
import { nflog } from './frames/nflog.ts';
import { pimRegister } from './frames/pim.ts';
import { ciscoHdlc, ppp } from './frames/ppp.ts';
import { chap, ipcp, ipv6cp, lcp, pap } from './frames/ppp-control.ts';
import { pppoe, pppoeDiscovery } from './frames/pppoe.ts';
import { sctp } from './frames/sctp.ts';
import { ciscoMetadata, dsaTag, edsaTag, eTag, macsec, vnTag } from './frames/switch-tags.ts';
import { maximumSegmentSize, tcp } from './frames/tcp.ts';
import { TEREDO_PORT, teredoAuthentication, teredoOrigin } from './frames/teredo.ts';
import { udp, udpLite } from './frames/udp.ts';
import { pbb, TPID, vlan } from './frames/vlan.ts';
import { openvpn, wireguardInitiation } from './frames/vpn.ts';
import { vxlan, vxlanGpe } from './frames/vxlan.ts';
import { ieee80211, radiotap } from './frames/wireless.ts';

export interface SeedFrame {
  /** Of the outermost header, as https://www.tcpdump.org/linktypes.html numbers it. */
  readonly linkType: number;
  readonly bytes: Uint8Array;
}

const text = payload('some payload');

/** Well-formed frames, at least one for every decoder and every link type: what mutations and floods start from. */
export const SEED_FRAMES: readonly SeedFrame[] = [
  onEthernet(arp()),
  onEthernet(ipv4(), icmpEcho('request'), text),
  onEthernet(ipv4(), igmp()),
  onEthernet(ipv4({ options: hexBytes('94040000') }), tcp({ flags: 'syn', options: [maximumSegmentSize(1460)] })),
  onEthernet(ipv4({ options: sourceRoute(['192.0.2.7', '192.0.2.8']) }), udp(), text),
  onEthernet(ipv4(), udp(), text),
  onEthernet(ipv4(), udpLite(), text),
  onEthernet(ipv4(), sctp()),
  onEthernet(ipv4(), authenticationHeader(), udp(), text),
  onEthernet(ipv4(), esp(), text),
  onEthernet(ipv4({ moreFragments: true, identification: 7 }), udp(), text),
  onEthernet(ipv4({ fragmentOffset: 3, identification: 7 }), text),
  onEthernet(ipv6(), icmpv6Echo('request'), text),
  onEthernet(ipv6(), hopByHop(), destinationOptions(), routing(), fragment(), tcp(), text),
  onEthernet(ipv6(), segmentRouting(['2001:db8::3', '2001:db8::4']), udp(), text),
  onEthernet(ipv6(), mobility()),
  onEthernet(ipv6({ nextHeader: 139 }), payload(hexBytes('3b 00 0000 00000000'))),
  onEthernet(ipv6({ nextHeader: 140 }), payload(hexBytes('11 00 0000 00000000')), udp(), text),
  onEthernet(vlan({ tpid: TPID.service, id: 100 }), vlan({ id: 7 }), ipv4(), udp(), text),
  onEthernet(vlan({ tpid: TPID.service }), pbb(), ipv4(), tcp(), text),
  onEthernet(payload(hexBytes('0060'), { etherType: 0x8903 }), ethernet(), vlan(), ipv4(), tcp(), text),
  onEthernet(eTag({ identifier: 211 }), ipv4(), tcp(), text),
  onEthernet(vnTag(), vlan({ id: 11 }), ipv4(), tcp(), text),
  onEthernet(macsec(), ipv4(), udp(), text),
  onEthernet(macsec({ control: 0x0b }), text),
  onEthernet(ciscoMetadata(), ipv6(), udp(), text),
  onEthernet(edsaTag(), ipv4(), udp(), text),
  onEthernet(mpls({ labels: [16, 17, 1000] }), ipv4(), udp(), text),
  onEthernet(mpls({ labels: [1000] }), pseudowireControlWord(), ethernet(), ipv6(), udp(), text),
  onEthernet(mpls({ labels: [1000] }), ethernet({ destination: '03:00:00:00:00:01' }), ipv4(), tcp(), text),
  onEthernet(pppoeDiscovery()),
  onEthernet(pppoe(), ppp(), lcp()),
  onEthernet(pppoe(), ppp(), ipcp()),
  onEthernet(pppoe(), ppp(), ipv6cp()),
  onEthernet(pppoe(), ppp(), pap({ code: 'authenticate-request', peerId: 'user', password: 'secret' })),
  onEthernet(pppoe(), ppp(), chap({ code: 'challenge', value: hexBytes('01020304'), name: 'bras' })),
  onEthernet(vlan({ id: 7 }), pppoe({ sessionId: 0x1234 }), ppp(), ipv4(), tcp(), text),
  onEthernet(pppoe(), ppp(), ipv6(), udp(), text),
  frame(1, ethernetLength({ minimumLength: 60 }), llc(), text),
  frame(1, ethernetLength({ minimumLength: 60 }), snap(), ipv4(), icmpEcho('reply')),

  onEthernet(ipv4(), ipv4(), ipv4(), ipv4(), udp(), text),
  onEthernet(ipv4(), ipv6(), tcp(), text),
  onEthernet(ipv6(), ipv4(), tcp(), text),
  onEthernet(ipv6(), ipv6(), udp(), text),
  onEthernet(ipv4(), gre(), ipv4(), tcp(), text),
  onEthernet(ipv4(), gre({ key: 22, sequenceNumber: 5, checksum: true }), ethernet(), ipv6(), udp(), text),
  onEthernet(
    ipv4(),
    gre({ routing: [{ addressFamily: 0x0800, offset: 0, routing: hexBytes('c0000201 c0000202') }] }),
    ipv4(),
    udp(),
  ),
  onEthernet(...greKeepalive({ source: '192.0.2.1', destination: '192.0.2.2', key: 1 })),
  onEthernet(ipv4(), pptpGre({ callId: 9, sequenceNumber: 1, acknowledgmentNumber: 1 }), ppp(), ipv4(), tcp()),
  onEthernet(ipv4(), eoip({ tunnelId: 3 }), ethernet(), ipv4(), udp(), text),
  onEthernet(ipv4(), gre(), ciscoMetadata(), ipv4(), tcp(), text),
  onEthernet(ipv4(), gre({ protocolType: 0x8200 }), ieee80211({ qos: true }), snap(), ipv4(), tcp(), text),
  onEthernet(ipv4({ protocol: 103 }), payload(hexBytes('20 00 0000')), text),
  onEthernet(ipv6(), pimRegister(), ipv6(), udp(), text),
  onEthernet(ipv4(), gre(), wccp(), ipv4(), tcp(), text),
  onEthernet(ipv4(), gre(), erspan1(), ethernet(), ipv4(), udp(), text),
  onEthernet(ipv4(), gre({ sequenceNumber: 1 }), erspan2({ sessionId: 5 }), ethernet(), ipv4(), udp(), text),
  onEthernet(ipv4(), gre({ sequenceNumber: 1 }), erspan3({ platformSubheader: new Uint8Array(8) }), ethernet(), ipv4(), tcp()),
  onEthernet(ipv4(), udp(), gre({ key: 1 }), ipv4(), tcp(), text),
  onEthernet(ipv4(), udp(), vxlan({ vni: 100 }), ethernet(), ipv4(), tcp(), text),
  onEthernet(ipv4(), udp(), vxlanGpe({ vni: 100 }), ipv6(), tcp(), text),
  onEthernet(ipv4(), udp(), vxlanGpe({ nextProtocol: 4 }), payload(networkServiceHeader()), ethernet(), ipv4(), udp()),
  onEthernet(ipv6(), udp(), geneve({ options: [geneveOption()] }), ethernet(), ipv4(), udp(), text),
  onEthernet(ipv4(), udp(), gtpU({ sequenceNumber: 3, extensions: [pduSessionContainer()] }), ipv4(), udp(), text),
  onEthernet(ipv4(), udp(), l2tp({ length: true, sequence: [1, 2], offsetSize: 2 }), ppp(), ipv4(), tcp(), text),
  onEthernet(ipv4(), l2tpv3(), ethernet(), ipv4(), udp(), text),
  onEthernet(ipv4(), udp(), l2tpv3Udp(), ethernet(), ipv4(), udp(), text),
  onEthernet(ipv4(), udp(), teredoAuthentication(), teredoOrigin(), ipv6(), tcp(), text),
  onEthernet(ipv4(), udp({ destinationPort: TEREDO_PORT }), ipv6(), icmpv6Echo('request')),
  onEthernet(ipv4(), udp(), mpls(), ipv4(), tcp(), text),
  onEthernet(
    ipv4(),
    udp(),
    capwap({ radioMac: hexBytes('00005e0053fe') }),
    ieee80211({ qos: true }),
    snap(),
    ipv4(),
    udp(),
    text,
  ),
  onEthernet(
    ipv4(),
    udp(),
    capwap(),
    ieee80211({ direction: 'from-ds', isSwapped: true, sequenceNumber: 9 }),
    snap(),
    ipv6(),
    tcp(),
    text,
  ),
  onEthernet(ipv4(), udp(), capwap({ fragment: { id: 1, offset: 0, moreFragments: true } }), ethernet(), ipv4(), tcp(), text),
  onEthernet(ipv6(), udpLite({ destinationPort: 5247 }), capwap({ isKeepalive: true }), text),
  onEthernet(ipv4(), udp(), capwapControl(), text),
  onEthernet(ipv4(), udp(), lisp({ nonce: 7 }), ipv6(), tcp(), text),
  onEthernet(ipv6(), udp(), lisp({ instanceId: 42, nextProtocol: 3 }), ethernet(), ipv4(), udp(), text),
  onEthernet(ipv4(), udp(), lispEncapsulatedMessage(), ipv4(), udp(), lispMapRequest()),
  onEthernet(ipv4(), udp(), wireguardInitiation()),
  onEthernet(ipv4(), udp(), openvpn()),
  onEthernet(ipv4(), udp(), esp(), text),
  onEthernet(ipv4(), udp(), natKeepalive()),
  onEthernet(ipv4(), udp(), nonEspMarker(), payload(isakmpHeader())),
  onEthernet(ipv4(), udp({ destinationPort: 500 }), payload(isakmpHeader())),

  frame(0, loopback(), ipv4(), udp(), text),
  frame(0, ppp({ addressAndControl: true }), ipv4(), udp(), text),
  frame(0, ciscoHdlc(), ipv6(), udp(), text),
  frame(108, loopback({ byteOrder: 'big' }), ipv6(), tcp(), text),
  frame(9, ppp(), ipv4(), tcp(), text),
  frame(50, ppp({ addressAndControl: true }), ipv6(), tcp(), text),
  frame(50, ciscoHdlc(), ipv4(), udp(), text),
  frame(51, pppoe(), ppp(), ipv4(), udp(), text),
  frame(104, ciscoHdlc(), ipv4(), udp(), text),
  frame(12, ipv4(), udp(), text),
  frame(14, ipv4(), tcp(), text),
  frame(101, ipv6(), udp(), text),
  frame(228, ipv4(), tcp(), text),
  frame(229, ipv6(), tcp(), text),
  frame(105, ieee80211({ qos: true }), snap(), ipv4(), tcp(), text),
  frame(105, ieee80211({ direction: 'wds' }), snap(), arp()),
  frame(127, radiotap(), ieee80211({ direction: 'from-ds' }), snap(), ipv6(), udp(), text),
  frame(127, radiotap(), ieee80211({ type: 'management', subtype: 8 }), text),
  frame(113, linuxCooked(), ipv4(), udp(), text),
  frame(192, payload(hexBytes('00 00 0800 01000000')), ethernet(), ipv4(), udp(), text),
  frame(7, payload(hexBytes('be 00 d4 00 0001')), ipv4(), udp(), text),
  frame(129, payload(hexBytes('be 00 0000 f0')), ipv4(), tcp(), text),
  frame(10, fddi(), snap(), ipv4(), tcp(), text),
  frame(100, snap({ oui: 0x0080c2, protocolId: 7 }), payload(hexBytes('0000')), ethernet(), ipv4(), udp(), text),
  frame(100, payload(hexBytes('fefe 03 cf')), ppp(), ipv4(), tcp(), text),
  frame(107, frameRelay(), ipv4(), udp(), text),
  frame(107, frameRelay({ networkLayerProtocol: 0x8e }), ipv6(), udp(), text),
  frame(149, payload(pktapHeader()), ethernet(), ipv4(), tcp(), text),
  frame(226, payload(hexBytes('01 02 0000 00000054 00000002 00000000 ffffffff 00000000')), ipv4(), udp(), text),
  frame(242, payload(new Uint8Array(40)), payload(hexBytes('0800 0000')), ipv4(), tcp(), text),
  frame(258, payload(pktapHeader()), ethernet(), ipv6(), udp(), text),
  frame(281, payload(hexBytes('00005e005302 00005e005301 00000001 0800')), ipv4(), tcp(), text),
  frame(282, payload(hexBytes('00000001')), ethernet(), ipv4(), tcp(), text),
  frame(284, payload(hexBytes('00005e005302 00005e005301')), dsaTag({ vlan: 7 }), ipv4(), tcp(), text),
  frame(285, ethernet(), edsaTag({ vlan: 7 }), ipv4(), tcp(), text),
  frame(276, linuxCooked2(), ipv6(), tcp(), text),
  frame(239, nflog(), ipv4(), udp(), text),
];

function onEthernet(...layers: readonly Layer[]): SeedFrame {
  return frame(1, ethernet(), ...layers);
}

function frame(linkType: number, ...layers: readonly Layer[]): SeedFrame {
  return { linkType, bytes: buildFrame(...layers) };
}

/** RFC 8300, section 2: metadata type 1, Ethernet follows. */
function networkServiceHeader(): Uint8Array {
  return concatenate(hexBytes('0fc6 01 03 00000aff'), new Uint8Array(16));
}

/** https://www.tcpdump.org/linktypes/LINKTYPE_PKTAP.html: a packet (record type 1) of Ethernet (1). */
function pktapHeader(): Uint8Array {
  return concatenate(hexBytes('6c000000 01000000 01000000'), new Uint8Array(96));
}

/** RFC 7296, section 3.1: a first message, its payloads left out. */
function isakmpHeader(): Uint8Array {
  return hexBytes('0102030405060708 0000000000000000 21 20 22 08 00000000 0000001c');
}
