import type { Packet } from '../packet.ts';
import { Protocol } from '../protocol.ts';

/** Protocols found by their UDP port (IANA, Service Names and Port Numbers, unless said otherwise). */
const BY_PORT: Readonly<Record<number, Protocol>> = {
  500: Protocol.Isakmp,
  1194: Protocol.OpenVpn,
  1701: Protocol.L2tp,
  2152: Protocol.GtpU,
  3544: Protocol.Teredo,
  4341: Protocol.Lisp,
  4342: Protocol.LispControl,
  4500: Protocol.EspInUdp,
  4754: Protocol.Gre, // RFC 8086
  4789: Protocol.Vxlan,
  4790: Protocol.VxlanGpe,
  5246: Protocol.CapwapControl,
  5247: Protocol.Capwap,
  6081: Protocol.Geneve,
  6635: Protocol.Mpls, // RFC 7510
  8472: Protocol.Vxlan, // what Linux and many switches use from before RFC 7348
  51820: Protocol.WireGuard, // by convention
};

const TABLE = new Uint8Array(0x10000);
for (const [port, protocol] of Object.entries(BY_PORT)) TABLE[Number(port)] = protocol;

/** Smaller ones are of well-known services (RFC 6335, section 6); what talks to them may do so from any port, even one of the above. */
const FIRST_USER_PORT = 1024;

/** What the ports of a datagram announce: the destination's word goes first. `Protocol.None`: payload the decoders do not look into. */
export function protocolOfUdpPorts(packet: Packet): Protocol {
  const { sourcePort, destinationPort } = packet;
  const byDestination = protocolOfPort(destinationPort, sourcePort);
  return byDestination === Protocol.None ? protocolOfPort(sourcePort, destinationPort) : byDestination;
}

function protocolOfPort(port: number, otherPort: number): Protocol {
  return port >= FIRST_USER_PORT && isOtherService(otherPort) ? Protocol.None : (TABLE[port] as Protocol);
}

/** Such as DNS: resolvers ask it from ports all over the range (RFC 5452, section 9.2). Port zero is nobody's. */
function isOtherService(port: number): boolean {
  return port > 0 && port < FIRST_USER_PORT && TABLE[port] === Protocol.None;
}
