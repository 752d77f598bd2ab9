// RFC 792; RFC 4443, section 3: errors quote the packet they are about, as much of it as they have room for.
import type { FrameBytes, Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';

const HEADER_LENGTH = 8;
/** Destination unreachable, source quench, redirect, time exceeded, parameter problem. */
const ERRORS: ReadonlySet<number> = new Set([3, 4, 5, 11, 12]);
/** Destination unreachable, packet too big, time exceeded, parameter problem. */
const ERRORS_V6: ReadonlySet<number> = new Set([1, 2, 3, 4]);
const LINK_TYPE_IPV4 = 228;
const LINK_TYPE_IPV6 = 229;

/** The packet quoted by the ICMP message that is the frame's last layer, as a frame to decode; null where there is none. */
export function findQuote(packet: Packet): FrameBytes | null {
  const last = packet.layerCount - 1;
  const offset = packet.offsets[last]!;
  const isVersion6 = packet.protocols[last] === Protocol.Icmpv6;
  const start = offset + HEADER_LENGTH;
  const isError = (isVersion6 ? ERRORS_V6 : ERRORS).has(packet.bytes[offset]!);
  if (!isError || start >= packet.capturedEnd) return null;
  const capturedLength = packet.capturedEnd - start;
  return {
    bytes: packet.bytes,
    start,
    capturedLength,
    wireLength: capturedLength,
    timestampMicros: packet.timestampMicros,
    linkType: isVersion6 ? LINK_TYPE_IPV6 : LINK_TYPE_IPV4,
    interfaceIndex: packet.interfaceIndex,
  };
}
