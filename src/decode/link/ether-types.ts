import type { Packet } from '../packet.ts';
import { Protocol } from '../protocol.ts';

/** What an EtherType announces (IEEE 802 Numbers); shared by all that carry one: Ethernet, tags, SNAP, SLL, GRE, Geneve, ... */
const BY_ETHER_TYPE: Readonly<Record<number, Protocol>> = {
  2048: Protocol.Ipv4,
  2054: Protocol.Arp,
  25944: Protocol.Ethernet, // transparent Ethernet bridging
  33024: Protocol.Vlan,
  34525: Protocol.Ipv6,
  34827: Protocol.Ppp,
  34887: Protocol.Mpls,
  34888: Protocol.Mpls, // upstream-assigned labels (RFC 5332)
  34915: Protocol.PppoeDiscovery,
  34916: Protocol.PppoeSession,
  34928: Protocol.Llc, // frames too long for a length field
  34984: Protocol.ServiceVlan,
  35045: Protocol.Macsec,
  35047: Protocol.ProviderBackbone,
  35075: Protocol.FabricPath,
  35081: Protocol.CiscoMetadata,
  35110: Protocol.VnTag,
  35135: Protocol.ETag,
  35151: Protocol.NetworkServiceHeader,
  37120: Protocol.ServiceVlan, // before 802.1ad: outer tags of several makers
  37376: Protocol.ServiceVlan,
  37632: Protocol.ServiceVlan,
  56026: Protocol.Edsa, // not assigned, but what Linux tells Marvell's switches to use
};

const TABLE = new Uint8Array(0x10000);
for (const [etherType, protocol] of Object.entries(BY_ETHER_TYPE)) TABLE[Number(etherType)] = protocol;

/** Whether there is a decoder for what `etherType` announces. */
export function isKnownEtherType(etherType: number): boolean {
  return TABLE[etherType] !== Protocol.None;
}

/** What follows `carrier` whose EtherType field says `etherType`; leaves an unknown one counted. */
export function protocolOfEtherType(packet: Packet, carrier: Protocol, etherType: number): Protocol {
  const protocol = TABLE[etherType] as Protocol;
  return protocol === Protocol.None ? packet.leaveUnknown(carrier, etherType) : protocol;
}
