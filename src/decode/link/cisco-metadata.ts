// Cisco MetaData, the tag of TrustSec, has no public specification: version, length, and an option with the sender's security group.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { protocolOfEtherType } from './ether-types.ts';

/** Of what the tag is made of. The EtherType of what follows stands in front of it in GRE, elsewhere behind it. */
const VERSION = 0;
const LENGTH = 1;
const FIXED_LENGTH = 2;
/** In which the length counts. There is always one option. */
const OPTION_LENGTH = 4;
const TYPE_LENGTH = 2;
/** Some senders leave it zero, and the length, too. */
const NEWEST_VERSION = 1;

export function decodeCiscoMetadata(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < TYPE_LENGTH + FIXED_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.CiscoMetadata);
  const isInGre = packet.layerCount > 0 && packet.protocols[packet.layerCount - 1] === Protocol.Gre;
  const tag = isInGre ? start + TYPE_LENGTH : start;
  if (bytes[tag + VERSION]! > NEWEST_VERSION) return packet.stop(Problem.VersionInvalid, Protocol.CiscoMetadata);
  const tagLength = FIXED_LENGTH + Math.max(1, bytes[tag + LENGTH]!) * OPTION_LENGTH;
  if (packet.end - start < tagLength + TYPE_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.CiscoMetadata);

  packet.enterLayer(Protocol.CiscoMetadata, tagLength + TYPE_LENGTH);
  return protocolOfEtherType(packet, Protocol.CiscoMetadata, readUint16(bytes, isInGre ? start : start + tagLength));
}
