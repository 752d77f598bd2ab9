import { type Layer, payload } from '../../support/frames/build-frame.ts';
import { DHCP, dhcp } from '../../support/frames/dhcp.ts';
import { dhcpv6, dhcpv6Option } from '../../support/frames/dhcpv6.ts';
import { concatenate, drawing, hexBytes, textBytes, uint8, uint16, uint32 } from '../../support/frames/drawing.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { geneve } from '../../support/frames/geneve.ts';
import { gre, pptpGre } from '../../support/frames/gre.ts';
import { icmpFragmentationNeeded } from '../../support/frames/icmp.ts';
import { icmpv6 } from '../../support/frames/icmpv6.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { l2tp, l2tpv3 } from '../../support/frames/l2tp.ts';
import { mpls, pseudowireControlWord } from '../../support/frames/mpls.ts';
import { ppp } from '../../support/frames/ppp.ts';
import { chap, eap, ipcp, lcp, pap } from '../../support/frames/ppp-control.ts';
import { pppoe, pppoeDiscovery, pppoeTag, TAG } from '../../support/frames/pppoe.ts';
import { udp } from '../../support/frames/udp.ts';
import { vlan } from '../../support/frames/vlan.ts';
import { vxlan } from '../../support/frames/vxlan.ts';
import { attribute, dhcpOption, pair, radius } from './raw-parts.ts';

/** Fills the places where secrets are, with them or with what takes their place. */
export interface Filling {
  text(secret: string): string;
  binary(secret: string): Uint8Array;
  /** A UDP checksum over IPv4. */
  readonly checksum: number | undefined;
}

const OVERWRITTEN: Filling = {
  text: (secret) => 'x'.repeat(textBytes(secret).length),
  binary: (secret) => new Uint8Array(hexBytes(secret).length),
  checksum: 0,
};

export interface SecretFrame {
  readonly name: string;
  readonly linkType: number;
  readonly layers: readonly Layer[];
  /** The layers of the same frame once its secrets are overwritten. */
  readonly overwritten: readonly Layer[];
  readonly secrets: readonly Uint8Array[];
}

type Build = (fill: Filling) => readonly Layer[];

export const USER = 'alice@isp.example';
export const PASSWORD = 'correct-horse';
export const RESPONSE = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';

const papRequest = (fill: Filling): Layer =>
  pap({ code: 'authenticate-request', peerId: fill.text(USER), password: fill.text(PASSWORD) });
const chapResponse = (fill: Filling): Layer => chap({ code: 'response', value: fill.binary(RESPONSE), name: fill.text(USER) });
const session = (vlanId?: number): Layer[] => [...(vlanId === undefined ? [] : [vlan({ id: vlanId })]), pppoe(), ppp()];

