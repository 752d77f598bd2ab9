import type { Packet } from '../packet.ts';
import { Protocol } from '../protocol.ts';
import { TunnelType } from '../tunnel-type.ts';

const IPV4 = 4;
const IPV6 = 41;
const NO_NEXT_HEADER = 59;

/** What an IP protocol number announces (IANA, Protocol Numbers), in an IPv4 header, an IPv6 header or an extension header. */
const BY_IP_PROTOCOL: Readonly<Record<number, Protocol>> = {
  0: Protocol.HopByHopOptions,
  1: Protocol.Icmp,
  2: Protocol.Igmp,
  4: Protocol.Ipv4,
  6: Protocol.Tcp,
  17: Protocol.Udp,
  41: Protocol.Ipv6,
  43: Protocol.RoutingHeader,
  44: Protocol.FragmentHeader,
  47: Protocol.Gre,
  50: Protocol.Esp,
  51: Protocol.AuthenticationHeader,
  58: Protocol.Icmpv6,
  60: Protocol.DestinationOptions,
  103: Protocol.Pim,
  115: Protocol.L2tpv3,
  132: Protocol.Sctp,
  135: Protocol.MobilityHeader,
  136: Protocol.UdpLite,
  137: Protocol.Mpls, // RFC 4023
  139: Protocol.HostIdentity,
  140: Protocol.Shim6,
  143: Protocol.Ethernet, // RFC 8986
};

/** Extension headers that IPv4 has not (IANA, IPv6 Extension Header Types; IPsec and HIP are for both). */
const ONLY_IN_IPV6: readonly number[] = [0, 43, 44, 60, 135, 140];

const TABLE = new Uint8Array(0x100);
for (const [number, protocol] of Object.entries(BY_IP_PROTOCOL)) TABLE[Number(number)] = protocol;
const TABLE_IN_IPV4 = TABLE.slice();
for (const number of ONLY_IN_IPV6) TABLE_IN_IPV4[number] = Protocol.None;

/** What follows the innermost IP header, or an extension header behind it. An IP header inside another opens a tunnel. */
export function protocolOfIpProtocol(packet: Packet, number: number): Protocol {
  packet.ipProtocol = number;
  const carrier = packet.protocols[packet.ipLayer] as Protocol;
  const protocol = (carrier === Protocol.Ipv4 ? TABLE_IN_IPV4 : TABLE)[number] as Protocol;
  if (protocol === Protocol.None) return number === NO_NEXT_HEADER ? Protocol.None : packet.leaveUnknown(carrier, number);
  if (number === IPV4) packet.enterTunnel(carrier === Protocol.Ipv4 ? TunnelType.IpInIp : TunnelType.Ipv4InIpv6);
  if (number === IPV6) packet.enterTunnel(carrier === Protocol.Ipv4 ? TunnelType.Ipv6InIpv4 : TunnelType.Ipv6InIpv6);
  return protocol;
}
