// https://www.tcpdump.org/linktypes/LINKTYPE_PKTAP.html; all fields are little-endian. Apple's notes on the frame that follows.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16LittleEndian, readUint32LittleEndian } from '../read.ts';
import { protocolOfLinkType } from './link-types.ts';

const LENGTH = 0;
const RECORD_TYPE = 4;
const LINK_TYPE = 8;
const FIXED_LENGTH = 108;

/** Version 2 has other fields in front of the flags, which say that it is it, and one byte for the length. */
const LINK_TYPE_2 = 6;
const FIXED_LENGTH_2 = 40;
/** The third byte of the flags. */
const FLAGS = 38;
const IS_VERSION_2 = 0x08;

const RECORD_PACKET = 1;

/** What Darwin wrote for `PKTAP` before the header had a link type of its own. */
const LINK_TYPE_USER2 = 149;

export function decodePktap(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < FIXED_LENGTH_2) return packet.stop(Problem.HeaderTruncated, Protocol.Pktap);
  const isVersion2 = isOfVersion2(bytes, start);
  const headerLength = readLength(bytes, start);
  if (headerLength < (isVersion2 ? FIXED_LENGTH_2 : FIXED_LENGTH)) return packet.stop(Problem.LengthInvalid, Protocol.Pktap);
  if (packet.end - start < headerLength) return packet.stop(Problem.HeaderTruncated, Protocol.Pktap);

  packet.enterLayer(Protocol.Pktap, headerLength);
  if (!isVersion2 && readUint32LittleEndian(bytes, start + RECORD_TYPE) !== RECORD_PACKET) return Protocol.None;
  const linkType = readLinkType(bytes, start);
  const protocol = protocolOfLinkType(linkType);
  return protocol === Protocol.None ? packet.leaveUnknown(Protocol.Pktap, linkType) : protocol;
}

/** A link type that means what its users want it to: it is Apple's header where it can be. Nothing to put on the stack. */
export function decodeUser2(bytes: Uint8Array, packet: Packet): Protocol {
  if (startsPktap(bytes, packet)) return Protocol.Pktap;
  const carrier = packet.layerCount === 0 ? Protocol.None : packet.protocols[packet.layerCount - 1];
  return packet.leaveUnknown(carrier as Protocol, LINK_TYPE_USER2);
}

function startsPktap(bytes: Uint8Array, packet: Packet): boolean {
  const start = packet.cursor;
  if (packet.end - start < FIXED_LENGTH_2) return false;
  const headerLength = readLength(bytes, start);
  const fixedLength = isOfVersion2(bytes, start) ? FIXED_LENGTH_2 : FIXED_LENGTH;
  const isLengthPossible = headerLength >= fixedLength && headerLength <= packet.end - start;
  return isLengthPossible && protocolOfLinkType(readLinkType(bytes, start)) !== Protocol.None;
}

function isOfVersion2(bytes: Uint8Array, start: number): boolean {
  return (bytes[start + FLAGS]! & IS_VERSION_2) !== 0;
}

/** Of this header with all that it has. */
function readLength(bytes: Uint8Array, start: number): number {
  return isOfVersion2(bytes, start) ? bytes[start + LENGTH]! : readUint32LittleEndian(bytes, start + LENGTH);
}

function readLinkType(bytes: Uint8Array, start: number): number {
  return isOfVersion2(bytes, start)
    ? readUint16LittleEndian(bytes, start + LINK_TYPE_2)
    : readUint32LittleEndian(bytes, start + LINK_TYPE);
}
