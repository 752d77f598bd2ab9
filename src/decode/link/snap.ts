// IEEE 802-2014, 9.5; RFC 1042.
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

export function decodeSnap(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Snap);

  packet.enterLayer(Protocol.Snap, HEADER_LENGTH);
  const organization = readUint24(bytes, start + ORGANIZATION);
  const protocolId = readUint16(bytes, start + PROTOCOL_ID);
  if (organization === ENCAPSULATED_ETHERNET || organization === BRIDGE_TUNNEL) {
    return protocolOfEtherType(packet, Protocol.Snap, protocolId);
  }
  // Cisco's 00000c and its discovery protocol 2000 become 0xc2000. No shift: it would end at 32 bits.
  return packet.leaveUnknown(Protocol.Snap, organization * 0x10000 + protocolId);
}
