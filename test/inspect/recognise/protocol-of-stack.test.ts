import { describe, expect, it } from 'vitest';
import { appProtocolName } from '../../../src/inspect/app-protocol-names.ts';
import { protocolOfStack } from '../../../src/inspect/recognise/protocol-of-stack.ts';
import { decode } from '../../support/decode-harness.ts';
import { arp } from '../../support/frames/arp.ts';
import { buildFrame, type Layer, payload } from '../../support/frames/build-frame.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { gre } from '../../support/frames/gre.ts';
import { gtpU } from '../../support/frames/gtp.ts';
import { icmpEcho } from '../../support/frames/icmp.ts';
import { icmpv6Echo } from '../../support/frames/icmpv6.ts';
import { igmp } from '../../support/frames/igmp.ts';
import { authenticationHeader, esp, natKeepalive, nonEspMarker } from '../../support/frames/ipsec.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { l2tp } from '../../support/frames/l2tp.ts';
import { sctp } from '../../support/frames/sctp.ts';
import { tcp } from '../../support/frames/tcp.ts';
import { udp } from '../../support/frames/udp.ts';
import { openvpn, wireguardInitiation } from '../../support/frames/vpn.ts';
import { vxlan } from '../../support/frames/vxlan.ts';
import { IKE_2_INITIATION } from '../../support/payloads/binary-udp.ts';

function nameOf(...layers: readonly Layer[]): string {
  return appProtocolName(protocolOfStack(decode(buildFrame(ethernet(), ...layers))));
}

const IKE = payload(IKE_2_INITIATION);

describe('what the headers say of a conversation', () => {
  it.each([
    ['wireguard', [ipv4(), udp({ destinationPort: 51820 }), wireguardInitiation()]],
    ['ike', [ipv4(), udp({ destinationPort: 500 }), IKE]],
    ['ike', [ipv4(), udp({ destinationPort: 4500 }), nonEspMarker(), IKE]],
    ['ipsec', [ipv4(), udp({ destinationPort: 4500 }), esp()]],
    ['ipsec', [ipv4(), udp({ destinationPort: 4500 }), natKeepalive()]],
    ['ipsec', [ipv4(), esp()]],
    ['icmp', [ipv4(), icmpEcho('request')]],
    ['icmpv6', [ipv6(), icmpv6Echo('request')]],
    ['igmp', [ipv4(), igmp()]],
    ['sctp', [ipv4(), sctp()]],
    ['gre', [ipv4(), gre(), payload('?', { etherType: 0x88b5 })]],
    ['gtp', [ipv4(), udp({ destinationPort: 2152 }), gtpU({ messageType: 1 })]],
    ['tunnel', [ipv4(), udp({ destinationPort: 1701 }), l2tp({ isControl: true })]],
    ['tunnel', [ipv4(), udp({ destinationPort: 4789 }), vxlan(), ethernet(), arp()]],
    ['ospf', [ipv4({ protocol: 89 }), payload('hello')]],
    ['vrrp', [ipv4({ protocol: 112 }), payload('hello')]],
    ['pim', [ipv6({ nextHeader: 103 }), payload('hello')]],
  ])('is %s', (name, layers) => {
    expect(nameOf(...layers)).toBe(name);
  });

  it.each([
    ['TCP', [ipv4(), tcp(), payload('hello')]],
    ['UDP', [ipv4(), udp({ destinationPort: 4000 }), payload('hello')]],
    ['TCP behind an authentication header', [ipv4(), authenticationHeader(), tcp(), payload('hello')]],
    ['TCP in a tunnel', [ipv4(), udp({ destinationPort: 4789 }), vxlan(), ethernet(), ipv4(), tcp()]],
    ['what is not WireGuard on its port', [ipv4(), udp({ destinationPort: 51820 }), payload('hello')]],
    ['OpenVPN, whose header is one byte', [ipv4(), udp({ destinationPort: 1194 }), openvpn()]],
    ['an experiment', [ipv4({ protocol: 253 }), payload('hello')]],
  ])('is nothing that they can say for %s', (_what, layers) => {
    expect(nameOf(...layers)).toBe('unknown');
  });

  it('is what the protocol number says for a later fragment', () => {
    expect(nameOf(ipv4({ protocol: 50, fragmentOffset: 100 }), payload('rest'))).toBe('ipsec');
    expect(nameOf(ipv4({ protocol: 17, fragmentOffset: 100 }), payload('rest'))).toBe('unknown');
  });

  it('is nothing without a network header', () => {
    expect(nameOf(payload('?', { etherType: 0x88b5 }))).toBe('unknown');
    expect(appProtocolName(protocolOfStack(decode(new Uint8Array(0))))).toBe('unknown');
  });
});
