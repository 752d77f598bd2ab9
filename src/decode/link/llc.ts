// IEEE 802.2-1998, section 3; over ATM: RFC 2684, section 5, and RFC 2364, section 4.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { protocolOfNetworkLayerProtocol } from './network-layer-protocols.ts';

const SERVICE_ACCESS_POINTS = 0;
const CONTROL = 2;
const UNNUMBERED_HEADER_LENGTH = 3;
/** Information and supervisory frames have sequence numbers and so a second control byte. */
const NUMBERED_HEADER_LENGTH = 4;

const UNNUMBERED_MASK = 0x03;
const UNNUMBERED_INFORMATION = 0x03;

/** Destination and source service access point. The source's lowest bit, 1 in a response, is left out. */
const COMMAND_MASK = 0xfffe;
const SNAP = 0xaaaa;
const IP = 0x0606;
const OSI_NETWORK_LAYER = 0xfefe;
/** Not LLC at all: Novell's raw 802.3 starts with IPX's unused checksum. */
const RAW_IPX = 0xffff;

export function decodeLlc(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < UNNUMBERED_HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Llc);
  const accessPoints = readUint16(bytes, start + SERVICE_ACCESS_POINTS);
  if (accessPoints === RAW_IPX) return packet.leaveUnknown(Protocol.Llc, RAW_IPX);
  const control = bytes[start + CONTROL]!;
  const isUnnumbered = (control & UNNUMBERED_MASK) === UNNUMBERED_MASK;
  const headerLength = isUnnumbered ? UNNUMBERED_HEADER_LENGTH : NUMBERED_HEADER_LENGTH;
  if (packet.end - start < headerLength) return packet.stop(Problem.HeaderTruncated, Protocol.Llc);

  packet.enterLayer(Protocol.Llc, headerLength);
  if (control === UNNUMBERED_INFORMATION) {
    if ((accessPoints & COMMAND_MASK) === SNAP) return Protocol.Snap;
    if ((accessPoints & COMMAND_MASK) === IP) return Protocol.Ipv4;
    if ((accessPoints & COMMAND_MASK) === OSI_NETWORK_LAYER) return protocolOfOsi(bytes, packet, accessPoints);
  }
  return packet.leaveUnknown(Protocol.Llc, accessPoints);
}

/** OSI's own protocols start with their identifier; of others, it stands in front. */
function protocolOfOsi(bytes: Uint8Array, packet: Packet, accessPoints: number): Protocol {
  if (packet.cursor === packet.end) return packet.stop(Problem.HeaderTruncated, Protocol.Llc);
  const protocol = protocolOfNetworkLayerProtocol(bytes[packet.cursor]!);
  if (protocol === Protocol.None) return packet.leaveUnknown(Protocol.Llc, accessPoints);
  packet.cursor += 1;
  return protocol;
}
