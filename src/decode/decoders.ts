import type { Decoder } from './decoder.ts';
import { decodeArcnet, decodeArcnetLinux } from './link/arcnet.ts';
import { decodeBroadcomTag, decodeBroadcomTagPrepended } from './link/broadcom-tag.ts';
import { decodeCiscoHdlc } from './link/cisco-hdlc.ts';
import { decodeCiscoMetadata } from './link/cisco-metadata.ts';
import { decodeDsa, decodeEdsa } from './link/dsa.ts';
import { decodeETag } from './link/e-tag.ts';
import { decodeEthernet } from './link/ethernet.ts';
import { decodeFabricPath } from './link/fabric-path.ts';
import { decodeFddi } from './link/fddi.ts';
import { decodeFrameRelay } from './link/frame-relay.ts';
import { decodeIpnet } from './link/ipnet.ts';
import { decodeIpoib } from './link/ipoib.ts';
import { decodeLinuxSll } from './link/linux-sll.ts';
import { decodeLinuxSll2 } from './link/linux-sll2.ts';
import { decodeLlc } from './link/llc.ts';
import { decodeMacsec } from './link/macsec.ts';
import { decodeMpls } from './link/mpls.ts';
import { decodeNflog } from './link/nflog.ts';
import { decodeNullLoopback } from './link/null-loopback.ts';
import { decodePktap, decodeUser2 } from './link/pktap.ts';
import { decodePpi } from './link/ppi.ts';
import { decodePpp } from './link/ppp.ts';
import { decodeChap, decodeIpcp, decodeIpv6cp, decodeLcp, decodePap } from './link/ppp-control.ts';
import { decodePppoeDiscovery, decodePppoeSession } from './link/pppoe.ts';
import { decodeProviderBackbone } from './link/provider-backbone.ts';
import { decodePseudowire } from './link/pseudowire.ts';
import { decodeRadiotap } from './link/radiotap.ts';
import { decodeRawIp } from './link/raw-ip.ts';
import { decodeSnap } from './link/snap.ts';
import { decodeServiceVlan, decodeVlan } from './link/vlan.ts';
import { decodeVnTag } from './link/vn-tag.ts';
import { decodeWlan } from './link/wlan.ts';
import { decodeAuthenticationHeader } from './network/ah.ts';
import { decodeArp } from './network/arp.ts';
import { decodeEsp } from './network/esp.ts';
import { decodeIcmp, decodeIcmpv6 } from './network/icmp.ts';
import { decodeIgmp } from './network/igmp.ts';
import { decodeIpv4 } from './network/ipv4.ts';
import { decodeIpv6 } from './network/ipv6.ts';
import {
  decodeDestinationOptions,
  decodeFragmentHeader,
  decodeHopByHopOptions,
  decodeHostIdentity,
  decodeMobilityHeader,
  decodeShim6,
} from './network/ipv6-extensions.ts';
import { decodeRoutingHeader } from './network/ipv6-routing-header.ts';
import { Protocol } from './protocol.ts';
import { decodeSctp } from './transport/sctp.ts';
import { decodeTcp } from './transport/tcp.ts';
import { decodeUdp } from './transport/udp.ts';
import { decodeUdpLite } from './transport/udp-lite.ts';
import { decodeCapwap, decodeCapwapControl } from './tunnel/capwap.ts';
import { decodeEoip } from './tunnel/eoip.ts';
import { decodeErspanI, decodeErspanII, decodeErspanIII } from './tunnel/erspan.ts';
import { decodeEspInUdp, decodeNatKeepalive } from './tunnel/esp-in-udp.ts';
import { decodeGeneve } from './tunnel/geneve.ts';
import { decodeGre } from './tunnel/gre.ts';
import { decodeGreKeepalive } from './tunnel/gre-keepalive.ts';
import { decodeGtpU } from './tunnel/gtp-u.ts';
import { decodeIsakmp } from './tunnel/isakmp.ts';
import { decodeL2tp } from './tunnel/l2tp.ts';
import { decodeL2tpv3 } from './tunnel/l2tpv3.ts';
import { decodeLisp } from './tunnel/lisp.ts';
import { decodeLispControl } from './tunnel/lisp-control.ts';
import { decodeNetworkServiceHeader } from './tunnel/network-service-header.ts';
import { decodeOpenVpn } from './tunnel/openvpn.ts';
import { decodePim } from './tunnel/pim.ts';
import { decodePptp } from './tunnel/pptp.ts';
import { decodeTeredo } from './tunnel/teredo.ts';
import { decodeVxlan } from './tunnel/vxlan.ts';
import { decodeVxlanGpe } from './tunnel/vxlan-gpe.ts';
import { decodeWccp } from './tunnel/wccp.ts';
import { decodeWireGuard } from './tunnel/wireguard.ts';

/** In the place of `Protocol.None`, which ends the decoding: never called. */
const decodeNothing: Decoder = () => Protocol.None;