export const SECRET_FRAMES: readonly SecretFrame[] = [
  onEthernet('a PAP request', (fill) => [...session(), papRequest(fill)]),
  onEthernet('a PAP request in VLANs', (fill) => [vlan({ id: 100 }), ...session(7), papRequest(fill)]),
  onEthernet('a PAP acknowledgement', (fill) => [
    ...session(),
    pap({ code: 'authenticate-ack', message: fill.text('Hello alice') }),
  ]),
  onEthernet('a PAP refusal', (fill) => [...session(), pap({ code: 'authenticate-nak', message: fill.text('alice who?') })]),
  onEthernet('a CHAP challenge', (fill) => [
    ...session(),
    chap({ code: 'challenge', value: fill.binary(RESPONSE), name: fill.text('bng-a.example') }),
  ]),
  onEthernet('a CHAP response', (fill) => [...session(), chapResponse(fill)]),
  onEthernet('a CHAP success of MS-CHAPv2', (fill) => [
    ...session(),
    chap({ code: 'success', message: fill.text('S=0123456789ABCDEF0123456789ABCDEF01234567 M=OK') }),
  ]),
  onEthernet('a CHAP failure', (fill) => [...session(), chap({ code: 'failure', message: fill.text('E=691 R=1 C=00112233') })]),
  onEthernet('an EAP identity', (fill) => [
    ...session(),
    eap({ code: 'response', data: concatenate(Uint8Array.of(1), textBytes(fill.text(USER))) }),
  ]),
  onEthernet('an EAP challenge', (fill) => [
    ...session(),
    eap({ code: 'request', data: concatenate(Uint8Array.of(4), fill.binary(RESPONSE)) }),
  ]),
  onEthernet('an authentication protocol that nobody knows', (fill) => [
    pppoe(),
    ppp({ protocol: 0xc281 }),
    payload(fill.text('who knows what')),
  ]),
  onEthernet('a link identification', (fill) => [
    ...session(),
    lcp({ code: 12, data: concatenate(hexBytes('01020304'), textBytes(fill.text('MSRAS-0-ALICES-LAPTOP'))) }),
  ]),
  onEthernet('a rejected PAP packet', (fill) => [
    ...session(),
    lcp({
      code: 'protocol-reject',
      data: concatenate(
        hexBytes('c023'),
        textBytes(fill.text(`\u0001\u0001\u0000\u0024${USER.length}${USER}${PASSWORD.length}${PASSWORD}`)),
      ),
    }),
  ]),
  onEthernet('a rejected link packet', (fill) => [
    ...session(),
    lcp({ code: 'code-reject', data: concatenate(hexBytes('0c01001c'), textBytes(fill.text('MSRAS-0-ALICES-LAPTOP'))) }),
  ]),
  onEthernet('a termination that greets', (fill) => [
    ...session(),
    lcp({ code: 'terminate-request', data: fill.text('Goodbye user alice') }),
  ]),
  onEthernet('a termination of IPCP that greets', (fill) => [
    ...session(),
    ipcp({ code: 'terminate-request', data: fill.text(`no address for ${USER}`) }),
  ]),
  onEthernet('a service name with a realm', (fill) => [
    pppoeDiscovery({ code: 'padr', tags: [pppoeTag(TAG.serviceName, fill.text(USER)), pppoeTag(TAG.hostUniq, 'uniq')] }),
  ]),
  onEthernet('circuit and remote id', (fill) => [
    pppoeDiscovery({ tags: [pppoeTag(TAG.serviceName, 'internet'), lineTag(fill), pppoeTag(TAG.acName, 'bng-a')] }),
  ]),
  onEthernet("another vendor's tag", (fill) => [
    pppoeDiscovery({
      tags: [pppoeTag(TAG.vendorSpecific, concatenate(hexBytes('00000009'), textBytes(fill.text('alice-line'))))],
    }),
  ]),
  onEthernet('a discovery error that greets', (fill) => [
    pppoeDiscovery({ code: 'pads', tags: [pppoeTag(TAG.genericError, fill.text('No session for alice'))] }),
  ]),
  onEthernet('EAP over LAN', (fill) => [
    payload(
      concatenate(
        hexBytes('01 00'),
        drawing([uint16(5 + USER.length), uint8(2), uint8(1), uint16(5 + USER.length), uint8(1)]),
        textBytes(fill.text(USER)),
      ),
      { etherType: 0x888e },
    ),
  ]),

  onEthernet('PAP in L2TP', (fill) => [ipv4(), udp(checksumOf(fill)), l2tp({ length: true }), ppp(), papRequest(fill)]),
  onEthernet('CHAP in L2TP over IPv6', (fill) => [ipv6(), udp(), l2tp(), ppp({ addressAndControl: true }), chapResponse(fill)]),
  onEthernet('CHAP in PPTP', (fill) => [
    ipv4(),
    pptpGre({ sequenceNumber: 1 }),
    ppp({ addressAndControl: true }),
    chapResponse(fill),
  ]),
  onEthernet('PAP in L2TPv3', (fill) => [
    ipv4(),
    l2tpv3({ cookie: hexBytes('0badcafe') }),
    ppp({ addressAndControl: true }),
    papRequest(fill),
  ]),
  onEthernet('PAP in GRE with a checksum', (fill) => [
    ipv4(),
    gre({ checksum: true, key: 22 }),
    ethernet(),
    ...session(),
    papRequest(fill),
  ]),
  onEthernet('PAP in VXLAN over IPv6, in Geneve over IPv4', (fill) => [
    ipv4(),
    udp(checksumOf(fill)),
    geneve(),
    ethernet(),
    ipv6(),
    udp(),
    vxlan(),
    ethernet(),
    ...session(7),
    papRequest(fill),
  ]),
  onEthernet('PAP inside of PPP inside of PPPoE', (fill) => [
    ...session(),
    ipv4(),
    udp(checksumOf(fill)),
    l2tp(),
    ppp(),
    papRequest(fill),
  ]),
  onEthernet('PAP in a pseudowire', (fill) => [
    mpls({ labels: [16, 1000] }),
    pseudowireControlWord(),
    ethernet(),
    ...session(),
    papRequest(fill),
  ]),
  onEthernet('what an L2TP message passes on', (fill) => [
    ipv4(),
    udp(checksumOf(fill)),
    l2tp({ isControl: true }),
    payload(
      concatenate(
        pair(0, hexBytes('000c')),
        pair(30, textBytes(fill.text(USER))),
        pair(33, fill.binary(RESPONSE)),
        pair(7, textBytes('lac.example')),
        pair(22, textBytes(fill.text('+4930123456'))),
      ),
    ),
  ]),
  onEthernet('a RADIUS request', (fill) => [
    ipv4(),
    udp({ ...checksumOf(fill), destinationPort: 1812 }),
    payload(
      radius(
        attribute(1, textBytes(fill.text(USER))),
        attribute(2, fill.binary(RESPONSE)),
        attribute(4, hexBytes('c0000201')),
        attribute(3, fill.binary(`01${RESPONSE}`)),
      ),
    ),
  ]),
  onEthernet('a DHCP message that signs in', (fill) => [
    ipv4(),
    udp({ ...checksumOf(fill), sourcePort: 68 }),
    dhcp({
      options: [
        DHCP.requestedAddress('192.0.2.7'),
        dhcpOption(61, concatenate(Uint8Array.of(0), textBytes(fill.text(`${USER}|${PASSWORD}`)))),
        dhcpOption(82, textBytes(fill.text('circuit 7'))),
        dhcpOption(90, fill.binary(RESPONSE)),
        DHCP.message('hello'),
      ],
    }),
  ]),
  onEthernet('a DHCPv6 message that signs in', (fill) => [
    ipv6(),
    udp({ sourcePort: 546, destinationPort: 547 }),
    dhcpv6({ options: [dhcpv6Option(11, fill.binary(RESPONSE)), dhcpv6Option(37, textBytes(fill.text('line 7 of alice')))] }),
  ]),
  onEthernet('a quoted L2TP packet', (fill) => [
    ipv4({ protocol: 1 }),
    icmpFragmentationNeeded(1400),
    ipv4(),
    udp(checksumOf(fill)),
    l2tp(),
    ppp(),
    papRequest(fill),
  ]),
  onEthernet('a quoted L2TP packet over IPv6', (fill) => [
    ipv6({ nextHeader: 58 }),
    icmpv6({ type: 2, restOfHeader: 1400 }),
    ipv6(),
    udp(),
    l2tp(),
    ppp(),
    papRequest(fill),
  ]),
  withLink(9, 'PAP in a PPP capture', (fill) => [ppp(), papRequest(fill)]),
  withLink(50, 'CHAP in a PPP capture with framing', (fill) => [ppp({ addressAndControl: true }), chapResponse(fill)]),
  withLink(51, 'PAP in a PPPoE capture', (fill) => [...session(), papRequest(fill)]),
  withLink(123, 'a link that nobody decodes', (fill) => [payload(fill.text(`${USER} ${PASSWORD}`))]),
];

