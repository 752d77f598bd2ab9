// Runs once per frame: allocate nothing.

import { DECODERS } from './decoders.ts';
import { protocolOfLinkType } from './link/link-types.ts';
import { type FrameBytes, MAX_LAYERS, MAX_TUNNELS, type Packet } from './packet.ts';
import { Problem } from './problem.ts';
import { Protocol } from './protocol.ts';

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
    next = DECODERS[next]!(packet.bytes, packet);
  }
}
