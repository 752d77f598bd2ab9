// draft-foschiano-erspan-03, section 4. Each mirrors into a session, whose row stands beside its GRE header's.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { TunnelType } from '../tunnel-type.ts';

const VERSION = 0;
const SESSION_ID = 2;
const TYPE_2_HEADER_LENGTH = 8;

/** Type III only: frame type, hardware id, direction, granularity, and whether a subheader follows. */
const FRAME_TYPE_AND_FLAGS = 10;
const TYPE_3_HEADER_LENGTH = 12;
const SUBHEADER_LENGTH = 8;

const TYPE_2_VERSION = 1;
const TYPE_3_VERSION = 2;
const SESSION_ID_MASK = 0x03ff;

const SUBHEADER_PRESENT = 0x0001;
const FRAME_TYPE_SHIFT = 10;
const FRAME_TYPE_MASK = 0x1f;
const FRAME_TYPE_ETHERNET = 0;
const FRAME_TYPE_IP = 2;

/** Type I has no header and therefore no session. */
export function decodeErspanI(_bytes: Uint8Array, packet: Packet): Protocol {
  packet.enterLayer(Protocol.ErspanI, 0);
  return Protocol.Ethernet;
}

export function decodeErspanII(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < TYPE_2_HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.ErspanII);
  if (bytes[start + VERSION]! >>> 4 !== TYPE_2_VERSION) return packet.stop(Problem.VersionInvalid, Protocol.ErspanII);

  packet.enterLayer(Protocol.ErspanII, TYPE_2_HEADER_LENGTH);
  packet.addIdentifiedTunnelRow(TunnelType.Erspan, readUint16(bytes, start + SESSION_ID) & SESSION_ID_MASK);
  return Protocol.Ethernet;
}

export function decodeErspanIII(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < TYPE_3_HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.ErspanIII);
  if (bytes[start + VERSION]! >>> 4 !== TYPE_3_VERSION) return packet.stop(Problem.VersionInvalid, Protocol.ErspanIII);
  const frameTypeAndFlags = readUint16(bytes, start + FRAME_TYPE_AND_FLAGS);
  const headerLength = TYPE_3_HEADER_LENGTH + ((frameTypeAndFlags & SUBHEADER_PRESENT) !== 0 ? SUBHEADER_LENGTH : 0);
  if (packet.end - start < headerLength) return packet.stop(Problem.HeaderTruncated, Protocol.ErspanIII);

  packet.enterLayer(Protocol.ErspanIII, headerLength);
  packet.addIdentifiedTunnelRow(TunnelType.Erspan, readUint16(bytes, start + SESSION_ID) & SESSION_ID_MASK);
  return protocolOfFrameType(packet, (frameTypeAndFlags >>> FRAME_TYPE_SHIFT) & FRAME_TYPE_MASK);
}

function protocolOfFrameType(packet: Packet, frameType: number): Protocol {
  if (frameType === FRAME_TYPE_ETHERNET) return Protocol.Ethernet;
  if (frameType === FRAME_TYPE_IP) return Protocol.RawIp;
  return packet.leaveUnknown(Protocol.ErspanIII, frameType);
}
