// ITU-T Q.922, 3.3 (address); RFC 2427, section 3 (what follows), or Cisco's encapsulation, where an EtherType follows.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { protocolOfEtherType } from './ether-types.ts';
import { protocolOfNetworkLayerProtocol } from './network-layer-protocols.ts';

const SHORTEST_ADDRESS_LENGTH = 2;
const LONGEST_ADDRESS_LENGTH = 4;
/** The lowest bit of each byte of the address: the last one. */
const ADDRESS_END = 0x01;

/** No EtherType starts with it. */
const UNNUMBERED_INFORMATION = 0x03;
/** May stand behind the control field, for alignment. */
const PAD = 0x00;

export function decodeFrameRelay(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  const { end } = packet;
  let at = start;
  while (at < end && (bytes[at]! & ADDRESS_END) === 0 && at - start < LONGEST_ADDRESS_LENGTH) at += 1;
  if (at === end) return packet.stop(Problem.HeaderTruncated, Protocol.FrameRelay);
  at += 1;
  const addressLength = at - start;
  if (addressLength < SHORTEST_ADDRESS_LENGTH || addressLength > LONGEST_ADDRESS_LENGTH) {
    return packet.stop(Problem.LengthInvalid, Protocol.FrameRelay);
  }

  if (end - at < 2) return packet.stop(Problem.HeaderTruncated, Protocol.FrameRelay);
  if (bytes[at] !== UNNUMBERED_INFORMATION) {
    packet.enterLayer(Protocol.FrameRelay, addressLength + 2);
    return protocolOfEtherType(packet, Protocol.FrameRelay, readUint16(bytes, at));
  }
  at += bytes[at + 1] === PAD ? 2 : 1;
  if (at === end) return packet.stop(Problem.HeaderTruncated, Protocol.FrameRelay);
  packet.enterLayer(Protocol.FrameRelay, at + 1 - start);
  const protocol = protocolOfNetworkLayerProtocol(bytes[at]!);
  return protocol === Protocol.None ? packet.leaveUnknown(Protocol.FrameRelay, bytes[at]!) : protocol;
}
