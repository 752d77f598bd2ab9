import type { Packet } from '../packet.ts';
import { Protocol } from '../protocol.ts';

/** What a PPP protocol number announces (IANA, PPP DLL Protocol Numbers). */
const BY_PPP_PROTOCOL: Readonly<Record<number, Protocol>> = {
  33: Protocol.Ipv4,
  87: Protocol.Ipv6,
  641: Protocol.Mpls,
  643: Protocol.Mpls,
  32801: Protocol.Ipcp,
  32855: Protocol.Ipv6cp,
  49185: Protocol.Lcp,
  49187: Protocol.Pap,
  49699: Protocol.Chap,
};

const TABLE = new Uint8Array(0x10000);
for (const [number, protocol] of Object.entries(BY_PPP_PROTOCOL)) TABLE[Number(number)] = protocol;

export function protocolOfPppProtocol(packet: Packet, number: number): Protocol {
  const protocol = TABLE[number] as Protocol;
  return protocol === Protocol.None ? packet.leaveUnknown(Protocol.Ppp, number) : protocol;
}
