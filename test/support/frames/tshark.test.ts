import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildPcap } from '../capture-files.ts';
import { arp } from './arp.ts';
import { buildFrame, type Layer, payload } from './build-frame.ts';
import { capwap } from './capwap.ts';
import { dhcp } from './dhcp.ts';
import { dns } from './dns.ts';
import { hexBytes } from './drawing.ts';
import { erspan1, erspan2, erspan3 } from './erspan.ts';
import { ethernet, ethernetLength, llc, snap } from './ethernet.ts';
import { fddi } from './fddi.ts';
import { frameRelay } from './frame-relay.ts';
import { geneve, geneveOption } from './geneve.ts';
import { gre, greKeepalive, pptpGre, wccp } from './gre.ts';
import { gtpU, pduSessionContainer } from './gtp.ts';
import { icmpEcho, icmpFragmentationNeeded } from './icmp.ts';
import { icmpv6Echo, neighborAdvertisement, neighborSolicitation, routerAdvertisement } from './icmpv6.ts';
import { igmp } from './igmp.ts';
import { authenticationHeader, esp, natKeepalive } from './ipsec.ts';
import { ipv4, sourceRoute } from './ipv4.ts';
import { ipv6 } from './ipv6.ts';
import {
  destinationOptions,
  fragment,
  homeAddressRouting,
  hopByHop,
  mobility,
  routing,
  segmentRouting,
} from './ipv6-extensions.ts';
import { l2tp } from './l2tp.ts';
import { linuxCooked, linuxCooked2 } from './linux-cooked.ts';
import { lisp, lispEncapsulatedMessage, lispMapRequest } from './lisp.ts';
import { loopback } from './loopback.ts';
import { mpls, pseudowireControlWord } from './mpls.ts';
import { nflog } from './nflog.ts';
import { ntp } from './ntp.ts';
import { pimRegister } from './pim.ts';
import { ciscoHdlc, ppp } from './ppp.ts';
import { chap, IPCP, interfaceIdentifier, ipcp, ipv6cp, LCP, lcp, lcpEcho, pap } from './ppp-control.ts';
import { pppoe, pppoeDiscovery, pppoeTag, TAG } from './pppoe.ts';
import { quicInitial } from './quic.ts';
import { sctp } from './sctp.ts';
import { ciscoMetadata, eTag, macsec, vnTag } from './switch-tags.ts';
import { maximumSegmentSize, sack, sackPermitted, tcp, timestamps, windowScale } from './tcp.ts';
import { teredoAuthentication, teredoOrigin } from './teredo.ts';
import { tlsClientHello } from './tls.ts';
import { udp, udpLite } from './udp.ts';
import { pbb, TPID, vlan } from './vlan.ts';
import { openvpn, wireguardInitiation } from './vpn.ts';
import { vxlan, vxlanGpe } from './vxlan.ts';
import { ieee80211, radiotap } from './wireless.ts';

const hasTshark = spawnSync('tshark', ['--version']).status === 0;

/** Inner packets are told apart from outer ones by their addresses: fewer warnings from tshark's conversation tracking. */
const inner = () => [ipv4({ source: '203.0.113.1', destination: '203.0.113.2' }), udp(), payload('inside')];
const innerEthernet = () => [ethernet(), ...inner()];
const onEthernet = (...layers: Layer[]) => [ethernet(), ...layers];
const onIpv4 = (...layers: Layer[]) => onEthernet(ipv4(), ...layers);
const onPpp = (...layers: Layer[]) => onEthernet(pppoe(), ppp(), ...layers);

/** Link type, layers, and the stack as tshark's `frame.protocols` says it. */
type Row = readonly [linkType: number, stack: string, layers: readonly Layer[]];

