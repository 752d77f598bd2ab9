import { decodeFrame } from '../../decode/decode-frame.ts';
import { Packet } from '../../decode/packet.ts';
import { Problem } from '../../decode/problem.ts';
import { Protocol } from '../../decode/protocol.ts';
import { findQuote } from './quoted-packet.ts';

/** What carries somebody's payload behind its header. What the line itself says, such as link control or ARP, is none. */
const CARRIES_PAYLOAD: ReadonlySet<Protocol> = new Set<Protocol>([
  Protocol.Ipv4,
  Protocol.Ipv6,
  Protocol.HopByHopOptions,
  Protocol.DestinationOptions,
  Protocol.RoutingHeader,
  Protocol.FragmentHeader,
  Protocol.MobilityHeader,
  Protocol.HostIdentity,
  Protocol.Shim6,
  Protocol.AuthenticationHeader,
  Protocol.Esp,
  Protocol.EspInUdp,
  Protocol.Tcp,
  Protocol.Udp,
  Protocol.UdpLite,
  Protocol.Sctp,
  Protocol.WireGuard,
  Protocol.OpenVpn,
  Protocol.Isakmp,
  Protocol.Gre,
  Protocol.GtpU,
  Protocol.L2tpv3,
  Protocol.Capwap,
  Protocol.CapwapControl,
  Protocol.Macsec,
  Protocol.Pim,
]);
/** Of a header that decoding stopped in, as much stays as names its ports. */
const STOPPED_HEADER_LENGTH = 20;
const ICMP_HEADER_LENGTH = 8;

/** Where the frame's headers end, and the payload of its innermost packet begins; the captured end of a frame without payload. */
export function endOfHeaders(packet: Packet): number {
  const { cursor, capturedEnd, layerCount } = packet;
  const last = packet.protocols[layerCount - 1] as Protocol | undefined;
  if (last === Protocol.Icmp || last === Protocol.Icmpv6) return Math.min(endOfIcmp(packet), capturedEnd);
  if (last === undefined || !CARRIES_PAYLOAD.has(last)) return capturedEnd;
  return Math.min(packet.problem === Problem.None ? cursor : cursor + STOPPED_HEADER_LENGTH, capturedEnd);
}

/** Messages that announce and find neighbours and routers have no payload; echoes have, and so has a packet that an error quotes. */
function endOfIcmp(packet: Packet): number {
  const start = packet.offsets[packet.layerCount - 1]!;
  const type = packet.bytes[start]!;
  const isVersion6 = packet.protocols[packet.layerCount - 1] === Protocol.Icmpv6;
  const isEcho = isVersion6 ? type === 128 || type === 129 : type === 8 || type === 0;
  if (isEcho) return start + ICMP_HEADER_LENGTH;
  const quote = findQuote(packet);
  if (quote === null) return packet.capturedEnd;
  const quoted = new Packet();
  decodeFrame(quote, quoted);
  const last = quoted.protocols[quoted.layerCount - 1];
  return last === Protocol.Icmp || last === Protocol.Icmpv6 ? quoted.cursor : endOfHeaders(quoted);
}