function onEthernet(name: string, build: Build): SecretFrame {
  return withLink(1, name, (fill) => [ethernet(), ...build(fill)]);
}

function withLink(linkType: number, name: string, build: Build): SecretFrame {
  const secrets: Uint8Array[] = [];
  const layers = build({
    text: (secret) => {
      secrets.push(textBytes(secret));
      return secret;
    },
    binary: (secret) => {
      secrets.push(hexBytes(secret));
      return hexBytes(secret);
    },
    checksum: undefined,
  });
  return { name, linkType, layers, overwritten: build(OVERWRITTEN), secrets };
}

function checksumOf({ checksum }: Filling): { readonly checksum?: number } {
  return checksum === undefined ? {} : { checksum };
}

/** BBF TR-101, appendix A: circuit and remote id, then a rate, which is nobody's secret. */
function lineTag(fill: Filling): Uint8Array {
  const item = (type: number, value: Uint8Array): Uint8Array => drawing([uint8(type), uint8(value.length)], [value]);
  return pppoeTag(
    TAG.vendorSpecific,
    concatenate(
      drawing([uint32(3561)]),
      item(1, textBytes(fill.text('dslam-4 atm 1/7:8.35'))),
      item(2, textBytes(fill.text('customer-4711'))),
      item(0x81, hexBytes('00002710')),
    ),
  );
}