const ROWS: readonly Row[] = [
  [1, 'eth:ethertype:vlan:ethertype:ip:udp:data', onEthernet(vlan({ id: 10 }), ...inner())],
  [
    1,
    'eth:ethertype:ieee8021ad:ethertype:vlan:ethertype:ip:udp:data',
    onEthernet(vlan({ tpid: TPID.service, id: 20 }), vlan(), ...inner()),
  ],
  [1, 'eth:ethertype:vlan:ethertype:ip:udp:data', onEthernet(vlan({ tpid: TPID.old9100 }), ...inner())],
  [1, 'eth:ethertype:ieee8021ah:ethertype:ip:udp:data', onEthernet(pbb({ serviceId: 9 }), ...inner())],
  [1, 'eth:ethertype:etag:ethertype:ip:udp:data', onEthernet(eTag(), ...inner())],
  [1, 'eth:ethertype:vntag:ethertype:vlan:ethertype:ip:udp:data', onEthernet(vnTag(), vlan(), ...inner())],
  [1, 'eth:ethertype:macsec:ethertype:ip:udp:data', onEthernet(macsec(), ...inner())],
  [1, 'eth:ethertype:macsec:data', onEthernet(macsec({ control: 0x0b }), payload('encrypted, says the header'))],
  [1, 'eth:ethertype:cmd:ethertype:ip:udp:data', onEthernet(ciscoMetadata(), ...inner())],
  [1, 'eth:ethertype:ip:gre:cmd:ip:udp:data', onIpv4(gre(), ciscoMetadata(), ...inner())],
  [1, 'eth:ethertype:ip:gre:wlan:llc:ip:udp:data', onIpv4(gre({ protocolType: 0x8370 }), ieee80211(), snap(), ...inner())],
  [1, 'eth:ethertype:ip:pim:ip:udp:data', onIpv4(pimRegister(), ...inner())],
  [10, 'fddi:llc:ip:udp:data', [fddi(), snap(), ...inner()]],
  [100, 'llc:osi:ppp:ip:udp:data', [payload(hexBytes('fefe 03 cf')), ppp(), ...inner()]],
  [107, 'fr:ip:udp:data', [frameRelay(), ...inner()]],
  [107, 'fr:ip:udp:data', [frameRelay({ networkLayerProtocol: 0xcc }), ...inner()]],
  [107, 'fr:ppp:ip:udp:data', [frameRelay({ networkLayerProtocol: 0xcf }), ppp(), ...inner()]],
  [1, 'eth:llc:3comxns:data', [ethernetLength(), llc({ destinationSap: 0x80, sourceSap: 0x80 }), payload('data')]],
  [1, 'eth:llc:ip:udp:data', [ethernetLength(), snap(), ...inner()]],
  [1, 'eth:ethertype:arp', onEthernet(arp())],
  [
    1,
    'eth:ethertype:pppoed',
    onEthernet(pppoeDiscovery({ code: 'pado', tags: [pppoeTag(TAG.acName, 'ac'), pppoeTag(TAG.serviceName)] })),
  ],
  [1, 'eth:ethertype:pppoes:ppp:ip:udp:data', onPpp(...inner())],
  [1, 'eth:ethertype:pppoes:ppp:ipv6:udp:data', onPpp(ipv6(), udp(), payload('x'))],
  [
    1,
    'eth:ethertype:pppoes:ppp:lcp',
    onPpp(lcp({ options: [LCP.maximumReceiveUnit(1492), LCP.authenticateChapMd5(), LCP.magicNumber(7)] })),
  ],
  [1, 'eth:ethertype:pppoes:ppp:lcp', onPpp(lcpEcho('request'))],
  [1, 'eth:ethertype:pppoes:ppp:lcp', onPpp(lcp({ code: 'terminate-request', data: 'bye' }))],
  [1, 'eth:ethertype:pppoes:ppp:pap', onPpp(pap({ code: 'authenticate-request', peerId: 'someone', password: 'not-a-secret' }))],
  [1, 'eth:ethertype:pppoes:ppp:pap', onPpp(pap({ code: 'authenticate-ack', message: 'welcome' }))],
  [1, 'eth:ethertype:pppoes:ppp:chap', onPpp(chap({ code: 'challenge', value: new Uint8Array(16), name: 'ac' }))],
  [1, 'eth:ethertype:pppoes:ppp:chap', onPpp(chap({ code: 'success', message: 'welcome' }))],
  [1, 'eth:ethertype:pppoes:ppp:ipcp', onPpp(ipcp({ options: [IPCP.address('203.0.113.9'), IPCP.primaryDns('198.51.100.53')] }))],
  [1, 'eth:ethertype:pppoes:ppp:ipv6cp', onPpp(ipv6cp({ options: [interfaceIdentifier('02005efffe005301')] }))],
  [1, 'eth:ethertype:mpls:ip:udp:data', onEthernet(mpls({ labels: [100, 200] }), ...inner())],
  [
    1,
    'eth:ethertype:mpls:pwethheuristic:pwethcw:eth:ethertype:ip:udp:data',
    onEthernet(mpls(), pseudowireControlWord(), ...innerEthernet()),
  ],
  [1, 'eth:ethertype:ip:icmp:data', onIpv4(icmpEcho('request'), payload('abcdefgh'))],
  [1, 'eth:ethertype:ip:icmp:ip:udp:data', onIpv4(icmpFragmentationNeeded(1400), ...inner())],
  [
    1,
    'eth:ethertype:ip:igmp:igmp',
    onEthernet(ipv4({ options: hexBytes('94040000'), destination: '233.252.0.1', timeToLive: 1 }), igmp()),
  ],
  [1, 'eth:ethertype:ip:ah:udp:data', onIpv4(authenticationHeader(), udp(), payload('x'))],
  [1, 'eth:ethertype:ip:esp', onIpv4(esp(), payload('encrypted, says the header'))],
  [
    1,
    'eth:ethertype:ip:udp:udpencap:esp',
    onIpv4(udp({ destinationPort: 4500 }), esp({ securityParametersIndex: 0x2001 }), payload('encrypted, says the header')),
  ],
  [1, 'eth:ethertype:ip:udp:udpencap', onIpv4(udp(), natKeepalive())],
  [1, 'eth:ethertype:ip:udplite:data', onIpv4(udpLite({ checksumCoverage: 8 }), payload('x'))],
  [1, 'eth:ethertype:ip:sctp', onIpv4(sctp())],
  [
    1,
    'eth:ethertype:ip:tcp',
    onIpv4(tcp({ flags: 'syn', options: [maximumSegmentSize(1452), sackPermitted(), timestamps(1, 0), windowScale(7)] })),
  ],
  [1, 'eth:ethertype:ip:tcp', onIpv4(tcp({ sourcePort: 50000, acknowledgmentNumber: 1, options: [sack([2, 3])] }))],
  [1, 'eth:ethertype:ip:tcp:tls', onIpv4(tcp({ sourcePort: 50001, flags: 'psh ack' }), tlsClientHello())],
  [1, 'eth:ethertype:ip:udp:dns', onIpv4(udp(), dns({ answers: [{ name: 'www.example.com', type: 'A', value: '192.0.2.80' }] }))],
  [1, 'eth:ethertype:ip:udp:ntp', onIpv4(udp(), ntp())],
  [1, 'eth:ethertype:ip:udp:dhcp', onIpv4(udp({ sourcePort: 68 }), dhcp({ options: [Uint8Array.of(55, 1, 3)] }))],
  [1, 'eth:ethertype:ip:udp:quic:tls', onIpv4(udp(), quicInitial({ serverName: 'video.example.net' }))],
  [1, 'eth:ethertype:ip:udp:wg', onIpv4(udp(), wireguardInitiation())],
  [1, 'eth:ethertype:ip:udp:openvpn', onIpv4(udp(), openvpn())],
  [1, 'eth:ethertype:ipv6:ipv6.hopopts:udp:data', onEthernet(ipv6(), hopByHop(), udp(), payload('x'))],
  [1, 'eth:ethertype:ipv6:ipv6.dstopts:udp:data', onEthernet(ipv6(), destinationOptions(), udp(), payload('x'))],
  [1, 'eth:ethertype:ipv6:ipv6.routing:udp:data', onEthernet(ipv6(), routing(), udp(), payload('x'))],
  [
    1,
    'eth:ethertype:ipv6:ipv6.routing:udp:data',
    onEthernet(ipv6({ finalDestination: '2001:db8::4' }), segmentRouting(['2001:db8::3', '2001:db8::4'], 1), udp(), payload('x')),
  ],
  [
    1,
    'eth:ethertype:ipv6:ipv6.routing:udp:data',
    onEthernet(ipv6({ finalDestination: '2001:db8::3' }), homeAddressRouting('2001:db8::3'), udp(), payload('x')),
  ],
  [
    1,
    'eth:ethertype:ip:udp:data',
    onEthernet(
      ipv4({ options: sourceRoute(['192.0.2.7', '192.0.2.8']), finalDestination: '192.0.2.8' }),
      udp(),
      payload('on its way'),
    ),
  ],
  [
    1,
    'eth:ethertype:ipv6:ipv6.fraghdr:data',
    onEthernet(ipv6(), fragment({ moreFragments: true }), udp(), payload('more to come')),
  ],
  [1, 'eth:ethertype:ipv6:mipv6', onEthernet(ipv6(), mobility())],
  [1, 'eth:ethertype:ipv6:icmpv6:data', onEthernet(ipv6(), icmpv6Echo('reply'), payload('abcdefgh'))],
  [1, 'eth:ethertype:ipv6:icmpv6', onEthernet(ipv6({ hopLimit: 255 }), neighborSolicitation())],
  [1, 'eth:ethertype:ipv6:icmpv6', onEthernet(ipv6({ hopLimit: 255 }), neighborAdvertisement())],
  [
    1,
    'eth:ethertype:ipv6:icmpv6',
    onEthernet(ipv6({ hopLimit: 255, source: 'fe80::1', destination: 'ff02::1' }), routerAdvertisement()),
  ],
  [1, 'eth:ethertype:ip:gre:ip:udp:data', onIpv4(gre(), ...inner())],
  [1, 'eth:ethertype:ip:gre:ip:udp:data', onIpv4(gre({ key: 22, sequenceNumber: 1, checksum: true }), ...inner())],
  [
    1,
    'eth:ethertype:ip:gre:ip:udp:data',
    onIpv4(gre({ key: 22, routing: [{ addressFamily: 0x0800, offset: 0, routing: Uint8Array.of(192, 0, 2, 7) }] }), ...inner()),
  ],
  [1, 'eth:ethertype:ip:gre:eth:ethertype:ip:udp:data', onIpv4(gre({ key: 0x2a01 }), ...innerEthernet())],
  [1, 'eth:ethertype:ip:gre:ip:gre', onEthernet(...greKeepalive({ source: '192.0.2.1', destination: '192.0.2.2' }))],
  [
    1,
    'eth:ethertype:ip:gre:ppp:ip:udp:data',
    onIpv4(pptpGre({ callId: 7, sequenceNumber: 1, acknowledgmentNumber: 1 }), ppp(), ...inner()),
  ],
  [1, 'eth:ethertype:ip:gre:ip:udp:data', onIpv4(gre(), wccp(), ...inner())],
  [1, 'eth:ethertype:ip:gre:erspan:eth:ethertype:ip:udp:data', onIpv4(gre(), erspan1(), ...innerEthernet())],
  [1, 'eth:ethertype:ip:gre:erspan:eth:ethertype:ip:udp:data', onIpv4(gre({ sequenceNumber: 1 }), erspan2(), ...innerEthernet())],
  [1, 'eth:ethertype:ip:gre:erspan:eth:ethertype:ip:udp:data', onIpv4(gre({ sequenceNumber: 1 }), erspan3(), ...innerEthernet())],
  [1, 'eth:ethertype:ip:udp:vxlan:eth:ethertype:ip:udp:data', onIpv4(udp(), vxlan({ vni: 42 }), ...innerEthernet())],
  [1, 'eth:ethertype:ip:udp:ip:udp:data', onIpv4(udp(), vxlanGpe({ vni: 43 }), ...inner())],
  [
    1,
    'eth:ethertype:ip:udp:geneve:eth:ethertype:ip:udp:data',
    onIpv4(udp(), geneve({ options: [geneveOption()] }), ...innerEthernet()),
  ],
  [1, 'eth:ethertype:ip:udp:gtp:ip:udp:data', onIpv4(udp(), gtpU({ teid: 9, extensions: [pduSessionContainer()] }), ...inner())],
  [
    1,
    'eth:ethertype:ip:udp:l2tp:ppp:ip:udp:data',
    onIpv4(udp(), l2tp({ length: true, sequence: [1, 2], offsetSize: 4 }), ppp(), ...inner()),
  ],
  [1, 'eth:ethertype:ip:ip:udp:data', onIpv4(...inner())],
  [1, 'eth:ethertype:ip:ipv6:udp:data', onIpv4(ipv6(), udp(), payload('x'))],
  [1, 'eth:ethertype:ipv6:ip:udp:data', onEthernet(ipv6(), ...inner())],
  [1, 'eth:ethertype:ipv6:ipv6:udp:data', onEthernet(ipv6(), ipv6(), udp(), payload('x'))],
  [
    1,
    'eth:ethertype:ip:udp:teredo:ipv6:udp:data',
    onIpv4(udp(), teredoAuthentication(), teredoOrigin(), ipv6(), udp(), payload('x')),
  ],
  [1, 'eth:ethertype:ip:udp:gre:ip:udp:data', onIpv4(udp(), gre(), ...inner())],
  [1, 'eth:ethertype:ip:udp:mpls:ip:udp:data', onIpv4(udp(), mpls(), ...inner())],
  [1, 'eth:ethertype:ip:udp:capwap.data:eth:ethertype:ip:udp:data', onIpv4(udp(), capwap(), ...innerEthernet())],
  [
    1,
    'eth:ethertype:ip:udp:capwap.data:wlan:llc:ip:udp:data',
    onIpv4(udp(), capwap(), ieee80211({ isSwapped: true }), snap(), ...inner()),
  ],
  [1, 'eth:ethertype:ip:udp:lisp-data:ip:udp:data', onIpv4(udp(), lisp({ instanceId: 42, nonce: 7 }), ...inner())],
  [
    1,
    'eth:ethertype:ip:udp:lisp:ip:udp:lisp',
    onIpv4(
      udp(),
      lispEncapsulatedMessage(),
      ipv4({ source: '203.0.113.1', destination: '203.0.113.2' }),
      udp(),
      lispMapRequest(),
    ),
  ],
  [113, 'sll:ethertype:ip:udp:data', [linuxCooked(), ...inner()]],
  [276, 'sll:ethertype:ip:udp:data', [linuxCooked2(), ...inner()]],
  [0, 'null:ip:udp:data', [loopback(), ...inner()]],
  [108, 'null:ipv6:udp:data', [loopback({ byteOrder: 'big' }), ipv6(), udp(), payload('x')]],
  [9, 'ppp:ip:udp:data', [ppp({ addressAndControl: true }), ...inner()]],
  [9, 'ppp:ip:udp:data', [ppp({ compressedProtocol: true }), ...inner()]],
  [104, 'chdlc:ip:udp:data', [ciscoHdlc(), ...inner()]],
  [239, 'nflog:ip:udp:data', [nflog(), ...inner()]],
  [127, 'radiotap:wlan_radio:wlan:llc:ip:udp:data', [radiotap(), ieee80211({ qos: true }), snap(), ...inner()]],
  [105, 'wlan:llc:ip:udp:data', [ieee80211({ direction: 'wds' }), snap(), ...inner()]],
];

