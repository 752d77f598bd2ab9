// IEEE 802.1AE-2018, 9.3 to 9.12. The integrity check value is not checked: that needs the key.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { protocolOfTypeOrLength } from './ethernet.ts';

/** Tag control information and association number. */
const TAG_CONTROL = 0;
const SHORT_LENGTH = 1;
/** With the packet number, without the secure channel identifier. */
const SHORTEST_TAG_LENGTH = 6;
const CHANNEL_IDENTIFIER_LENGTH = 8;
const TYPE_LENGTH = 2;
/** That of all cipher suites which leave the data as it was. */
const INTEGRITY_CHECK_LENGTH = 16;

const VERSION = 0x80;
const END_STATION = 0x40;
const CHANNEL_IDENTIFIER_PRESENT = 0x20;
const SINGLE_COPY_BROADCAST = 0x10;
const ENCRYPTED_OR_CHANGED = 0x0c;
/** The secure data's length if it is below 48; zero if not. */
const LARGEST_SHORT_LENGTH = 47;

export function decodeMacsec(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < SHORTEST_TAG_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Macsec);
  const control = bytes[start + TAG_CONTROL]!;
  if ((control & VERSION) !== 0) return packet.stop(Problem.VersionInvalid, Protocol.Macsec);
  const hasIdentifier = (control & CHANNEL_IDENTIFIER_PRESENT) !== 0;
  if (hasIdentifier && (control & (END_STATION | SINGLE_COPY_BROADCAST)) !== 0) {
    return packet.stop(Problem.FlagsInvalid, Protocol.Macsec);
  }
  const shortLength = bytes[start + SHORT_LENGTH]!;
  if (shortLength > LARGEST_SHORT_LENGTH) return packet.stop(Problem.LengthInvalid, Protocol.Macsec);
  const tagLength = SHORTEST_TAG_LENGTH + (hasIdentifier ? CHANNEL_IDENTIFIER_LENGTH : 0);
  if (packet.end - start < tagLength) return packet.stop(Problem.HeaderTruncated, Protocol.Macsec);

  if ((control & ENCRYPTED_OR_CHANGED) !== 0) {
    packet.enterLayer(Protocol.Macsec, tagLength);
    return Protocol.None;
  }
  // The type belongs to the secure data.
  const isShort = shortLength !== 0;
  if (isShort && shortLength < TYPE_LENGTH) return packet.stop(Problem.LengthInvalid, Protocol.Macsec);
  if (packet.end - start < tagLength + TYPE_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Macsec);

  packet.enterLayer(Protocol.Macsec, tagLength + TYPE_LENGTH);
  packet.narrow(isShort ? start + tagLength + shortLength : Math.max(packet.cursor, packet.wireEnd - INTEGRITY_CHECK_LENGTH));
  return protocolOfTypeOrLength(packet, Protocol.Macsec, readUint16(bytes, start + tagLength));
}
