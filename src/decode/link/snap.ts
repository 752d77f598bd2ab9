// IEEE 802-2014, 9.5; RFC 1042; bridged frames: RFC 2684, section 5.2 (ATM), and RFC 2427, section 4.2 (frame relay).
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16, readUint24 } from '../read.ts';
import { protocolOfEtherType } from './ether-types.ts';

const ORGANIZATION = 0;
const PROTOCOL_ID = 3;
const HEADER_LENGTH = 5;

const ENCAPSULATED_ETHERNET = 0x000000;
/** For frames between bridges (IEEE 802.1H). */
const BRIDGE_TUNNEL = 0x0000f8;
/** IEEE 802.1's, for whole frames between bridges: Ethernet with its frame check sequence and without. */
const BRIDGED = 0x0080c2;
const ETHERNET_WITH_CHECK_SEQUENCE = 0x0001;
const ETHERNET = 0x0007;
const CHECK_SEQUENCE_LENGTH = 4;
/** Over ATM, so that the frame's payload starts at a multiple of four bytes. */
const ATM_PADDING_LENGTH = 2;

export function decodeSnap(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Snap);

  packet.enterLayer(Protocol.Snap, HEADER_LENGTH);
  const organization = readUint24(bytes, start + ORGANIZATION);
  const protocolId = readUint16(bytes, start + PROTOCOL_ID);
  if (organization === ENCAPSULATED_ETHERNET || organization === BRIDGE_TUNNEL) {
    return protocolOfEtherType(packet, Protocol.Snap, protocolId);
  }
  if (organization === BRIDGED && isBridgedEthernet(packet, protocolId)) return skipToBridged(packet, protocolId);
  // Cisco's 00000c and its discovery protocol 2000 become 0xc2000. No shift: it would end at 32 bits.
  return packet.leaveUnknown(Protocol.Snap, organization * 0x10000 + protocolId);
}

/** Other links have padding of their own, or none, and no bridges that do this. */
function isBridgedEthernet(packet: Packet, protocolId: number): boolean {
  if (protocolId !== ETHERNET && protocolId !== ETHERNET_WITH_CHECK_SEQUENCE) return false;
  return isOverAtm(packet) || packet.protocols[packet.layerCount - 2] === Protocol.FrameRelay;
}

/** No other link starts with LLC. */
function isOverAtm(packet: Packet): boolean {
  return packet.layerCount === 2 && packet.protocols[0] === Protocol.Llc;
}

function skipToBridged(packet: Packet, protocolId: number): Protocol {
  const padding = isOverAtm(packet) ? ATM_PADDING_LENGTH : 0;
  if (packet.end - packet.cursor < padding) return packet.stop(Problem.HeaderTruncated, Protocol.Snap);
  packet.cursor += padding;
  if (protocolId === ETHERNET_WITH_CHECK_SEQUENCE) {
    packet.narrow(Math.max(packet.cursor, packet.wireEnd - CHECK_SEQUENCE_LENGTH));
  }
  return Protocol.Ethernet;
}