const CHECKSUM_OPTIONS = [
  'ip.check_checksum:TRUE',
  'udp.check_checksum:TRUE',
  'udplite.check_checksum:TRUE',
  'tcp.check_checksum:TRUE',
  'sctp.checksum:CRC 32c',
];

interface Dissection {
  readonly stack: string;
  /** Everything tshark has to say against the frame: malformed, bad checksum, wrong length. */
  readonly complaints: string;
}

/** Frames of one link type share a file. */
function dissect(linkType: number, frames: readonly Uint8Array[]): Dissection[] {
  const file = buildPcap({ frames: frames.map((bytes, index) => ({ bytes, timestampMicros: index * 1e6 })), linkType });
  const checks = CHECKSUM_OPTIONS.flatMap((option) => ['-o', option]);
  const fields = ['-T', 'fields', '-e', 'frame.protocols', '-e', '_ws.expert.message', '-e', 'gre.checksum.status'];
  const path = join(directory, `${linkType}.pcap`);
  writeFileSync(path, file);
  const output = execFileSync('tshark', ['-r', path, '-n', ...checks, ...fields], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return output
    .split('\n')
    .slice(0, frames.length)
    .map((line) => {
      const [stack = '', complaints = ''] = line.split('\t');
      return { stack, complaints };
    });
}

const directory = mkdtempSync(join(tmpdir(), 'wanprobe-frames-'));
afterAll(() => rmSync(directory, { recursive: true }));

describe.skipIf(!hasTshark)('what tshark sees of built frames', () => {
  for (const linkType of new Set(ROWS.map(([type]) => type))) {
    it(`is what was built, on link type ${linkType}`, () => {
      const rows = ROWS.filter(([type]) => type === linkType);

      const seen = dissect(
        linkType,
        rows.map(([, , layers]) => buildFrame(...layers)),
      );

      expect(seen.map(({ stack }) => stack)).toEqual(rows.map(([, stack]) => stack));
      expect(
        seen.map(({ complaints }) => complaints).filter((text) => /malformed|bad|incorrect|wrong|illegal|bogus/i.test(text)),
      ).toEqual([]);
    });
  }
});
