// https://www.tcpdump.org/linktypes/LINKTYPE_PPI.html; all fields are little-endian. A sniffer's notes on the frame that follows.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16LittleEndian, readUint32LittleEndian } from '../read.ts';
import { protocolOfLinkType } from './link-types.ts';

const VERSION = 0;
/** Of this header with all notes. */
const LENGTH = 2;
const LINK_TYPE = 4;
const HEADER_LENGTH = 8;

export function decodePpi(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Ppi);
  if (bytes[start + VERSION] !== 0) return packet.stop(Problem.VersionInvalid, Protocol.Ppi);
  const headerLength = readUint16LittleEndian(bytes, start + LENGTH);
  if (headerLength < HEADER_LENGTH) return packet.stop(Problem.LengthInvalid, Protocol.Ppi);
  if (packet.end - start < headerLength) return packet.stop(Problem.HeaderTruncated, Protocol.Ppi);

  packet.enterLayer(Protocol.Ppi, headerLength);
  const linkType = readUint32LittleEndian(bytes, start + LINK_TYPE);
  const protocol = protocolOfLinkType(linkType);
  return protocol === Protocol.None ? packet.leaveUnknown(Protocol.Ppi, linkType) : protocol;
}
