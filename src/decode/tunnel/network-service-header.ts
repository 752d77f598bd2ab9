// RFC 8300, section 2.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';

const VERSION_AND_LENGTH = 0;
const METADATA_TYPE = 2;
const NEXT_PROTOCOL = 3;
/** Base header and service path header; the metadata follow. */
const HEADER_LENGTH = 8;

const VERSION_SHIFT = 14;
const LENGTH_MASK = 0x3f;
const LENGTH_UNIT = 4;
const METADATA_TYPE_MASK = 0x0f;
const FIXED_METADATA = 1;
const LENGTH_WITH_FIXED_METADATA = 24;

/** Section 2.2. */
const BY_NEXT_PROTOCOL: readonly Protocol[] = [
  Protocol.None,
  Protocol.Ipv4,
  Protocol.Ipv6,
  Protocol.Ethernet,
  Protocol.NetworkServiceHeader,
  Protocol.Mpls,
];

export function decodeNetworkServiceHeader(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.NetworkServiceHeader);
  const versionAndLength = readUint16(bytes, start + VERSION_AND_LENGTH);
  if (versionAndLength >>> VERSION_SHIFT !== 0) return packet.stop(Problem.VersionInvalid, Protocol.NetworkServiceHeader);
  const headerLength = (versionAndLength & LENGTH_MASK) * LENGTH_UNIT;
  const hasFixedMetadata = (bytes[start + METADATA_TYPE]! & METADATA_TYPE_MASK) === FIXED_METADATA;
  if (headerLength < HEADER_LENGTH || (hasFixedMetadata && headerLength !== LENGTH_WITH_FIXED_METADATA)) {
    return packet.stop(Problem.LengthInvalid, Protocol.NetworkServiceHeader);
  }
  if (packet.end - start < headerLength) return packet.stop(Problem.HeaderTruncated, Protocol.NetworkServiceHeader);

  const nextProtocol = bytes[start + NEXT_PROTOCOL]!;
  packet.enterLayer(Protocol.NetworkServiceHeader, headerLength);
  return (BY_NEXT_PROTOCOL[nextProtocol] || packet.leaveUnknown(Protocol.NetworkServiceHeader, nextProtocol)) as Protocol;
}