/** Who decodes what. The type asks for a line per protocol. */
const BY_PROTOCOL: Readonly<Record<Exclude<Protocol, typeof Protocol.None>, Decoder>> = {
  [Protocol.Ethernet]: decodeEthernet,
  [Protocol.Vlan]: decodeVlan,
  [Protocol.ServiceVlan]: decodeServiceVlan,
  [Protocol.ProviderBackbone]: decodeProviderBackbone,
  [Protocol.Llc]: decodeLlc,
  [Protocol.Snap]: decodeSnap,
  [Protocol.LinuxSll]: decodeLinuxSll,
  [Protocol.LinuxSll2]: decodeLinuxSll2,
  [Protocol.NullLoopback]: decodeNullLoopback,
  [Protocol.RawIp]: decodeRawIp,
  [Protocol.Ppp]: decodePpp,
  [Protocol.CiscoHdlc]: decodeCiscoHdlc,
  [Protocol.Nflog]: decodeNflog,
  [Protocol.Radiotap]: decodeRadiotap,
  [Protocol.Wlan]: decodeWlan,
  [Protocol.PppoeDiscovery]: decodePppoeDiscovery,
  [Protocol.PppoeSession]: decodePppoeSession,
  [Protocol.Lcp]: decodeLcp,
  [Protocol.Pap]: decodePap,
  [Protocol.Chap]: decodeChap,
  [Protocol.Ipcp]: decodeIpcp,
  [Protocol.Ipv6cp]: decodeIpv6cp,
  [Protocol.Mpls]: decodeMpls,
  [Protocol.Pseudowire]: decodePseudowire,
  [Protocol.Arp]: decodeArp,
  [Protocol.Ipv4]: decodeIpv4,
  [Protocol.Ipv6]: decodeIpv6,
  [Protocol.HopByHopOptions]: decodeHopByHopOptions,
  [Protocol.DestinationOptions]: decodeDestinationOptions,
  [Protocol.RoutingHeader]: decodeRoutingHeader,
  [Protocol.FragmentHeader]: decodeFragmentHeader,
  [Protocol.MobilityHeader]: decodeMobilityHeader,
  [Protocol.HostIdentity]: decodeHostIdentity,
  [Protocol.Shim6]: decodeShim6,
  [Protocol.AuthenticationHeader]: decodeAuthenticationHeader,
  [Protocol.Esp]: decodeEsp,
  [Protocol.Icmp]: decodeIcmp,
  [Protocol.Icmpv6]: decodeIcmpv6,
  [Protocol.Igmp]: decodeIgmp,
  [Protocol.Tcp]: decodeTcp,
  [Protocol.Udp]: decodeUdp,
  [Protocol.UdpLite]: decodeUdpLite,
  [Protocol.Sctp]: decodeSctp,
  [Protocol.Gre]: decodeGre,
  [Protocol.Pptp]: decodePptp,
  [Protocol.GreKeepalive]: decodeGreKeepalive,
  [Protocol.Wccp]: decodeWccp,
  [Protocol.Eoip]: decodeEoip,
  [Protocol.ErspanI]: decodeErspanI,
  [Protocol.ErspanII]: decodeErspanII,
  [Protocol.ErspanIII]: decodeErspanIII,
  [Protocol.Vxlan]: decodeVxlan,
  [Protocol.VxlanGpe]: decodeVxlanGpe,
  [Protocol.Geneve]: decodeGeneve,
  [Protocol.GtpU]: decodeGtpU,
  [Protocol.L2tp]: decodeL2tp,
  [Protocol.L2tpv3]: decodeL2tpv3,
  [Protocol.Teredo]: decodeTeredo,
  [Protocol.NetworkServiceHeader]: decodeNetworkServiceHeader,
  [Protocol.WireGuard]: decodeWireGuard,
  [Protocol.OpenVpn]: decodeOpenVpn,
  [Protocol.EspInUdp]: decodeEspInUdp,
  [Protocol.NatKeepalive]: decodeNatKeepalive,
  [Protocol.Isakmp]: decodeIsakmp,
  [Protocol.Ppi]: decodePpi,
  [Protocol.FabricPath]: decodeFabricPath,
  [Protocol.Capwap]: decodeCapwap,
  [Protocol.CapwapControl]: decodeCapwapControl,
  [Protocol.Lisp]: decodeLisp,
  [Protocol.LispControl]: decodeLispControl,
  [Protocol.ETag]: decodeETag,
  [Protocol.VnTag]: decodeVnTag,
  [Protocol.Macsec]: decodeMacsec,
  [Protocol.CiscoMetadata]: decodeCiscoMetadata,
  [Protocol.Dsa]: decodeDsa,
  [Protocol.Edsa]: decodeEdsa,
  [Protocol.BroadcomTag]: decodeBroadcomTag,
  [Protocol.BroadcomTagPrepended]: decodeBroadcomTagPrepended,
  [Protocol.Pktap]: decodePktap,
  [Protocol.User2]: decodeUser2,
  [Protocol.FrameRelay]: decodeFrameRelay,
  [Protocol.Fddi]: decodeFddi,
  [Protocol.Ipoib]: decodeIpoib,
  [Protocol.Ipnet]: decodeIpnet,
  [Protocol.Arcnet]: decodeArcnet,
  [Protocol.ArcnetLinux]: decodeArcnetLinux,
  [Protocol.Pim]: decodePim,
};

/** Indexed by `Protocol`. */
export const DECODERS: readonly Decoder[] = Array.from(
  { length: Object.keys(Protocol).length },
  (_, protocol) => BY_PROTOCOL[protocol as keyof typeof BY_PROTOCOL] ?? decodeNothing,
);
