// Runs once per conversation, and for the first packets of those that are not decided: allocate nothing.

import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { AppProtocol } from '../app-protocol.ts';

/** Decoded headers that say what the conversation around them is. Whichever is the innermost of a frame decides. */
const BY_HEADER: readonly (readonly [Protocol, AppProtocol])[] = [
  [Protocol.WireGuard, AppProtocol.WireGuard],
  [Protocol.Isakmp, AppProtocol.Ike],
  [Protocol.EspInUdp, AppProtocol.Ipsec],
  [Protocol.NatKeepalive, AppProtocol.Ipsec],
  [Protocol.Esp, AppProtocol.Ipsec],
  [Protocol.AuthenticationHeader, AppProtocol.Ipsec],
  [Protocol.Teredo, AppProtocol.Teredo],
  [Protocol.Icmp, AppProtocol.Icmp],
  [Protocol.Icmpv6, AppProtocol.Icmpv6],
  [Protocol.Igmp, AppProtocol.Igmp],
  [Protocol.Sctp, AppProtocol.Sctp],
  [Protocol.Gre, AppProtocol.Gre],
  [Protocol.Pptp, AppProtocol.Gre],
  [Protocol.GreKeepalive, AppProtocol.Gre],
  [Protocol.Wccp, AppProtocol.Gre],
  [Protocol.Eoip, AppProtocol.Gre],
  [Protocol.ErspanI, AppProtocol.Gre],
  [Protocol.ErspanII, AppProtocol.Gre],
  [Protocol.ErspanIII, AppProtocol.Gre],
  [Protocol.GtpU, AppProtocol.Gtp],
  [Protocol.Capwap, AppProtocol.Capwap],
  [Protocol.CapwapControl, AppProtocol.Capwap],
  [Protocol.Vxlan, AppProtocol.Tunnel],
  [Protocol.VxlanGpe, AppProtocol.Tunnel],
  [Protocol.Geneve, AppProtocol.Tunnel],
  [Protocol.L2tp, AppProtocol.Tunnel],
  [Protocol.L2tpv3, AppProtocol.Tunnel],
  [Protocol.Lisp, AppProtocol.Tunnel],
  [Protocol.LispControl, AppProtocol.Tunnel],
];

const HEADERS = new Uint8Array(0x100);
for (const [protocol, app] of BY_HEADER) HEADERS[protocol] = app;

/** By IP protocol number (IANA, Protocol Numbers): of what has no decoder, and of later fragments, which have no header. */
const BY_NUMBER: Readonly<Record<number, AppProtocol>> = {
  1: AppProtocol.Icmp,
  2: AppProtocol.Igmp,
  47: AppProtocol.Gre,
  50: AppProtocol.Ipsec,
  51: AppProtocol.Ipsec,
  58: AppProtocol.Icmpv6,
  89: AppProtocol.Ospf,
  103: AppProtocol.Pim,
  112: AppProtocol.Vrrp,
  115: AppProtocol.Tunnel,
  132: AppProtocol.Sctp,
};

const NUMBERS = new Uint8Array(0x100);
for (const [number, app] of Object.entries(BY_NUMBER)) NUMBERS[Number(number)] = app;

/** Headers that say nothing of what is outside of them: the conversation is theirs. */
const OWN = new Uint8Array(0x100);
for (const protocol of [Protocol.Tcp, Protocol.Udp, Protocol.UdpLite, Protocol.Ipv4, Protocol.Ipv6]) OWN[protocol] = 1;

/**
 * What the packet's innermost headers say that its conversation is; `Unknown` where payload has to (plain TCP and UDP). A tunnel that carries
 * what has no conversation of its own, such as ARP, is the conversation. OpenVPN is not decided here: its header is one byte, so its recogniser
 * is to be shown the datagram, which starts behind UDP's header and not at the cursor.
 */
export function protocolOfStack(packet: Packet): AppProtocol {
  const { protocols, layerCount } = packet;
  if (layerCount === 0) return AppProtocol.Unknown;
  for (let layer = layerCount - 1; layer >= 0 && OWN[protocols[layer]!] === 0; layer -= 1) {
    const said = HEADERS[protocols[layer]!] as AppProtocol;
    if (said !== AppProtocol.Unknown) return said;
  }
  return (packet.ipProtocol < 0 ? AppProtocol.Unknown : NUMBERS[packet.ipProtocol]) as AppProtocol;
}
