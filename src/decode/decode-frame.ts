// Runs once per frame: allocate nothing.

import { DECODERS } from './decoders.ts';
import { decodeEthernet } from './link/ethernet.ts';
import { protocolOfLinkType } from './link/link-types.ts';
import { decodePpp } from './link/ppp.ts';
import { decodePppoeSession } from './link/pppoe.ts';
import { decodeIpv4 } from './network/ipv4.ts';
import { decodeIpv6 } from './network/ipv6.ts';
import { type FrameBytes, MAX_LAYERS, MAX_TUNNELS, type Packet } from './packet.ts';
import { Problem } from './problem.ts';
import { Protocol } from './protocol.ts';
import { decodeTcp } from './transport/tcp.ts';
import { decodeUdp } from './transport/udp.ts';

/**
 * Decodes `frame` into `packet`, as deep as it goes. Never throws and never reads outside the frame's captured bytes, whatever they hold.
 *
 * Decoders never call each other: each returns what follows it, and this loop owns the limits, so nesting cannot recurse.
 */
export function decodeFrame(frame: FrameBytes, packet: Packet): void {
  packet.begin(frame);
  let next = protocolOfLinkType(frame.linkType);
  if (next === Protocol.None) packet.leaveUnknown(Protocol.None, frame.linkType);

  while (next !== Protocol.None) {
    if (packet.layerCount === MAX_LAYERS) {
      packet.stop(Problem.TooManyLayers, next);
      return;
    }
    if (packet.tunnelDepth > MAX_TUNNELS) {
      packet.stop(Problem.TooManyTunnels, next);
      return;
    }
    next = decodeLayer(next, packet);
  }
}

/** Calls the decoder of `protocol`. What nearly every frame has is called by name: V8 puts such calls in place, and looks others up. */
function decodeLayer(protocol: Protocol, packet: Packet): Protocol {
  const { bytes } = packet;
  switch (protocol) {
    case Protocol.Ethernet:
      return decodeEthernet(bytes, packet);
    case Protocol.PppoeSession:
      return decodePppoeSession(bytes, packet);
    case Protocol.Ppp:
      return decodePpp(bytes, packet);
    case Protocol.Ipv4:
      return decodeIpv4(bytes, packet);
    case Protocol.Ipv6:
      return decodeIpv6(bytes, packet);
    case Protocol.Tcp:
      return decodeTcp(bytes, packet);
    case Protocol.Udp:
      return decodeUdp(bytes, packet);
    default:
      return DECODERS[protocol]!(bytes, packet);
  }
}
